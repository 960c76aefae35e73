// What a request of the window asks for: one job, or several that are under one heading.
import { randomUUID } from 'node:crypto';
import type { SubmitRequest } from '../../contract/api.ts';
import type { KeptRecord } from '../job-record.ts';
import type { KeptSpec } from '../journal.ts';
import { parseRequest, type RequestRules } from './parse-request.ts';

export interface WantedJob {
  readonly spec: KeptSpec;
  readonly title: string;
  readonly more: Pick<KeptRecord, 'group'>;
}

/**
 * @param toPath finds the folder that an id in the options stands for; it throws when the id was never handed out
 * @param base of the job that it is like
 * @throws {JobError} when the type is unknown or its schema refuses the options
 */
export function wantedJobs(
  rules: RequestRules,
  { type, inputs, options, next }: SubmitRequest,
  toPath: (id: string) => string,
  base?: string,
): [WantedJob, ...WantedJob[]] {
  const parsed = parseRequest(rules, type, options, toPath);
  const follower = next && { type: next.type, options: parseRequest(rules, next.type, next.options, toPath).options };
  const { definition, options: own } = parsed;
  const whole = { type, inputs: [...inputs], options: own, ...(follower && { next: follower }), ...(base && { base }) };
  const parts = (base === undefined && definition.split?.(inputs, own)) || [whole];
  const group = parts.length > 1 ? { group: { id: randomUUID(), size: parts.length } } : {};
  const jobOf = (part: Pick<KeptSpec, 'inputs' | 'options'>) => ({
    spec: { ...whole, id: randomUUID(), inputs: part.inputs, options: part.options },
    title: definition.title(part.inputs, part.options),
    more: group,
  });
  const [first = whole, ...others] = parts;
  return [jobOf(first), ...others.map(jobOf)];
}
