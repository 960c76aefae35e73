// What a request of the window asks for: one job, or several that stand under one head.
import { randomUUID } from 'node:crypto';
import type { JobDefinition } from '../../workers/jobs/job-type.ts';
import type { SubmitRequest } from '../contract/api.ts';
import type { KeptRecord } from './job-record.ts';
import type { KeptSpec } from './journal.ts';
import { parseRequest, type RequestRules } from './parse-request.ts';

export interface WantedJob {
  readonly spec: KeptSpec;
  readonly title: string;
  readonly more: Pick<KeptRecord, 'group'>;
}

/**
 * @param toPath finds the folder that an id in the options stands for; it throws when the id was never handed out
 * @throws {JobError} when the type is unknown or its schema refuses the options
 */
export function wantedJobs(
  rules: RequestRules,
  { type, inputs, options, next }: SubmitRequest,
  toPath: (id: string) => string,
): WantedJob[] {
  const parsed = parseRequest(rules, type, options, toPath);
  const follower = next && { type: next.type, options: parseRequest(rules, next.type, next.options, toPath).options };
  return apart(parsed.definition, {
    type,
    inputs: [...inputs],
    options: parsed.options,
    ...(follower && { next: follower }),
  });
}

/** As many jobs as the type makes of it. */
export function apart(definition: JobDefinition<unknown>, whole: Omit<KeptSpec, 'id'>): WantedJob[] {
  const parts = definition.split?.(whole.inputs, whole.options) ?? [whole];
  const group = parts.length > 1 ? { group: { id: randomUUID(), size: parts.length } } : {};
  return parts.map(({ inputs, options }) => ({
    spec: { ...whole, id: randomUUID(), inputs, options },
    title: definition.title(inputs, options),
    more: group,
  }));
}
