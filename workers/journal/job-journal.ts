// Remembers what a job has begun and finished, even if its host ends. If workers are threads, a decoder that crashes ends the
// host, too; the job is then started again and continues where it was.
import { closeSync, lstatSync, mkdirSync, readFileSync, writeSync } from 'node:fs';
import { uptime } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { APPEND_OWN, readBounded } from '../files/bounded-read.ts';
import { identityOf, isSame } from '../files/changes/identity.ts';
import type { NamedFile } from '../files/output/output-file.ts';
import { patientOpen } from '../files/system/patience.ts';
import { systemPath } from '../files/system-path.ts';
import { type JournalLine as Line, parseJournalLine } from './journal-line.ts';

/** What was known of a key when the host ended. */
interface Known {
  /** How many times more it was begun than ended. */
  open: number;
  done: { readonly result: unknown; readonly boot: string } | undefined;
  names: { readonly file: NamedFile; readonly result?: unknown; readonly boot: string }[];
}

/** If the host has ended so many times while a job was at the same key, the job does not try that key again. */
export const MAX_CRASHES = 2;

/**
 * A file with one line for each event. The job chooses the keys, such as the path of a picture or the
 * checksum of a chunk. What cannot be written is not remembered; the job does not fail because of that.
 */
export class JobJournal {
  readonly #known = new Map<string, Known>();
  /** The files that were about to get a name, by path. If the name was taken, the file did not get it. */
  readonly #named = new Map<string, NamedFile[]>();
  readonly #notes = new Map<string, string>();
  #descriptor: number | undefined;
  /** The disk has, or may have, only a part of the last line. The next line must not continue it. */
  #isCut = false;
  /** When the lines being read were written. */
  #boot = '';

  /** @param file the same one when the job is started again; undefined for a job that is never started again */
  constructor(file?: string) {
    if (file === undefined) return;
    for (const line of readLines(file)) this.#replay(line);
    try {
      mkdirSync(dirname(file), { recursive: true });
      this.#descriptor = patientOpen(file, APPEND_OWN, 0o600);
      // A line that a crash has cut off ends here.
      this.#isCut = true;
      this.#write({ kind: 'boot', id: BOOT });
    } catch {
      this.#descriptor = undefined;
    }
  }

  /** Returns the path of a job's journal. @param id the id that the job had at its first start */
  static fileOf(folder: string, id: string, kind: 'progress' | 'folders' = 'progress'): string {
    return join(folder, `${id.replace(/[^\w-]/g, '')}.${kind}`);
  }

  /** Reads from the journal which files a job has named and which of them have not changed since. */
  static namedIn(file: string): readonly NamedFile[] {
    const journal = new JobJournal();
    for (const line of readLines(file)) journal.#replay(line);
    return journal.named();
  }

  /** Whether the journal is written to a file, so that a later start can read it. */
  get isKept(): boolean {
    return this.#descriptor !== undefined;
  }

  /** How often the host ended while this key was being worked on. */
  crashes(key: string): number {
    return Math.max(0, this.#known.get(key)?.open ?? 0);
  }

  /**
   * The result of a key that was finished before the host ended. It counts as finished if its file got its name, even if the host
   * ended before it could write that down.
   * @param synced whether its files are synced before they get their names. Others count only until the machine is
   *   started again: their content may not have reached the disk
   */
  result<T>(key: string, synced: boolean): T | undefined {
    const known = this.#known.get(key);
    const counts = ({ boot }: { readonly boot: string }) => synced || boot === BOOT;
    const named = known?.names.find((one) => one.result !== undefined && counts(one) && isThere(one.file));
    const done = known?.done && counts(known.done) ? known.done : named;
    return done?.result as T | undefined;
  }

  /** Files of a key that got their names although the key was not finished. */
  halfNamed(key: string): readonly string[] {
    const names = this.#known.get(key)?.names ?? [];
    return names.filter(({ file }) => isThere(file)).map(({ file }) => file.path);
  }

  /** Whether a file is one that an earlier start gave its name. */
  hasNamed(path: string): boolean {
    return this.#named.get(path)?.some(isThere) ?? false;
  }

  /** Files that this start and earlier ones have named, and that are still as they were then. */
  named(): readonly NamedFile[] {
    return [...this.#named.values()].flatMap((files) => files.filter(isThere).slice(-1));
  }

  /** Whether anything of a key was written down. */
  knows(key: string): boolean {
    return this.#known.has(key);
  }

  begin(...keys: string[]): void {
    this.#write({ kind: 'begin', keys });
  }

  /** Notes that keys have ended without a crash of the host. */
  end(...keys: string[]): void {
    this.#write({ kind: 'end', keys });
  }

  /** Call this before a file gets its name. @param result of the key, given with the last of its files */
  naming(key: string, file: NamedFile, result?: unknown): void {
    this.#remember(key, file);
    this.#write({ kind: 'naming', key, file, ...(result !== undefined && { result }) });
  }

  /** A text that an earlier start has written down. The file may have been changed since, so check the text. */
  noted(key: string): string | undefined {
    return this.#notes.get(key);
  }

  note(key: string, text: string): void {
    this.#write({ kind: 'note', key, text });
  }

  finish(key: string, result: unknown): void {
    this.#write({ kind: 'done', key, result });
  }

  /** The file stays. It is removed by the code that records the end of the job. */
  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  /** Writes the line at once, so that a crash in the next moment does not lose it. */
  #write(line: Line): void {
    if (this.#descriptor === undefined) return;
    const text = Buffer.from(`${this.#isCut ? '\n' : ''}${JSON.stringify(line)}\n`);
    try {
      this.#isCut = writeSync(this.#descriptor, text) < text.length;
    } catch {
      // The disk is full; there may be space again for the next line.
      this.#isCut = true;
    }
  }

  #replay(line: Line): void {
    switch (line.kind) {
      case 'boot':
        this.#boot = line.id;
        break;
      case 'begin':
      case 'end':
        for (const key of line.keys) this.#of(key).open += line.kind === 'begin' ? 1 : -1;
        break;
      case 'naming': {
        this.#of(line.key).names.push({ ...line, boot: this.#boot });
        this.#remember(line.key, line.file);
        break;
      }
      case 'note':
        this.#notes.set(line.key, line.text);
        break;
      case 'done': {
        const known = this.#of(line.key);
        known.done = { result: line.result, boot: this.#boot };
        known.open--;
        break;
      }
      default:
        line satisfies never;
    }
  }

  /** If a key is a path, it is the path of the original. */
  #remember(key: string, file: NamedFile): void {
    const named = { ...file, from: file.from ?? (isAbsolute(key) ? key : undefined) };
    this.#named.set(file.path, [...(this.#named.get(file.path) ?? []), named]);
  }

  #of(key: string): Known {
    const known = this.#known.get(key) ?? { open: 0, done: undefined, names: [] };
    this.#known.set(key, known);
    return known;
  }
}

/** Identifies the current start of the machine. If the system has no id for it, the minute of the start is used. */
const BOOT = bootId();

function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return String(Math.round((Date.now() - uptime() * 1000) / 60_000));
  }
}

function isThere(file: NamedFile): boolean {
  const found = lstatSync(systemPath(file.path), { bigint: true, throwIfNoEntry: false });
  return found !== undefined && isSame(file, identityOf(found));
}

/** A larger journal was not written by this app: a million pictures with long paths take less. */
export const MAX_JOURNAL_BYTES = 2 ** 29;

function readLines(file: string): Line[] {
  try {
    return (readBounded(file, MAX_JOURNAL_BYTES)?.toString('utf8') ?? '')
      .split('\n')
      .flatMap((line) => parseJournalLine(line) ?? []);
  } catch {
    return [];
  }
}
