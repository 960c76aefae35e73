// Tells which entry each piece of the output of 7-Zip belongs to, which writes all files one after the other.
import { crc32 } from 'node:zlib';
import { faultyName, type SevenEntry } from './seven-list.ts';

/** Whether anything comes out for it. */
export function hasData({ kind, size, target }: SevenEntry): boolean {
  return kind !== 'folder' && kind !== 'hardlink' && size > 0 && target === undefined;
}

/** A part of one entry. */
export interface Portion {
  readonly entry: SevenEntry;
  /** Good until the call returns. */
  readonly data: Buffer;
  /** What has come of the entry so far, in bytes, and its checksum. */
  readonly size: number;
  readonly crc: number;
  readonly isEnd: boolean;
}

export class EntryWalk {
  readonly #entries: readonly SevenEntry[];
  #index = 0;
  #size = 0;
  #crc = 0;

  /** @param entries in the archive's order */
  constructor(entries: readonly SevenEntry[]) {
    this.#entries = entries.filter(hasData);
  }

  push(piece: Buffer, see: (portion: Portion) => void): void {
    for (let rest = piece; rest.length > 0; ) {
      const entry = this.#entries[this.#index];
      if (!entry) return;
      const data = rest.subarray(0, entry.size - this.#size);
      rest = rest.subarray(data.length);
      const size = this.#size + data.length;
      const crc = crc32(data, this.#crc);
      const isEnd = size === entry.size;
      [this.#size, this.#crc] = isEnd ? [0, 0] : [size, crc];
      if (isEnd) this.#index++;
      see({ entry, data, size, crc, isEnd });
    }
  }

  /**
   * 7-Zip says at once that an entry is damaged. Where less has come of it than its size, the next one follows.
   * @param line that it printed @returns the entry that ends here
   */
  endEarly(line: string): SevenEntry | undefined {
    const name = faultyName(line);
    const entry = this.#entries[this.#index];
    if (name === undefined || !entry || printed(entry) !== oneLine(name)) return undefined;
    // The entry before may have the same name and be the one that is meant: it came as a whole, but damaged.
    const before = this.#entries[this.#index - 1];
    if (this.#size === 0 && before && printed(before) === oneLine(name)) return undefined;
    this.#index++;
    this.#size = 0;
    this.#crc = 0;
    return entry;
  }
}

/** As 7-Zip prints its name. */
function printed({ name, printedName = name }: SevenEntry): string {
  return oneLine(printedName);
}

function oneLine(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it replaces
  return name.replace(/[\\/\u0000-\u001f]/g, '_');
}
