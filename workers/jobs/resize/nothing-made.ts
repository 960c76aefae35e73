// Makes the message that says why a job has made no picture at all.
import type { Reasons } from '../reasons.ts';
import { message, type UserError } from '../user-error.ts';
import { READABLE } from './formats.ts';

/** If files could not be read or made, they are the reason. Otherwise there was no picture. */
export function nothingMade({ only, why }: Reasons): UserError {
  if (only) return only;
  return why ? message('NO_PICTURE_MADE', { why }) : message('NO_PICTURES', { formats: READABLE });
}
