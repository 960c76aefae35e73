// Why a job has made no picture at all.
import type { Reasons } from '../reasons.ts';
import { message, type UserError } from '../user-error.ts';
import { READABLE } from './formats.ts';

/** Files that could not be read or made are the cause. Without them there was no picture. */
export function nothingMade({ only, why }: Reasons): UserError {
  if (only) return only;
  return why ? message('NO_PICTURE_MADE', { why }) : message('NO_PICTURES', { formats: READABLE });
}
