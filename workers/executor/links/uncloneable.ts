// Finds out which argument could not be sent.
import { NotCloneableError } from '../errors.ts';

/** The error of a task whose arguments were refused with `cause`. */
export function argumentError(name: string, args: readonly unknown[], cause: unknown): NotCloneableError {
  const at = args.findIndex(isRefused);
  const which = at < 0 ? 'An argument' : `Argument ${at + 1}`;
  return new NotCloneableError(`${which} of "${name}" cannot be sent to a worker: ${messageOf(cause)}`, { cause });
}

/** The error of a task whose result or progress value was refused with `cause`. */
export function outcomeError(what: 'result' | 'progress value', name: string, cause: unknown): NotCloneableError {
  return new NotCloneableError(`The ${what} of "${name}" cannot be sent back: ${messageOf(cause)}`, { cause });
}

function isRefused(value: unknown): boolean {
  try {
    structuredClone(value);
    return false;
  } catch (error) {
    // A port needs to be in the transfer list, which is no fault of the argument.
    return Reflect.get(Object(error), 'code') !== 'ERR_MISSING_TRANSFERABLE_IN_TRANSFER_LIST';
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}
