// ONE LINE PER JOB TYPE that the command line knows. Loaded when it is asked for.
import type { Command } from './command.ts';

export const commands: Readonly<Record<string, () => Promise<{ readonly command: Command }>>> = {
  resize: () => import('./resize-options.ts'),
  zip: () => import('./zip-options.ts'),
};
