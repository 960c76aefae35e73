// What a job's row says when it did not end by itself, or cannot be repeated.
import { JobError, type UserError } from '../../workers/jobs/user-error.ts';
import type { KeptRecord } from './job-record.ts';

export function secretsRemovedError(): JobError {
  return new JobError({
    code: 'SECRETS_REMOVED',
    message: 'Its password was not kept when Dropmill ended.',
    hint: 'Drop the files again and type the password.',
  });
}

export function interruptedAt(now: number): Partial<KeptRecord> {
  const message = 'Dropmill ended before this job did.';
  return {
    state: 'failed',
    endedAt: now,
    error: { code: 'INTERRUPTED', message, hint: 'Press Retry to go on with it.' },
  };
}

export function hostLostError(how: string): UserError {
  return {
    code: 'HOST_LOST',
    message: `The worker process ended again and again while it ran this job (${how}).`,
    hint: 'Try again with fewer files to find the one that causes it.',
  };
}
