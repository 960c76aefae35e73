// Chooses the folder for what is made from a job's results.
import { dirname } from 'node:path';

/**
 * If the folder holds only results, it goes next to that folder; if it also holds originals, it goes into it.
 * @param base the folder that the results share
 * @param inputs of the job that made them
 */
export function placeOfResults(base: string, inputs: readonly string[]): string {
  return inputs.some((path) => dirname(path) === base) ? base : dirname(base);
}
