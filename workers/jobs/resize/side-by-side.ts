// Decides how many pictures and batches of headers a job gives to the workers at a time.
import type { OutputFormat } from './formats.ts';

/**
 * How many tasks share a worker. Decoders run outside of JavaScript, in threads that all workers of a process share: one
 * worker keeps two cores busy, and each further worker would take 30 MB and load sharp again. With two cores, this is the number
 * of tasks at a time, so that no further worker is started.
 */
export const SIDE_BY_SIDE = 6;

/**
 * How many pictures are made at a time: two for each core, as one leaves its core idle now and then. An AVIF occupies its core for
 * long, so that a second one would gain hardly anything, but take 30 MB.
 */
export function picturesAhead(cores: number, formats: readonly OutputFormat[] = []): number {
  return formats.includes('avif') ? cores : cores * 2;
}

/** How many batches of headers are read at a time. */
export function batchesAhead(cores: number): number {
  return cores;
}

export function workersNeeded(cores: number): number {
  return Math.ceil((picturesAhead(cores) + batchesAhead(cores)) / SIDE_BY_SIDE);
}
