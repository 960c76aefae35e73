// The tasks module of the app's executor: every worker imports it and finds each job type's tasks in its folder.
import type { TaskContext } from '@dropmill/futures';
import { giveWay as lowerPriority } from './files/give-way.ts';
import type { FolderToken } from './jobs/shared-folders.ts';
import type { TaskCall } from './jobs/task-call.ts';

type Tasks = Readonly<Record<string, ((this: TaskContext<unknown>, input: unknown) => unknown) | undefined>>;

/**
 * Runs one task of one job type. A type's tasks are loaded when the first of them is called, and not by way of the
 * registry: with it come all definitions and zod, which cost each worker more time to load than a small job takes.
 */
export async function call(this: TaskContext<unknown>, { type, task, input, folders }: TaskCall): Promise<unknown> {
  if (folders) await seeFolders(folders);
  const run = (await tasksOf(type))[task];
  if (typeof run !== 'function') throw new TypeError(`There is no task "${task}" in job type "${type}".`);
  return run.call(this, input);
}

/** Fails unless this computer sees the same folders as the one that the job runs on. */
export async function seeFolders(tokens: readonly FolderToken[]): Promise<void> {
  const { checkTokens } = await import('./jobs/shared-folders.ts');
  await checkTokens(tokens);
}

/** Loads a job type's tasks ahead of the first call. */
export async function load(type: string): Promise<void> {
  await tasksOf(type);
}

/** Called by a worker that is a process of its own: from then on it runs when nothing else wants to. */
export function giveWay(): void {
  lowerPriority();
}

/** Asking Node for a module that it has takes 50 us. */
const loaded = new Map<string, Promise<Tasks>>();

function tasksOf(type: string): Promise<Tasks> {
  const known = loaded.get(type);
  if (known) return known;
  const loading = importTasks(type);
  loaded.set(type, loading);
  return loading;
}

async function importTasks(type: string): Promise<Tasks> {
  if (!/^[a-z]+$/.test(type)) throw new TypeError(`"${type}" is not a job type.`);
  return import(`./jobs/${type}/tasks.ts`);
}
