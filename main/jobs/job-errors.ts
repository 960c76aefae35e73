// What a job's row says when it did not end by itself, or cannot be repeated.
import { JobError, message, type UserError } from '../../workers/jobs/user-error.ts';
import type { Message } from '../../workers/messages/message.ts';

export function secretsRemovedError(): JobError {
  return new JobError('SECRETS_REMOVED');
}

export function hostLostError(how: Message): UserError {
  return message('HOST_LOST', { how });
}
