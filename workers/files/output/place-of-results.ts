// Where something that is made of a job's results goes.
import { dirname } from 'node:path';

/**
 * Next to a folder that holds nothing but results, and into a folder that holds the originals as well.
 * @param base the folder that the results share
 * @param inputs of the job that made them
 */
export function placeOfResults(base: string, inputs: readonly string[]): string {
  return inputs.some((path) => dirname(path) === base) ? base : dirname(base);
}
