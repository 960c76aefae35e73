// Writes what an archive holds into a folder that is new and nobody else's. Names were settled before: nothing here follows a link,
// since links are made when all else is there.
import {
  chmodSync,
  closeSync,
  constants,
  copyFileSync,
  fchmodSync,
  fchownSync,
  ftruncateSync,
  futimesSync,
  lchownSync,
  linkSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  openSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeSync,
} from 'node:fs';
import { umask } from 'node:process';
import { meansNoLinks } from '../../../files/changes/change-calls.ts';
import { atPath, atPaths } from '../../../files/long-path.ts';
import { patientlyNow } from '../../../files/system/patience.ts';
import { settable, timesOf } from '../../../files/system/times.ts';
import { hardLinksLinks } from '../../../files/system.ts';
import { entryFault } from '../faults.ts';
import { type Owner, Owners } from './owners.ts';

/** Only ours until all is there. */
const WORKING_FOLDER_MODE = 0o700;
const DEFAULT_FILE_MODE = 0o666;
/** On a folder: what is made in it belongs to its group. */
export const SET_GROUP_ID = 0o2000;
const PERMISSIONS = 0o7777;

export interface Attributes {
  /** Permission bits; -1 for those of any new file. */
  readonly mode: number;
  /** Milliseconds since 1970; NaN for now. */
  readonly mtime: number;
  readonly owner?: Owner | undefined;
}

export interface LinkAttributes extends Pick<Attributes, 'mtime' | 'owner'> {
  /** The link that it is one more name of, as a path like that of an entry. Where there are no such links it becomes a link like it. */
  readonly sameAs?: string | undefined;
}

/** What folders get when nothing is written into them any more. */
export interface FolderAttributes extends Attributes {
  /** `/` between folders. */
  readonly path: string;
}

export interface TreeOptions {
  /** Whether what is written gets the owner of the archive. @default false */
  readonly owners?: boolean;
  /** What an earlier try left where a file or a link goes gives way. @default false */
  readonly isSecondTry?: boolean;
}

export class NewTree {
  readonly #root: string;
  readonly #folders = new Set<string>(['']);
  readonly #mask = umask();
  readonly #owners: Owners | undefined;
  readonly #isSecondTry: boolean;

  /** @param root absolute; it is there already */
  constructor(root: string, { owners = false, isSecondTry = false }: TreeOptions = {}) {
    this.#root = root;
    this.#owners = owners ? new Owners() : undefined;
    this.#isSecondTry = isSecondTry;
  }

  /** Makes a folder and those above it. */
  folder(path: string): void {
    if (this.#folders.has(path)) return;
    const slash = path.lastIndexOf('/');
    if (slash > 0) this.folder(path.slice(0, slash));
    try {
      atPath(this.#at(path), (at) => mkdirSync(at, WORKING_FOLDER_MODE));
    } catch (error) {
      // Another worker was quicker.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    this.#folders.add(path);
  }

  /** A whole file. */
  file(path: string, data: Buffer, attributes: Attributes): void {
    const file = this.create(path, attributes);
    try {
      file.write(data);
      file.finish();
    } catch (error) {
      file.discard();
      throw error;
    }
  }

  /** A file that is written piece by piece; its folder is made when it is not there. */
  create(path: string, attributes: Attributes): NewFile {
    const slash = path.lastIndexOf('/');
    if (slash > 0) this.folder(path.slice(0, slash));
    const owner = this.#owners && attributes.owner && this.#owners.find(attributes.owner);
    this.#giveWay(path);
    return new NewFile(this.#at(path), attributes, this.#mask, owner);
  }

  /** A second name for a file that was written before; on a disk that has no hard links, a copy of it. */
  hardLink(path: string, existing: string): void {
    const slash = path.lastIndexOf('/');
    if (slash > 0) this.folder(path.slice(0, slash));
    atPaths(this.#at(existing), this.#at(path), linkOrCopy);
  }

  remove(path: string): void {
    patientlyNow(() => atPath(this.#at(path), unlinkSync));
  }

  /** @param target as text, or as its bytes */
  link(path: string, target: string | Buffer, { mtime, owner, sameAs }: LinkAttributes): void {
    const slash = path.lastIndexOf('/');
    if (slash > 0) this.folder(path.slice(0, slash));
    this.#giveWay(path);
    if (sameAs !== undefined && this.#linkLink(path, sameAs)) return;
    const numbers = owner && this.#owners?.find(owner);
    atPath(this.#at(path), (at) => {
      makeLink(target, at);
      if (numbers) lchownSync(at, ...numbers);
      if (Number.isNaN(mtime)) return;
      try {
        lutimesSync(at, settable(mtime), settable(mtime));
      } catch {
        // Not every disk keeps times of links, and nobody looks at them.
      }
    });
  }

  /** @returns false where the disk has no such links */
  #linkLink(path: string, existing: string): boolean {
    if (!hardLinksLinks) return false;
    try {
      atPaths(this.#at(existing), this.#at(path), linkSync);
      return true;
    } catch {
      return false;
    }
  }

  /** Gives folders their permissions and times, inner ones first. */
  finishFolders(folders: readonly FolderAttributes[]): void {
    for (const folder of [...folders].sort(byDepth)) this.finishFolder(folder);
  }

  finishFolder(folder: FolderAttributes): void {
    const owner = folder.owner && this.#owners?.find(folder.owner);
    atPath(this.#at(folder.path), (at) => {
      if (owner) lchownSync(at, ...owner);
      giveFolderAttributes(at, folder);
    });
  }

  #giveWay(path: string): void {
    if (this.#isSecondTry) patientlyNow(() => atPath(this.#at(path), (at) => rmSync(at, { force: true })));
  }

  /** @param path empty for the root */
  #at(path: string): string {
    return path === '' ? this.#root : `${this.#root}/${path}`;
  }
}

function makeLink(target: string | Buffer, at: string | Buffer): void {
  try {
    symlinkSync(target, at);
  } catch (error) {
    throw meansNoLinks(error) ? entryFault('LINKS_NOT_MADE') : error;
  }
}

function linkOrCopy(existing: string | Buffer, path: string | Buffer): void {
  try {
    linkSync(existing, path);
  } catch (error) {
    if (!meansNoLinks(error)) throw error;
    const found = lstatSync(existing);
    if (!found.isFile()) throw error;
    copyFileSync(existing, path, constants.COPYFILE_EXCL);
    utimesSync(path, ...timesOf(found));
    chmodSync(path, found.mode & PERMISSIONS);
  }
}

/** Inner folders before those that hold them. */
function byDepth(a: FolderAttributes, b: FolderAttributes): number {
  return a.path < b.path ? 1 : -1;
}

function giveFolderAttributes(path: string | Buffer, { mode, mtime }: Attributes): void {
  // Times first: they need no permission to write.
  if (!Number.isNaN(mtime)) utimesSync(path, settable(mtime), settable(mtime));
  // What the system gave it because of the folder that it is in: members of a group share what is in there.
  const inherited = statSync(path).mode & SET_GROUP_ID;
  chmodSync(path, (mode < 0 ? 0o777 & ~umask() : mode) | inherited);
}

export class NewFile {
  readonly #path: string;
  readonly #attributes: Attributes;
  readonly #mask: number;
  readonly #fd: number;
  readonly #owner: readonly [uid: number, gid: number] | undefined;
  #position = 0;
  #open = true;

  /** @param owner its numbers; undefined for whoever runs this */
  constructor(path: string, attributes: Attributes, mask: number, owner: readonly [number, number] | undefined) {
    this.#path = path;
    this.#attributes = attributes;
    this.#mask = mask;
    this.#owner = owner;
    const mode = attributes.mode < 0 ? DEFAULT_FILE_MODE : attributes.mode;
    this.#fd = atPath(path, (at) => openSync(at, 'wx', mode));
  }

  write(data: Buffer): void {
    for (let done = 0; done < data.length; ) {
      const count = writeSync(this.#fd, data, done, data.length - done, this.#position);
      done += count;
      this.#position += count;
    }
  }

  /** What lies before it and was not written is a hole. */
  writeAt(data: Buffer, offset: number): void {
    this.#position = offset;
    this.write(data);
  }

  /** Discards the file when it cannot get what it should have. @param size where the file may end in a hole */
  finish(size = this.#position): void {
    try {
      if (size > this.#position) ftruncateSync(this.#fd, size);
      if (this.#owner) fchownSync(this.#fd, ...this.#owner);
      const { mode, mtime } = this.#attributes;
      if (mode >= 0 && (mode & this.#mask) !== 0) fchmodSync(this.#fd, mode);
      if (!Number.isNaN(mtime)) futimesSync(this.#fd, settable(mtime), settable(mtime));
    } catch (error) {
      this.discard();
      throw error;
    }
    this.#open = false;
    closeSync(this.#fd);
  }

  /** What was written of it is not what the archive says. */
  discard(): void {
    if (!this.#open) return;
    this.#open = false;
    closeSync(this.#fd);
    patientlyNow(() => atPath(this.#path, unlinkSync));
  }
}
