// A zip job as its driver gets it.
import type { JobRun } from '../job-type.ts';
import type { ZipOptions } from './options.ts';
import type * as zipTasks from './tasks.ts';

export type ZipRun = JobRun<ZipOptions, typeof zipTasks>;
