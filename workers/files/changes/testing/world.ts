// A user's folder, a trash with faults, and an app that can be killed at each step: for tests of the code that changes files.
import {
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, sep } from 'node:path';
import { partName } from '../../output/part-files.ts';
import { PART_NAME } from '../../output/part-name.ts';
import { systemPath } from '../../system-path.ts';
import { markTree } from '../../tree-mark.ts';
import type { Replaced } from '../change-request.ts';
import { FileChanger } from '../file-changer.ts';
import { type Identity, identityOf } from '../identity.ts';
import { TrashCan } from '../trash-can.ts';
import { type Fault, type FaultyCalls, faultyCalls } from './faulty-calls.ts';

/**
 * - `refuses`: says no, moves nothing
 * - `lies`: says yes, moves nothing
 * - `moves-and-fails`: moves the file and says no
 * - `dies-after`: moves the file, and the app is killed before it hears of it
 */
export type TrashMode = 'good' | 'refuses' | 'lies' | 'moves-and-fails' | 'dies-after';

export interface WorldOptions {
  /** Where the world is made. @default the system's temporary folder */
  readonly base?: string;
  readonly hasLinks?: boolean;
  /** Whether the user's data is on the same disk, so that spare links can be kept there. */
  readonly hasSpares?: boolean;
  /** The trash takes files to another disk, as one outside of a sandbox does. */
  readonly isTrashApart?: boolean;
}

export class World implements AsyncDisposable {
  readonly root: string;
  readonly photos: string;
  readonly trashFiles: string;
  readonly #options: WorldOptions;
  trashMode: TrashMode = 'good';
  calls: FaultyCalls;
  changer: FileChanger;
  #stamp = 1_700_000_000;

  constructor(options: WorldOptions = {}) {
    this.#options = options;
    this.root = mkdtempSync(join(options.base ?? tmpdir(), 'dropmill-world-'));
    this.photos = join(this.root, 'photos');
    this.trashFiles = join(this.root, 'data/Trash/files');
    mkdirSync(this.photos);
    writeFileSync(join(this.root, 'no-folder'), '');
    [this.calls, this.changer] = this.#start(undefined);
  }

  /** The app starts: the one before is gone, whatever it was doing. Mends what was under way. */
  async restart(): Promise<void> {
    await this.close();
    [this.calls, this.changer] = this.#start(undefined);
    await this.changer.recover();
  }

  /** The next steps of this app, with a fault in one of them. */
  async arm(fault: Fault | undefined): Promise<void> {
    await this.close();
    [this.calls, this.changer] = this.#start(fault);
  }

  path(name: string): string {
    return join(this.photos, name);
  }

  write(name: string, content: string): Identity {
    mkdirSync(dirname(this.path(name)), { recursive: true });
    writeFileSync(systemPath(this.path(name)), content);
    return this.identity(name);
  }

  link(from: string, to: string): void {
    linkSync(this.path(from), this.path(to));
  }

  identity(name: string): Identity {
    return identityOf(lstatSync(systemPath(this.path(name)), { bigint: true }));
  }

  read(name: string): string | undefined {
    const path = systemPath(this.path(name));
    return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
  }

  /** A complete result without a name. */
  part(job: string, content: string): { readonly part: string; readonly result: Identity } {
    const part = this.path(partName(job));
    writeFileSync(part, content);
    return { part, result: identityOf(lstatSync(part, { bigint: true })) };
  }

  /** The result takes the original's name. @param was as it was read; null to overwrite whatever is there */
  replace(job: string, name: string, content: string, was: Identity | null): Promise<Replaced> {
    const path = this.path(name);
    return this.changer.replace(job, { ...this.part(job, content), name: path, original: was && { path, was } });
  }

  /** The result has a name of its own, and the original goes. */
  retire(job: string, name: string, resultName: string, was: Identity): Promise<Replaced> {
    const original = { path: this.path(name), was };
    return this.changer.replace(job, {
      part: null,
      result: this.identity(resultName),
      name: this.path(resultName),
      original,
    });
  }

  /** The original only goes to the trash. */
  async trash(job: string, name: string): Promise<Replaced> {
    const path = this.path(name);
    const mark = (await markTree(path))?.mark;
    const original = { path, was: this.identity(name), ...(mark !== undefined && { mark }) };
    return this.changer.replace(job, { part: null, result: null, name: path, original });
  }

  async undo(job: string): Promise<void> {
    for (const change of this.changer.changes(job).toReversed()) await this.changer.restore(job, change);
  }

  /** As a file manager does it when the user wants a file back, over what has its name. @returns false where there is none */
  takeOut(name: string): boolean {
    const info = join(dirname(this.trashFiles), 'info');
    const isOf = (note: string) =>
      readFileSync(join(info, note), 'utf8').includes(`Path=${encodeURI(this.path(name))}\n`);
    const note = this.notes().find(isOf);
    if (note === undefined) return false;
    renameSync(join(this.trashFiles, basename(note, '.trashinfo')), this.path(name));
    rmSync(join(info, note));
    return true;
  }

  emptyTrash(): void {
    rmSync(join(this.root, 'data/Trash'), { recursive: true, force: true });
  }

  /** Names in the user's folder, with `/` between those of folders, without part files, which a start sweeps; what is in kept folders with its folder. */
  names(): string[] {
    const entries = readdirSync(this.photos, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && !PART_NAME.test(entry.name));
    const paths = files.map((entry) => join(entry.parentPath, entry.name).slice(this.photos.length + 1));
    return paths.map((path) => path.replaceAll(sep, '/')).sort();
  }

  /** All contents that are anywhere: under a name, in the trash, or kept as a spare. */
  contents(): Set<string> {
    const folders = [this.photos, this.trashFiles, join(this.root, 'spare')].filter((folder) => existsSync(folder));
    const entries = folders.flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }));
    const files = entries.filter((entry) => entry.isFile());
    return new Set(files.map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8')));
  }

  /** What the trash says that it holds. */
  notes(): string[] {
    const info = join(dirname(this.trashFiles), 'info');
    return existsSync(info) ? readdirSync(info) : [];
  }

  /** Folders that originals are kept in for a moment. */
  keptFolders(): string[] {
    return readdirSync(this.photos).filter((name) => name.endsWith('.kept'));
  }

  close(): Promise<void> {
    return this.changer.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
    rmSync(this.root, { recursive: true, force: true });
  }

  #start(fault: Fault | undefined): [FaultyCalls, FileChanger] {
    const { hasLinks = true, hasSpares = true, isTrashApart = false } = this.#options;
    const trashApart = isTrashApart ? this.trashFiles : undefined;
    const calls = faultyCalls(fault, { hasLinks, hasLog: hasSpares, trashApart });
    // What is in a file can be no folder.
    const spareFolder = join(this.root, hasSpares ? 'spare' : 'no-folder/spare');
    const trash = new TrashCan({
      trashItem: async (path) => this.#trashItem(path, calls),
      spareFolder,
      platform: 'linux',
      environment: { XDG_DATA_HOME: join(this.root, 'data') },
      calls,
    });
    return [calls, new FileChanger({ folder: join(this.root, 'changes'), trash, calls })];
  }

  #trashItem(path: string, calls: FaultyCalls): void {
    calls.step();
    if (this.trashMode === 'refuses') throw new Error('There is no trash here.');
    if (this.trashMode === 'lies') return;
    this.moveToTrash(path);
    if (this.trashMode === 'moves-and-fails') throw new Error('Something went wrong.');
    if (this.trashMode === 'dies-after') calls.kill();
  }

  /** As `gio trash` does it. */
  moveToTrash(path: string): void {
    const info = join(dirname(this.trashFiles), 'info');
    mkdirSync(this.trashFiles, { recursive: true });
    mkdirSync(info, { recursive: true });
    let name = basename(path);
    for (let n = 2; existsSync(join(this.trashFiles, name)); n++) name = `${basename(path)}.${n}`;
    const stamp = new Date(this.#stamp++ * 1000).toISOString().slice(0, 19);
    writeFileSync(join(info, `${name}.trashinfo`), `[Trash Info]\nPath=${encodeURI(path)}\nDeletionDate=${stamp}\n`);
    renameSync(path, join(this.trashFiles, name));
  }
}
