// A log file of bounded size: lines are appended, and a file that has grown large gives way to a new one.
import { closeSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { APPEND_OWN, readEnd } from '../../workers/files/bounded-read.ts';

/** A file that would grow beyond this is set aside, in bytes. With the one set aside, twice as much is on the disk. */
const MAX_BYTES = 1_000_000;
/** Of a line longer than this only the beginning is kept, in UTF-16 units. */
const MAX_LINE_LENGTH = 4_000;

export interface LogFileOptions {
  /** @default 1,000,000 bytes */
  readonly largest?: number;
  /** Changes each line before it is written. */
  readonly shorten?: (line: string) => string;
}

export class LogFile {
  readonly path: string;
  readonly #largest: number;
  readonly #shorten: (line: string) => string;
  #size: number;

  constructor(path: string, { largest = MAX_BYTES, shorten = (line) => line }: LogFileOptions = {}) {
    this.path = path;
    this.#largest = largest;
    this.#shorten = shorten;
    this.#size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  }

  /** Never throws: a full disk must not stop the app from saying so in the window. */
  write(line: string): void {
    const text = this.#shorten(line).slice(0, MAX_LINE_LENGTH);
    const entry = Buffer.from(`${new Date().toISOString()} ${text}\n`);
    try {
      mkdirSync(dirname(this.path), { recursive: true });
      if (this.#size > 0 && this.#size + entry.length > this.#largest) this.#setAside();
      appendOwn(this.path, entry);
      this.#size += entry.length;
    } catch {
      // There is nowhere to say it.
    }
  }

  /** The newest lines, at most `count`, out of the last 64 KiB. */
  tail(count: number): string[] {
    try {
      const end = readEnd(this.path, 65_536)?.toString('utf8') ?? '';
      return end === '' ? [] : end.trimEnd().split('\n').slice(-count);
    } catch {
      return [];
    }
  }

  #setAside(): void {
    try {
      renameSync(this.path, this.path.replace(/\.log$/, '.old.log'));
      this.#size = 0;
    } catch {
      // Another program has one of the two files open, and Windows refuses the rename. This file grows until a later try succeeds.
    }
  }
}

function appendOwn(path: string, entry: Buffer): void {
  const descriptor = openSync(path, APPEND_OWN, 0o600);
  try {
    writeSync(descriptor, entry);
  } finally {
    closeSync(descriptor);
  }
}
