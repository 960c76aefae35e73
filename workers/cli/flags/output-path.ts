// Checks the path after `--output`, which may exist or not.
import { type Stats, statSync } from 'node:fs';
import { isRoot } from '../../files/system/paths.ts';
import { systemPath } from '../../files/system-path.ts';
import { UsageError } from '../usage-error.ts';
import { resolvePath } from './arguments.ts';

export interface OutputPath {
  /** Absolute. */
  readonly path: string;
  /** Whether it is a folder, into which results go. */
  readonly isFolder: boolean;
}

/** @throws {UsageError} if nothing can be written there */
export function outputPath(word: string, inputs: readonly string[]): OutputPath {
  if (word === '') throw new UsageError('The path after --output is empty. Was a variable not set?');
  if (word === '-') {
    throw new UsageError('Nothing is written to the standard output. Name a file; one that is called "-" is "./-".');
  }
  const path = resolvePath(word);
  const found = statOf(path);
  if (found && !found.isFile() && !found.isDirectory()) {
    throw new UsageError(`${path} is neither a file nor a folder. Name another output.`);
  }
  const isFolder = endsAsFolder(word) || isRoot(path);
  return { path, isFolder: isFolder || (found?.isDirectory() === true && !inputs.includes(path)) };
}

function endsAsFolder(word: string): boolean {
  return /(^|[/\\])\.{0,2}$/.test(word);
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(systemPath(path));
  } catch {
    // Errors of the path are reported when it is written to.
    return undefined;
  }
}
