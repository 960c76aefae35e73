// What a command line asks for: which files and folders to open, and for which type of job.
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Asked {
  /** Key of a job type, from `--zip` and the like. Without one the kind of the files decides. */
  readonly type?: string;
  /** Absolute, and existing when they were looked at. */
  readonly paths: readonly string[];
}

export interface ArgumentContext {
  /** What relative paths are relative to. */
  readonly folder: string;
  /** Keys of the job types, each of which is an option `--KEY`. */
  readonly types: readonly string[];
  /** The app's own folder, when it is started from its sources. */
  readonly own?: string;
}

/**
 * Other options are skipped, up to `--`; so is what does not exist. File managers give paths, or URLs of files where a
 * desktop file has `%U`.
 */
export function askedOnCommandLine(argv: readonly string[], { folder, types, own }: ArgumentContext): Asked {
  const end = argv.indexOf('--');
  const before = end < 0 ? argv : argv.slice(0, end);
  const after = end < 0 ? [] : argv.slice(end + 1);
  const words = [...before.filter((word) => !word.startsWith('-')), ...after].filter((word) => word !== '');
  const paths = words.flatMap((word) => toPath(word, folder)).filter((path) => path !== own && existsSync(path));
  const type = types.find((key) => before.includes(`--${key}`));
  return type === undefined ? { paths } : { type, paths };
}

/** One for each type, with the paths of all that ask for it; in the order in which they were asked for. */
export function byType(asked: readonly Asked[]): Asked[] {
  return [...Map.groupBy(asked, ({ type }) => type)].map(([type, all]) => {
    const paths = [...new Set(all.flatMap((one) => one.paths))];
    return type === undefined ? { paths } : { type, paths };
  });
}

/** @returns one path, or none for the URL of something that is no file */
function toPath(word: string, folder: string): string[] {
  if (!word.startsWith('file:')) return [resolve(folder, word)];
  try {
    return [fileURLToPath(word)];
  } catch {
    return [];
  }
}
