// Decides which archives a job writes, and which input goes into which archive.
import { constants } from 'node:fs';
import { access, lstat, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { hasLastingNumbers } from '../../files/changes/identity.ts';
import { pooledCalls } from '../../files/file-calls.ts';
import { findIdentity, KnownFiles } from '../../files/identity.ts';
import { numberedNames } from '../../files/output/numbered-names.ts';
import { freeName } from '../../files/output/output-file.ts';
import { hiddenBelow } from '../../files/system/hidden.ts';
import { foldedName, forbiddenPart, ignoresCase } from '../../files/system/names.ts';
import { plainRoot, rootName } from '../../files/system/paths.ts';
import { readNames, systemPath } from '../../files/system-path.ts';
import { type EarlierResult, isThere, Places } from '../earlier-results.ts';
import { JobError } from '../user-error.ts';
import { hasMimetype } from './archive-formats.ts';
import { archiveName } from './archive-name.ts';
import type { ZipOptions } from './options.ts';
import { partPath } from './pack/archives/part-names.ts';
import { MIMETYPE } from './pack/entries/pack-files.ts';
import { TAR_PIECE } from './tar/compress-tar.ts';
import { isMadeOf } from './walk/made-of.ts';
import { type NameStyle, safeEntryName, TakenNames } from './walk/names.ts';
import type { OwnOutput } from './walk/own-outputs.ts';
import type { Root } from './walk/root.ts';
import type { WalkOptions } from './walk/walk.ts';

export interface Targets {
  /** Absolute paths, with numbers if names are taken. `Root.archive` is an index into them. */
  readonly archives: readonly string[];
  /** The same paths without numbers. */
  readonly wanted: readonly string[];
  readonly roots: readonly Root[];
  /** The archives that the walk must skip: those of this job, and those of earlier jobs. */
  readonly outputs: readonly OwnOutput[];
  /** Paths that Windows hides by an attribute, if hidden files are excluded. */
  readonly hidden: readonly string[];
  /** How many archives of earlier jobs are in `outputs`. */
  readonly earlier: number;
}

/** Small files of about so many bytes are packed together. */
const CHUNK_BYTES = 1 << 20;

/** The folders for inputs that are results of another job. Absolute paths. */
export interface SharedFolder {
  /** The inputs keep their names relative to this folder, which the archive is named after. */
  readonly base: string;
  /** The archive goes here, unless the options name another folder. */
  readonly place: string;
}

/** Decides all names of the job before anything is written. */
export async function planTargets(
  inputs: readonly string[],
  options: ZipOptions,
  shared?: SharedFolder,
  earlier: readonly EarlierResult[] = [],
): Promise<Targets> {
  const identities = new Identities();
  const paths = await identities.distinct(inputs.map((input) => plainRoot(resolve(input))));
  if (paths.length === 0) throw new JobError('NO_INPUT');
  const wanted = options.perInput
    ? await separatePaths(paths, options)
    : [await wantedPath(shared ? [join(await writable(shared), basename(shared.base))] : paths, options)];
  const archives = await distinctPaths(wanted, paths, options, identities);
  if (options.collision === 'overwrite') await refuseInputs(paths, await replacedBy(archives, options), identities);
  const old = await earlierArchives(paths, { wanted, isNumbered: options.collision === 'rename', earlier });
  const roots = options.perInput ? separateRoots(paths, options) : sharedRoots(paths, options, shared?.base);
  return {
    archives,
    wanted,
    roots: hasMimetype(archives[0] ?? '') ? mimetypeFirst(roots, options.names) : roots,
    hidden: options.leaveOut.includes('hidden') ? await hiddenBelow(paths) : [],
    outputs: [...(await ownOutputs(archives, options, identities)), ...(await asOutputs(old, identities))],
    earlier: old.length,
  };
}

/**
 * Archives of one job never share a name, whatever `collision` says: that is about files that existed before. With
 * `overwrite` and `skip` the first number that is free within the job is used, so that a job that is run again finds its own archives.
 */
async function distinctPaths(
  wanted: readonly string[],
  inputs: readonly string[],
  { collision }: ZipOptions,
  identities: Identities,
): Promise<string[]> {
  const archives: string[] = [];
  const taken = new Set<string>();
  const own = new Set(await Promise.all(inputs.map((path) => identities.name(path))));
  const calls = collision === 'rename' ? pooledCalls : { ...pooledCalls, exists: () => Promise.resolve(false) };
  for (const path of wanted) {
    const keyOf = await identities.keysIn(dirname(path));
    const isNumbered = collision === 'rename' || taken.has(keyOf(path));
    const isTaken = (candidate: string) => taken.has(keyOf(candidate)) || own.has(keyOf(candidate));
    const free = isNumbered ? await freeName(path, isTaken, calls) : path;
    taken.add(keyOf(free));
    archives.push(free);
  }
  return archives;
}

/** If `place` is not writable, for example next to a whole disk, the archive goes into the folder of the results. */
async function writable({ base, place }: SharedFolder): Promise<string> {
  return access(systemPath(place), constants.W_OK).then(
    () => place,
    () => base,
  );
}

/** The options of the walk. */
export function walkOptionsOf(options: ZipOptions, { roots, outputs, hidden }: Targets): WalkOptions {
  const { exclude, leaveOut, links, names, format, level } = options;
  const renames = names === 'portable' || roots.some(({ path, name }) => inputName(path) !== name);
  return {
    exclude,
    leaveOut,
    links,
    names,
    outputs,
    hidden,
    hardLinks: format !== 'zip',
    chunkBytes: format === 'tar.zst' ? TAR_PIECE[format] : CHUNK_BYTES,
    deflates: format === 'zip' && level > 0,
    renamedRoots: renames ? roots : [],
  };
}

/** Identifies names in folders, however their paths are spelt. */
class Identities {
  readonly #folders = new Map<string, Promise<string | undefined>>();
  readonly #keys = new Map<string, Promise<(path: string) => string>>();

  folder(path: string): Promise<string | undefined> {
    const known = this.#folders.get(path) ?? findIdentity(path);
    this.#folders.set(path, known);
    return known;
  }

  /** The same for all paths that lead to a name; different for two hard links of one file. */
  async name(path: string): Promise<string> {
    return (await this.keysIn(dirname(path)))(path);
  }

  /** `name` for all paths in a folder. Names are compared as its disk does. */
  keysIn(folder: string): Promise<(path: string) => string> {
    const known = this.#keys.get(folder) ?? this.#findKeys(folder);
    this.#keys.set(folder, known);
    return known;
  }

  async #findKeys(folder: string): Promise<(path: string) => string> {
    const place = (await this.folder(folder)) ?? folder;
    return (await ignoresCase(folder))
      ? (path) => `${place}/${foldedName(basename(path))}`
      : (path) => `${place}/${basename(path)}`;
  }

  async distinct(paths: readonly string[]): Promise<string[]> {
    const found = new Map<string, string>();
    for (const path of paths) {
      const name = await this.name(path);
      if (!found.has(name)) found.set(name, path);
    }
    return [...found.values()];
  }
}

/** Existing files with the names of the archives or of their parts. How many parts there will be is not known yet. */
async function replacedBy(archives: readonly string[], { split }: ZipOptions): Promise<string[]> {
  const parts: string[] = [];
  for (const archive of split === null ? [] : archives) {
    for (let index = 0; await pooledCalls.exists(partPath(archive, index)); index++)
      parts.push(partPath(archive, index));
  }
  return [...archives, ...parts];
}

/** @throws {JobError} if an archive would replace a file that it is made from */
async function refuseInputs(
  paths: readonly string[],
  replaced: readonly string[],
  identities: Identities,
): Promise<void> {
  const names = new Set(await Promise.all(replaced.map((path) => identities.name(path))));
  const files = await KnownFiles.at(replaced);
  for (const path of paths) {
    if (!names.has(await identities.name(path)) && !(await isReplaced(path, files))) continue;
    throw new JobError('INPUT_IS_RESULT', { path });
  }
}

/**
 * Whether an input is a link to a file that is replaced, or, on disks without lasting numbers of files, another spelling of
 * its name. A hard link to such a file keeps its content, so it is none.
 */
async function isReplaced(path: string, files: KnownFiles): Promise<boolean> {
  const own = await lstat(systemPath(path), { bigint: true }).catch(() => undefined);
  const hasNumbers = own?.isSymbolicLink() === false && (await hasLastingNumbers(dirname(path)));
  const found = hasNumbers ? undefined : await stat(systemPath(path), { bigint: true }).catch(() => undefined);
  return found !== undefined && (await files.has(path, found));
}

/**
 * Archives among the inputs that were made from the same inputs: those that earlier jobs are known to have made, and those
 * that have the name which this job's archive would get if it were free.
 */
async function earlierArchives(
  paths: readonly string[],
  {
    wanted,
    isNumbered,
    earlier,
  }: Pick<Targets, 'wanted'> & { readonly isNumbered: boolean; readonly earlier: readonly EarlierResult[] },
): Promise<EarlierArchive[]> {
  const places = new Places(paths);
  const names = paths.map(inputName);
  const found = new Map<string, EarlierArchive>();
  for (const target of isNumbered ? wanted : []) {
    if (!places.hold(target)) continue;
    for (const path of numberedNames(target)) {
      const files = await existing([path, partPath(path, 0)]);
      if (files.length === 0) break;
      const made = files.filter((file) => !places.has(file) && isMadeOf(file, names));
      if (made.length > 0) found.set(path, { path, isSplit: made.some((file) => file !== path) });
    }
  }
  for (const result of earlier) {
    const isMet = places.hold(result.path) && result.from.every((path) => path !== result.path);
    if (isMet && (await isThere(result)) && (await areThere(result.from)))
      found.set(result.path, { path: result.path, isSplit: false });
  }
  return [...found.values()];
}

/** An archive of another job. */
interface EarlierArchive {
  /** For a split archive, the path without the number of a part. */
  readonly path: string;
  readonly isSplit: boolean;
}

async function existing(paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) if (await pooledCalls.exists(path)) found.push(path);
  return found;
}

async function areThere(paths: readonly string[]): Promise<boolean> {
  for (const path of paths) if (!(await pooledCalls.exists(path))) return false;
  return true;
}

async function asOutputs(archives: readonly EarlierArchive[], identities: Identities): Promise<OwnOutput[]> {
  const outputs: OwnOutput[] = [];
  for (const { path, isSplit } of archives) {
    const folder = await identities.folder(dirname(path));
    if (folder !== undefined) outputs.push({ name: basename(path), folder, isSplit, ignoresCase: false });
  }
  return outputs;
}

/** An archive that is kept (`skip`) is packed like any other file. */
async function ownOutputs(
  archives: readonly string[],
  { collision, split }: ZipOptions,
  identities: Identities,
): Promise<OwnOutput[]> {
  const outputs: OwnOutput[] = [];
  for (const path of archives) {
    const folder = await identities.folder(dirname(path));
    if (folder === undefined || (collision === 'skip' && (await pooledCalls.exists(path)))) continue;
    const replaced = collision === 'overwrite' ? await findIdentity(path) : undefined;
    outputs.push({
      name: basename(path),
      folder,
      ignoresCase: await ignoresCase(dirname(path)),
      // Parts get their names only after packing, so existing parts are packed unless they will be replaced.
      isSplit: split !== null && collision === 'overwrite',
      ...(replaced !== undefined && { replaced }),
    });
  }
  return outputs;
}

/** How many inputs are examined at a time. */
const ASKED_TOGETHER = 64;

async function separatePaths(paths: readonly string[], options: ZipOptions): Promise<string[]> {
  const wanted: string[] = [];
  for (let at = 0; at < paths.length; at += ASKED_TOGETHER) {
    const some = paths.slice(at, at + ASKED_TOGETHER);
    wanted.push(...(await Promise.all(some.map((path) => wantedPath([path], { ...options, name: '' })))));
  }
  return wanted;
}

async function wantedPath(paths: readonly string[], options: ZipOptions): Promise<string> {
  const folder = options.folder === '' ? dirname(paths[0] ?? '') : options.folder;
  if (!isAbsolute(folder)) throw new TypeError(`The folder must be an absolute path: ${folder}`);
  const isFolder = paths.length === 1 && options.name === '' && (await isDirectory(paths[0] ?? ''));
  const name = archiveName(paths, options, isFolder);
  if (basename(name) !== name) throw new JobError('BAD_NAME', { name });
  const path = join(folder, name);
  const forbidden = forbiddenPart(path);
  if (forbidden !== undefined) throw new JobError('NAME_FORBIDDEN', { name: forbidden });
  return path;
}

async function isDirectory(path: string): Promise<boolean> {
  return stat(systemPath(path)).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}

function separateRoots(paths: readonly string[], { names }: ZipOptions): Root[] {
  return paths.flatMap((path, archive) => rootsOf([{ path, own: inputName(path) }], archive, names));
}

/** Inputs of the same name from different folders get numbers. */
function sharedRoots(paths: readonly string[], { names }: ZipOptions, base: string | undefined): Root[] {
  const own = (path: string) => (base === undefined ? inputName(path) : relative(base, path).split(sep).join('/'));
  return rootsOf(
    paths.map((path) => ({ path, own: own(path) })),
    0,
    names,
  );
}

/** @param inputs of one archive, with their own names, in which `/` separates folders */
function rootsOf(
  inputs: readonly { readonly path: string; readonly own: string }[],
  archive: number,
  names: NameStyle,
): Root[] {
  const taken = { exact: new TakenNames('exact'), portable: new TakenNames('portable') };
  return inputs.map(({ path, own }) => {
    const exact = taken.exact.take(own);
    const portable = taken.portable.take(own.split('/').map(safeName).join('/'));
    return { path, name: names === 'exact' ? exact : portable, archive, ...(portable !== exact && { portable }) };
  });
}

function safeName(name: string): string {
  return safeEntryName(name, 'portable');
}

/** If a folder holds a whole document, its contents are packed without the folder: otherwise the document could not be opened. */
function mimetypeFirst(roots: readonly Root[], names: NameStyle): readonly Root[] {
  const [only] = roots;
  const parts = roots.length === 1 && only ? partsOfDocument(only, names) : roots;
  return parts.toSorted((a, b) => Number(b.name === MIMETYPE) - Number(a.name === MIMETYPE));
}

function partsOfDocument(root: Root, style: NameStyle): readonly Root[] {
  try {
    const names = readNames(root.path);
    if (!names.includes(MIMETYPE)) return [root];
    return rootsOf(
      names.map((name) => ({ path: join(root.path, name), own: name })),
      root.archive,
      style,
    );
  } catch {
    return [root];
  }
}

function inputName(path: string): string {
  return rootName(path) ?? basename(path);
}
