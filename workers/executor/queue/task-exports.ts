// Finds the functions that a tasks module exports, so that a submitter's module can be compared with a worker's.
import { createHash } from 'node:crypto';
import { endianness } from 'node:os';
import { show } from '../common/show.ts';
import { Timer } from '../common/timer.ts';
import { BrokenExecutorError, TimeoutError } from '../errors.ts';

export interface TaskExports {
  readonly names: ReadonlySet<string>;
  /** The same for modules that export functions of the same names. */
  readonly hash: string;
}

/**
 * Loads the module in this thread.
 * @param startTimeout milliseconds
 * @throws BrokenExecutorError whose cause is what the module throws, or a TimeoutError
 */
export async function loadExports(tasksUrl: string, startTimeout: number): Promise<TaskExports> {
  const late = Promise.withResolvers<never>();
  const timer = new Timer(startTimeout, () => {
    late.reject(new TimeoutError(`${tasksUrl} was not loaded within ${startTimeout} ms (startTimeout).`));
  });
  try {
    return await Promise.race([taskExports(tasksUrl), late.promise]);
  } catch (error) {
    throw new BrokenExecutorError(`The tasks module could not be loaded: ${show(error)}`, { cause: error });
  } finally {
    timer.stop();
  }
}

async function taskExports(tasksUrl: string): Promise<TaskExports> {
  const tasks: object = await import(/* @vite-ignore */ /* webpackIgnore: true */ tasksUrl);
  const names = Object.keys(tasks).filter((name) => typeof Reflect.get(tasks, name) === 'function');
  // Numbers in a payload are in the machine's byte order.
  const text = [endianness(), ...names.sort()].join('\n');
  return { names: new Set(names), hash: createHash('sha256').update(text).digest('hex').slice(0, 16) };
}
