// Packs the further names of files and symbolic links in a tar archive as hard links to the first name.
import { lstatSync } from 'node:fs';
import { basename, dirname, sep } from 'node:path';
import { atPath } from '../../../files/long-path.ts';
import type { LinkedFile } from '../walk/linked-file.ts';
import { BIG_FILE } from '../walk/walk.ts';
import { toSeen } from './entries/read-entry.ts';
import { type Chunk, PlanBuilder } from './plan.ts';

/** How many links one task packs. */
const CHUNK_ENTRIES = 1024;

/** They are added at the end of their archive, when it is known which of the first names are in it. */
export class HardLinks {
  readonly #first = new Map<string, LinkedFile>();
  readonly #others = new Map<number, LinkedFile[]>();

  add(files: readonly LinkedFile[]): void {
    for (const file of files) {
      if (this.#first.get(file.id)?.archive !== file.archive) this.#first.set(file.id, file);
      else this.#othersOf(file.archive).push(file);
    }
  }

  /**
   * Returns the next links of an archive. If the first name of a file is not in it, the next name takes its place.
   * @param isLost whether a path was skipped
   */
  nextChunk(archive: number, isLost: (path: string) => boolean): Chunk | undefined {
    const others = this.#othersOf(archive);
    const plan = new PlanBuilder();
    for (let file = others.at(-1); file && plan.entries < CHUNK_ENTRIES; file = others.at(-1)) {
      const first = this.#first.get(file.id) ?? file;
      if (isLost(first.path)) {
        if (plan.entries > 0) break;
        this.#first.set(file.id, file);
        others.pop();
        return fileChunk(file);
      }
      plan.add(folderOf(file.path), prefixOf(file.name), { ...rowOf(file), kind: 'hardlink', target: first.name });
      others.pop();
    }
    return plan.take();
  }

  #othersOf(archive: number): LinkedFile[] {
    const found = this.#others.get(archive) ?? [];
    this.#others.set(archive, found);
    return found;
  }
}

function fileChunk(file: LinkedFile): Chunk {
  const seen = file.isLink ? UNKNOWN : sizeOf(file.path);
  if (seen.size > BIG_FILE) {
    return { kind: 'big', bytes: seen.size, entry: { kind: 'file', path: file.path, name: file.name, ...seen } };
  }
  const plan = new PlanBuilder();
  plan.add(folderOf(file.path), prefixOf(file.name), { ...rowOf(file), ...seen, kind: file.isLink ? 'link' : 'file' });
  return plan.take() as Chunk;
}

/** Returns 0 if it cannot be read: the task that packs it reports that. */
function sizeOf(path: string) {
  try {
    return toSeen(
      atPath(path, (real) => lstatSync(real)),
      path,
    );
  } catch {
    return UNKNOWN;
  }
}

const UNKNOWN = { size: 0, mtime: 0, mode: 0 };

function rowOf({ path, name }: LinkedFile) {
  return { name: basename(path), archived: name.slice(prefixOf(name).length), ...UNKNOWN };
}

function folderOf(path: string): string {
  const folder = dirname(path);
  return folder.endsWith(sep) ? folder : folder + sep;
}

function prefixOf(name: string): string {
  return name.slice(0, name.lastIndexOf('/') + 1);
}
