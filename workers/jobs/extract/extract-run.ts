// An extract job as its driver gets it.
import type { JobRun } from '../job-type.ts';
import type { ExtractOptions } from './options.ts';
import type * as extractTasks from './tasks.ts';

export type ExtractRun = JobRun<ExtractOptions, typeof extractTasks>;
