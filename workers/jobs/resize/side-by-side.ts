// How much of a picture job is with the workers at a time.
import type { OutputFormat } from './formats.ts';

/**
 * Tasks that share a worker. The decoders work outside of JavaScript, in threads that all workers of a process share: one
 * worker keeps two cores busy, and a worker for each core would take 30 MB and load sharp once more. It is what there is at
 * a time for two cores, so that no further worker is started for it.
 */
export const SIDE_BY_SIDE = 6;

/**
 * Pictures at a time: two for each core, as one alone leaves it idle now and then. An AVIF takes a core for long: there it
 * hardly shows, and each more takes 30 MB.
 */
export function picturesAhead(cores: number, formats: readonly OutputFormat[] = []): number {
  return formats.includes('avif') ? cores : cores * 2;
}

/** Batches of headers at a time. */
export function batchesAhead(cores: number): number {
  return cores;
}

export function workersNeeded(cores: number): number {
  return Math.ceil((picturesAhead(cores) + batchesAhead(cores)) / SIDE_BY_SIDE);
}
