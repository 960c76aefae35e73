// The type of what the driver of an extract job gets.
import type { JobRun } from '../job-type.ts';
import type { ExtractOptions } from './options.ts';
import type * as extractTasks from './tasks.ts';

export type ExtractRun = JobRun<ExtractOptions, typeof extractTasks>;
