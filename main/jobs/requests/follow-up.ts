// A second job for the results of one that is done, which the user starts later.
import { randomUUID } from 'node:crypto';
import { JobError } from '../../../workers/jobs/user-error.ts';
import type { FollowRequest } from '../../contract/api.ts';
import { nextJob } from '../chain.ts';
import type { JobService } from '../job-service.ts';
import type { ParsedRequest } from './parse-request.ts';

/** @throws {JobError} UNKNOWN_JOB, and NO_OUTPUT when the results are not there any more */
export function followUp(
  jobs: Pick<JobService, 'spec' | 'record' | 'add'>,
  { definition, options }: ParsedRequest,
  { id, type }: Pick<FollowRequest, 'id' | 'type'>,
): void {
  const record = jobs.record(id);
  const spec = jobs.spec(id);
  const next = spec && nextJob({ ...spec, next: { type, options } }, { ...record, next: type }, randomUUID());
  if (!next) throw new JobError('NO_OUTPUT');
  jobs.add(next, definition.title(next.inputs, next.options), { follows: id });
}
