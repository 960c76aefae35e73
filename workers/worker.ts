// The tasks module of the app's executor: every worker imports it and finds each job type's tasks in its folder.
import type { TaskContext } from '@dropmill/futures';
import { giveWay as lowerPriority } from './files/give-way.ts';
import type { FolderToken } from './jobs/shared-folders.ts';
import type { TaskCall } from './jobs/task-call.ts';

type Tasks = Readonly<Record<string, ((this: TaskContext<unknown>, input: unknown) => unknown) | undefined>>;

/**
 * Runs one task of one job type. A type's tasks are loaded when the first of them is called. They do not come from the
 * registry, which imports all definitions and zod: loading these would take each worker longer than a small job takes.
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

/** Gives the worker, which must be a process of its own, the lowest priority: from then on it runs only when nothing else does. */
export function giveWay(): void {
  lowerPriority();
}

/** Node takes 50 µs to return a module that is loaded already. */
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
