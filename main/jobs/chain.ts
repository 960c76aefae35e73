// One job after another: the results of the first are the inputs of the second.
import { dirname } from 'node:path';
import { commonFolder } from '../../workers/files/common-folder.ts';
import { placeOfResults } from '../../workers/files/output/place-of-results.ts';
import type { JobSpec } from '../../workers/protocol.ts';
import type { KeptRecord } from './job-record.ts';
import type { KeptSpec } from './journal.ts';

/** The job that follows a done one, or undefined when none does. Its options lack passwords after a restart. */
export function nextJob(spec: KeptSpec, { state, next, outcome, undo }: KeptRecord, id: string): JobSpec | undefined {
  const inputs = [...(outcome?.outputs ?? []), ...(outcome?.kept ?? [])];
  if (state !== 'done' || undo || !next || !spec.next || spec.secretsRemoved || inputs.length === 0) return undefined;
  const base = commonFolder(inputs.map((path) => dirname(path)));
  return { id, ...spec.next, inputs, ...(base !== undefined && { base, place: placeOfResults(base, spec.inputs) }) };
}

/** Without what only main needs. */
export function forHost({ next, secretsRemoved, ...spec }: KeptSpec): JobSpec {
  return spec;
}
