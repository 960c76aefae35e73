// ONE LINE PER JOB TYPE that the command line knows. Loaded when it is asked for.
import { SIDE_BY_SIDE, workersNeeded } from '../jobs/resize/side-by-side.ts';
import type { Command } from './command.ts';

export const commands: Readonly<Record<string, () => Promise<{ readonly command: Command }>>> = {
  resize: () => import('./resize-options.ts'),
  zip: () => import('./zip-options.ts'),
};

/** What is started ahead of a command: so many workers, for tasks of which so many run at a time on each. */
export function workersAhead(command: string, workers: number): { readonly count: number; readonly overlap: number } {
  if (command === 'resize') return { count: workersNeeded(workers), overlap: SIDE_BY_SIDE };
  return { count: workers, overlap: 1 };
}
