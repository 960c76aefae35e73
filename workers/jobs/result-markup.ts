// HTML that shows the results of a job, for those who put them on a page.
import type { JobTasks, TaskModule } from './job-tasks.ts';
import type { ItemUpdate } from './job-type.ts';

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
