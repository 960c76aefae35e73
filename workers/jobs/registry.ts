// The list of all job types, with one line for each. The exported name is the type's name. biome.json also names each folder, in the rules
// that keep job types from importing each other.

export { extract } from './extract/job.ts';
export { resize } from './resize/job.ts';
export { zip } from './zip/job.ts';
