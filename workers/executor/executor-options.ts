// Checks those options of executors that are not numbers.

import { isGiven, isObject } from './common/check.ts';
import { quote } from './common/show.ts';
import type { LinkOptions } from './links/link.ts';
import type { ErrorClass, ExecutorOptions } from './types.ts';

/** The default of `startTimeout`, in milliseconds. */
export const START_TIMEOUT_MS = 30_000;

const LIMITS = ['maxOldGenerationSizeMb', 'maxYoungGenerationSizeMb', 'stackSizeMb'] as const;

/**
 * Returns the options for starting workers. They are checked also for executors on which they have no effect.
 * @throws TypeError
 */
export function linkOptionsOf<M>(options: ExecutorOptions<M>): LinkOptions {
  const { env, execArgv, resourceLimits, threadNamePrefix } = options;
  const limits = ifGiven('resourceLimits', resourceLimits, 'an object of numbers above 0', isObject);
  for (const key of LIMITS) ifGiven(`resourceLimits.${key}`, limits?.[key], 'a number above 0', isAboveZero);
  return {
    env: ifGiven('env', env, 'an object of texts', isObject),
    execArgv: ifGiven('execArgv', execArgv, 'a list of texts', isListOf(isText)),
    resourceLimits: limits,
    threadNamePrefix: ifGiven('threadNamePrefix', threadNamePrefix, 'a text', isText) ?? 'futures',
  };
}

/** @throws TypeError unless they are classes */
export function errorClassesOf(classes: readonly ErrorClass[] | null | undefined): readonly ErrorClass[] {
  return ifGiven('errorClasses', classes, 'a list of classes', isListOf(isClass)) ?? [];
}

function ifGiven<T>(what: string, value: T, kind: string, isValid: (value: unknown) => boolean) {
  if (!isGiven(value)) return undefined;
  if (!isValid(value)) throw new TypeError(`Expected ${what} to be ${kind}, got ${quote(value)}.`);
  return value;
}

function isText(value: unknown): boolean {
  return typeof value === 'string';
}

function isAboveZero(value: unknown): boolean {
  return typeof value === 'number' && value > 0;
}

function isClass(value: unknown): boolean {
  return typeof value === 'function' && typeof value.prototype === 'object';
}

function isListOf(isItem: (value: unknown) => boolean): (value: unknown) => boolean {
  return (value) => Array.isArray(value) && value.every(isItem);
}
