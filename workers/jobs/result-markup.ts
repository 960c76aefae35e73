// The interface of a job type that can write HTML for its results, so that users can put them on a web page.

import type { ItemUpdate } from './job-report.ts';
import type { JobTasks } from './job-tasks.ts';
import type { TaskModule } from './task-call.ts';

export interface MarkupRequest<Tasks extends TaskModule> {
  readonly tasks: JobTasks<Tasks>;
  /** The rows of the job's details. */
  readonly rows: readonly ItemUpdate[];
}

/** The module that writes the HTML: `jobs/<type>/markup/markup.ts`. */
export interface MarkupMaker<Tasks extends TaskModule> {
  /** @throws {JobError} if no result is left, or if no result can be shown on a web page */
  markup(request: MarkupRequest<Tasks>): Promise<string>;
}
