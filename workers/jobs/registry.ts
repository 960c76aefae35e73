// ONE LINE PER JOB TYPE. The exported name is the type's name.

export { extract } from './extract/job.ts';
export { resize } from './resize/job.ts';
export { zip } from './zip/job.ts';
