// The type of what the driver of a picture job gets.
import type { JobRun } from '../job-type.ts';
import type { ResizeOptions } from './options.ts';
import type * as tasks from './tasks.ts';

export type ResizeRun = JobRun<ResizeOptions, typeof tasks>;
