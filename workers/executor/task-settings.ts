// Checks the options of tasks.
import { checkPriority, checkSignal, count, isGiven, notNegative, positive } from './common/check.ts';
import { checkIterable } from './common/iteration.ts';
import type { TaskSettings } from './engine.ts';
import type { TaskOptions } from './types.ts';

/** The settings of a task without options. */
export const PLAIN: TaskSettings = {
  priority: 0,
  overlap: 1,
  group: undefined,
  timeout: Number.POSITIVE_INFINITY,
  retries: 0,
  retryDelay: 100,
  key: undefined,
  id: undefined,
};

/**
 * All options that are known here or where tasks are submitted, so that this file does not compile when a new one is forgotten. The
 * signal becomes the `group`.
 */
type KnownOptions =
  Exclude<keyof TaskOptions, keyof TaskSettings | 'signal' | 'transfer' | 'streamBuffer'> extends never
    ? TaskOptions
    : never;

/** Options that say nothing of how a task is run. */
const NO_SETTINGS: ReadonlySet<string> = new Set<keyof TaskOptions>(['transfer', 'streamBuffer']);

/** @throws TypeError, RangeError */
export function settingsOf(options: TaskOptions): TaskSettings {
  if (isGiven(options.transfer)) checkIterable('transfer', options.transfer);
  // What is moved is another for each task, mostly without further options.
  return Object.keys(options).every((option) => NO_SETTINGS.has(option)) ? PLAIN : checked(options);
}

function checked(options: KnownOptions): TaskSettings {
  const { signal, key, overlap, timeout, retries, retryDelay } = options;
  const priority = options.priority ?? PLAIN.priority;
  checkPriority(priority);
  checkSignal(signal);
  return {
    priority,
    overlap: positive('overlap', overlap ?? PLAIN.overlap),
    group: signal ?? undefined,
    timeout: notNegative('timeout', timeout ?? PLAIN.timeout),
    retries: count('retries', retries ?? PLAIN.retries),
    retryDelay: notNegative('retryDelay', retryDelay ?? PLAIN.retryDelay),
    key: key ?? undefined,
    id: 'id' in options && isGiven(options.id) ? (options.id as string) : undefined,
  };
}
