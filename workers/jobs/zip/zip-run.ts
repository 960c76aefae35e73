// The type of what the driver of a zip job gets.
import type { JobRun } from '../job-type.ts';
import type { ZipOptions } from './options.ts';
import type * as zipTasks from './tasks.ts';

export type ZipRun = JobRun<ZipOptions, typeof zipTasks>;
