// Which archives a job writes, and which input goes into which.
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { freeName } from '../../files/output-file.ts';
import { JobError } from '../user-error.ts';
import { archiveName } from './archive-name.ts';
import type { ZipOptions } from './options.ts';
import { archiveName as archiveNameOf, TakenNames } from './walk/names.ts';
import type { Root, WalkOptions } from './walk/walk.ts';

export interface Targets {
  /** Absolute paths; numbered where they are taken. `Root.archive` is an index into them. */
  readonly archives: readonly string[];
  /** The same before any was numbered. */
  readonly wanted: readonly string[];
  readonly roots: readonly Root[];
}

/**
 * Settles names for the whole job before anything is written.
 * @param base the inputs keep their names relative to this folder, which the archive is named after and goes into
 */
export async function planTargets(inputs: readonly string[], options: ZipOptions, base?: string): Promise<Targets> {
  const paths = [...new Set(inputs.map((input) => resolve(input)))];
  if (paths.length === 0) throw new JobError('NO_INPUT');
  const wanted = options.perInput
    ? paths.map((path) => wantedPath([path], { ...options, name: '' }))
    : [wantedPath(base === undefined ? paths : [join(base, basename(base))], options)];
  const archives: string[] = [];
  for (const path of wanted) {
    const taken = (candidate: string) => archives.includes(candidate);
    archives.push(options.collision === 'rename' || taken(path) ? await freeName(path, taken) : path);
  }
  return {
    archives,
    wanted,
    roots: options.perInput ? separateRoots(paths, options) : sharedRoots(paths, options, base),
  };
}

/** What the walk goes by. */
export function walkOptionsOf(options: ZipOptions, targets: Targets): WalkOptions {
  const { exclude, leaveOut, links, names, collision } = options;
  return { exclude, leaveOut, links, names, outputs: collision === 'overwrite' ? targets.archives : [] };
}

function wantedPath(paths: readonly string[], options: ZipOptions): string {
  const folder = options.folder === '' ? dirname(paths[0] ?? '') : options.folder;
  if (!isAbsolute(folder)) throw new TypeError(`The folder must be an absolute path: ${folder}`);
  const name = archiveName(paths, options);
  if (basename(name) !== name) throw new JobError('BAD_NAME', { name });
  return join(folder, name);
}

function separateRoots(paths: readonly string[], { names }: ZipOptions): Root[] {
  return paths.map((path, archive) => ({ path, name: archiveNameOf(rootName(path), names), archive }));
}

/** Inputs of the same name from different folders get numbers. */
function sharedRoots(paths: readonly string[], { names }: ZipOptions, base: string | undefined): Root[] {
  const taken = new TakenNames(names);
  const parts = (path: string) => (base === undefined ? [rootName(path)] : relative(base, path).split(sep));
  const nameOf = (path: string) =>
    parts(path)
      .map((part) => archiveNameOf(part, names))
      .join('/');
  return paths.map((path) => ({ path, name: taken.take(nameOf(path)), archive: 0 }));
}

/** `/` and `C:\` have no name of their own. */
function rootName(path: string): string {
  return basename(path) || path.replaceAll(sep, '').replaceAll(':', '') || 'root';
}
