// Which results of earlier jobs a new job may find among its inputs, together with what they were made from.
import { dirname } from 'node:path';
import type { Change } from '../../workers/files/changes/job-log.ts';
import { commonFolder } from '../../workers/files/common-folder.ts';
import type { NamedFile } from '../../workers/files/output/output-file.ts';
import { type EarlierResult, Places } from '../../workers/jobs/earlier-results.ts';
import type { JobSpec } from '../../workers/protocol.ts';

/** Of more inputs the folder that they share stands for them. */
const MAX_NAMED = 100;

/**
 * @param inputs absolute paths
 * @param others what was asked of other jobs of the same type
 * @param madeBy the results of one of them, by its id
 */
export function earlierResults(
  inputs: readonly string[],
  others: readonly JobSpec[],
  madeBy: (id: string) => readonly NamedFile[],
): EarlierResult[] {
  const places = new Places(inputs);
  const isAmongInputs = (path: string) => places.hold(path);
  return others
    .filter((spec) => spec.inputs.some(isAmongInputs) || areWithin(inputs, spec.inputs))
    .flatMap((spec) => {
      const whole = originalsOf(spec);
      return madeBy(spec.id).map(({ from, ...file }) => ({ ...file, from: from === undefined ? whole : [from] }));
    })
    .filter(({ from }) => from.length > 0 && from.every(isAmongInputs));
}

/** Of a job that has begun before, and whose changes these are. */
export function ownResults(changes: readonly Change[]): EarlierResult[] {
  return changes.flatMap(({ begun: { result, name, path } }) =>
    result === null ? [] : [{ path: name, ...result, from: [path], isOwn: true }],
  );
}

function areWithin(inputs: readonly string[], others: readonly string[]): boolean {
  const places = new Places(others);
  return inputs.some((path) => places.hold(path));
}

function originalsOf({ base, inputs }: JobSpec): readonly string[] {
  if (base !== undefined) return [base];
  if (inputs.length <= MAX_NAMED) return inputs;
  const folder = commonFolder(inputs.map((path) => dirname(path)));
  return folder === undefined ? [] : [folder];
}
