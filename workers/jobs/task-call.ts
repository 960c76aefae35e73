// One call of a task, as it travels to a worker.
import type { FolderToken } from './shared-folders.ts';

/** A task takes one input object; its context is `this`. Every task fits this shape. */
export type TaskFunction = (this: never, input: never) => unknown;
/** The exports of a job's `tasks.ts`. */
export type TaskModule = object;

/** One line per call: which job type's task, and its input. */
export interface TaskCall {
  readonly type: string;
  readonly task: string;
  readonly input: unknown;
  /** Set for a call that may reach another computer: it has to see these. */
  readonly folders?: readonly FolderToken[];
}
