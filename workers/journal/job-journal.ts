// Remembers what a job has begun and finished, across the loss of its host. A decoder's crash takes the host with it
// when the workers are threads; the job is then started again and goes on where it was.
import { closeSync, lstatSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { uptime } from 'node:os';
import { dirname, isAbsolute, join } from 'node:path';
import { APPEND_OWN, readBounded } from '../files/bounded-read.ts';
import { identityOf, isSame } from '../files/changes/identity.ts';
import type { NamedFile } from '../files/output/output-file.ts';
import { systemPath } from '../files/system-path.ts';
import { type JournalLine as Line, parseJournalLine } from './journal-line.ts';

/** What was known of a key when the host was lost. */
interface Known {
  /** Begun so many times more than ended. */
  open: number;
  done: { readonly result: unknown; readonly boot: string } | undefined;
  names: { readonly file: NamedFile; readonly result?: unknown; readonly boot: string }[];
}

/** A job that is at the same place when its host is lost so many times is not let there again. */
export const MAX_CRASHES = 2;

/**
 * One line per event in a file of its own. Keys are the job's own: a picture's path, a
 * chunk's checksum. What cannot be written is not remembered; that is no reason to fail.
 */
export class JobJournal {
  readonly #known = new Map<string, Known>();
  /** By path. A name that was taken is tried and not given. */
  readonly #named = new Map<string, NamedFile[]>();
  readonly #notes = new Map<string, string>();
  #descriptor: number | undefined;
  /** The disk has taken a part of a line, or may have: the next one must not continue it. */
  #isCut = false;
  /** When the lines being read were written. */
  #boot = '';

  /** @param file the same when the job is started again; none for a job that is not */
  constructor(file?: string) {
    if (file === undefined) return;
    for (const line of readLines(file)) this.#replay(line);
    try {
      mkdirSync(dirname(file), { recursive: true });
      this.#descriptor = openSync(file, APPEND_OWN, 0o600);
      // What was cut off by a crash ends here.
      this.#isCut = true;
      this.#write({ kind: 'boot', id: BOOT });
    } catch {
      this.#descriptor = undefined;
    }
  }

  /** Where a job's journal is. @param id of its first start */
  static fileOf(folder: string, id: string): string {
    return join(folder, `${id.replace(/[^\w-]/g, '')}.progress`);
  }

  /** Files that a job has named, and that are still as they were then, from its journal alone. */
  static namedIn(file: string): readonly NamedFile[] {
    const journal = new JobJournal();
    for (const line of readLines(file)) journal.#replay(line);
    return journal.named();
  }

  /** Whether anybody will read what is written down. */
  get isKept(): boolean {
    return this.#descriptor !== undefined;
  }

  /** How often the host was lost while this was at work. */
  crashes(key: string): number {
    return Math.max(0, this.#known.get(key)?.open ?? 0);
  }

  /**
   * What it came to, when it was finished before the host was lost. That its file got its name is enough: the loss came
   * before that could be written down.
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

  /** Files that it had named without being finished. */
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

  /** Begun, and ended without taking the host down. */
  end(...keys: string[]): void {
    this.#write({ kind: 'end', keys });
  }

  /** To be written before the file gets its name. @param result with the last of its files: what it then comes to */
  naming(key: string, file: NamedFile, result?: unknown): void {
    this.#remember(key, file);
    this.#write({ kind: 'naming', key, file, ...(result !== undefined && { result }) });
  }

  /** A text that an earlier start has written down. Nothing in it is known to be as it was written. */
  noted(key: string): string | undefined {
    return this.#notes.get(key);
  }

  note(key: string, text: string): void {
    this.#write({ kind: 'note', key, text });
  }

  finish(key: string, result: unknown): void {
    this.#write({ kind: 'done', key, result });
  }

  /** The file stays: whoever takes note of the job's end removes it after that. */
  close(): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  /** Written at once, so that a crash in the next moment does not lose it. */
  #write(line: Line): void {
    if (this.#descriptor === undefined) return;
    const text = Buffer.from(`${this.#isCut ? '\n' : ''}${JSON.stringify(line)}\n`);
    try {
      this.#isCut = writeSync(this.#descriptor, text) < text.length;
    } catch {
      // A full disk: the next line may find room again.
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

  /** Where a key is a path, it is that of the original. */
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

/** The same until the machine is started again. Where the system has no name for that, the minute of its start. */
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

/** One that is larger was not written by this app: a million pictures with long paths take less. */
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
