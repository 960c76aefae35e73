// ONE LINE PER JOB TYPE. The exported name is the type's name. biome.json names the folder in the rule that keeps job types apart.

export { extract } from './extract/job.ts';
export { resize } from './resize/job.ts';
export { zip } from './zip/job.ts';
