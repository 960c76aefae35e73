// Finds the part of a value that could not be sent.
import { structuredClone } from '../common/globals.ts';
import { isGenerator } from '../common/iteration.ts';
import { classOf, messageOf, read } from '../common/show.ts';
import { NotCloneableError } from '../errors.ts';

/** Whether a border takes a value. */
export type CanClone = (value: unknown) => boolean;

/** The error of a task whose arguments were refused with `cause`. */
export function argumentError(
  name: string,
  args: readonly unknown[],
  cause: unknown,
  canClone: CanClone,
): NotCloneableError {
  const at = isAboutTransfer(cause) ? -1 : args.findIndex((arg) => !canClone(arg) && !needsTransfer(arg));
  const which = at < 0 ? 'An argument' : `Argument ${at + 1}`;
  const why = at < 0 ? messageOf(cause) : reason(args[at], cause, canClone);
  return new NotCloneableError(`${which} of "${name}" cannot be sent to a worker: ${why}`, { cause });
}

/** The error of a task whose result or progress value was refused with `cause`. */
export function outcomeError(
  what: 'result' | 'value' | 'progress value',
  name: string,
  value: unknown,
  cause: unknown,
  canClone: CanClone,
): NotCloneableError {
  const why = reason(value, cause, canClone);
  const hint = what === 'result' && isGenerator(value) ? ' Call it by stream() to get its values.' : '';
  return new NotCloneableError(`The ${what} of "${name}" cannot be sent back: ${why}${hint}`, { cause });
}

/** Then no argument is looked at: Node dies of an attempt to clone a port that was moved or closed. */
function isAboutTransfer(cause: unknown): boolean {
  return messageOf(cause).includes('transfer list');
}

/** A port needs to be in the transfer list, which is no fault of the argument. */
function needsTransfer(value: unknown): boolean {
  try {
    structuredClone(value);
    return false;
  } catch (error) {
    return read(Object(error), 'code') === 'ERR_MISSING_TRANSFERABLE_IN_TRANSFER_LIST';
  }
}

/** Parts within parts that are looked into. Each is cloned to see whether it can be. */
const MAX_STEPS = 100;

/** Why a value was refused: the part of it that is at fault, and what the border said. */
function reason(value: unknown, cause: unknown, canClone: CanClone): string {
  if (isStackOverflow(cause)) return `it is nested too deeply. ${messageOf(cause)}`;
  try {
    const { path, part } = culprit(value, canClone);
    return `${path === '' ? 'it' : `its ${path}`} is ${kindOf(part)}. ${messageOf(cause)}`;
  } catch {
    return messageOf(cause);
  }
}

/** The innermost part of a value that is refused, and where it is. */
function culprit(value: unknown, canClone: CanClone): { readonly path: string; readonly part: unknown } {
  let [part, path] = [value, ''];
  const seen = new Set<unknown>();
  for (let step = 0; ; step++) {
    seen.add(part);
    const inner = children(part).find(([, child]) => !seen.has(child) && !canClone(child));
    if (!inner || step === MAX_STEPS) return { path, part };
    path += inner[0];
    part = inner[1];
  }
}

function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes('call stack');
}

function children(value: unknown): (readonly [path: string, child: unknown])[] {
  if (typeof value !== 'object' || value === null) return [];
  if (value instanceof Map) return [...value].flat().map((child) => ['.entries()', child] as const);
  if (value instanceof Set) return [...value].map((child) => ['.values()', child] as const);
  return Object.keys(value).map(
    (key) => [Array.isArray(value) ? `[${key}]` : `.${key}`, Reflect.get(value, key)] as const,
  );
}

function kindOf(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return `a ${typeof value}`;
  const name = classOf(value);
  return `${/^[AEIO]/.test(name) ? 'an' : 'a'} ${name}`;
}
