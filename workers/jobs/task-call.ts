// One call of a task, as it is sent to a worker.
import type { FolderToken } from './shared-folders.ts';

/** A task takes one input object; its context is `this`. Every task fits this shape. */
export type TaskFunction = (this: never, input: never) => unknown;
/** The exports of a job's `tasks.ts`. */
export type TaskModule = object;

/** Names the job type and the task, and has its input. */
export interface TaskCall {
  readonly type: string;
  readonly task: string;
  readonly input: unknown;
  /** Set for a call that may run on another computer, which has to see these folders. */
  readonly folders?: readonly FolderToken[];
}
