// HTML that shows the results of a job, for those who put them on a page.

import type { ItemUpdate } from './job-report.ts';
import type { JobTasks } from './job-tasks.ts';
import type { TaskModule } from './task-call.ts';

export interface MarkupRequest<Tasks extends TaskModule> {
  readonly tasks: JobTasks<Tasks>;
  /** Of the job's details. */
  readonly rows: readonly ItemUpdate[];
}

/** The module that writes it: `jobs/<type>/markup/markup.ts`. */
export interface MarkupMaker<Tasks extends TaskModule> {
  /** @throws {JobError} when no result is left, or none of them can stand on a page */
  markup(request: MarkupRequest<Tasks>): Promise<string>;
}
