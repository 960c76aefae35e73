// The log of the changes that one job has made to the user's files. A change is written to the log and synced before its first step.
import { mkdirSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { APPEND_OWN, readBounded, readEnd } from '../bounded-read.ts';
import type { ChangeCalls } from './change-calls.ts';
import {
  type ChangeLine,
  type EndLine,
  type NewLine,
  parseChangeLine,
  type ReplaceLine,
  type RestoreLine,
} from './change-line.ts';

/** A larger log was not written by this app: 200,000 pictures with long paths take less. */
const MAX_LOG_BYTES = 512 * 2 ** 20;
/** The last line is never longer. */
const MAX_LINE_BYTES = 400_000;

/** Each kill can cut off one line, and a full disk a few. */
const MAX_DAMAGED = 1_000;

/** A change, as the log records it. */
export interface Change {
  readonly begun: ReplaceLine;
  ended: EndLine | undefined;
  /** Set while its undo is going on. */
  restoring: RestoreLine | undefined;
}

/** What the original is, as far as the log tells. */
export function originalOf({ begun, ended }: Change): ReplaceLine['was'] {
  return ended?.is ?? begun.was;
}

/** Whether the next start has to settle the change: it was interrupted, or its original could be moved neither on nor back. */
export function isUnsettled({ ended, restoring }: Change): boolean {
  return !ended || restoring !== undefined || ended.how === 'left';
}

/** @throws the system's error, when nothing could be written: then nothing must be changed */
export class JobLog {
  #file: string;
  readonly #calls: ChangeCalls;
  readonly #changes = new Map<number, Change>();
  readonly #undone = new Set<string>();
  /** Whether all that is in the file could be read. */
  readonly isWhole: boolean;
  #open = 0;
  #lastOp = -1;
  #handle: Promise<FileHandle> | undefined;
  /** The disk may have only a part of the last line. The next line must not continue it. */
  #isCut = false;
  #written: Promise<void> = Promise.resolve();
  #sync: Promise<void> | undefined;

  /** Reads the file, if it exists. @throws the system's error, or a RangeError, when that is no log */
  constructor(file: string, calls: ChangeCalls) {
    this.#file = file;
    this.#calls = calls;
    let damaged = 0;
    for (const line of linesOf(readBounded(file, MAX_LOG_BYTES))) {
      const parsed = line && parseChangeLine(line);
      if (parsed) this.#apply(parsed);
      else if (++damaged > MAX_DAMAGED) throw new RangeError(`${file} is no log of ours.`);
    }
    this.isWhole = damaged === 0;
  }

  /** Whether changes of a log have not ended. Reads only the end of the log; one that cannot be read counts as not ended. */
  static isOpen(file: string): boolean {
    const last = readEnd(file, MAX_LINE_BYTES)?.toString('utf8').trimEnd().split('\n').at(-1) ?? '';
    return last !== '' && parseChangeLine(last)?.open !== 0;
  }

  /** In the order of their beginning. */
  get changes(): readonly Change[] {
    return [...this.#changes.values()];
  }

  /** Whether an undo has taken away the result under this name. */
  isUndone(path: string): boolean {
    return this.#undone.has(path);
  }

  /** Returns a number greater than all in the log, because a kill may have kept some of the changes that began together from the log. */
  nextOp(): number {
    return this.#lastOp + 1;
  }

  /** Resolves when it is on the disk. Lines that are added meanwhile share one sync. */
  async begin(line: NewLine): Promise<void> {
    await this.note(line);
    this.#sync ??= this.#written.then(async () => {
      this.#sync = undefined;
      await this.#calls.sync(await this.#opened());
    });
    await this.#sync;
  }

  /** Resolves when the system has the line. It survives the end of this program, but perhaps not a power cut. */
  async note(line: NewLine): Promise<void> {
    const before = this.#isUnsettled(line);
    this.#apply({ ...line, open: this.#open } as ChangeLine);
    const opens = this.#isUnsettled(line) - before;
    const written = this.#written.then(async () => {
      // Only what is in the file counts: a change whose end could not be written is open for the next start.
      const open = Math.max(0, this.#open + opens);
      const handle = await this.#opened();
      await this.#calls.append(handle, `${this.#isCut ? '\n' : ''}${JSON.stringify({ ...line, open })}\n`);
      this.#isCut = false;
      this.#open = open;
    });
    // After a line that could not be written, there may be space again for the next one.
    this.#written = written.catch(() => {
      this.#isCut = true;
    });
    await written;
  }

  /** Call this when the file of the log was renamed. */
  moveTo(file: string): void {
    this.#file = file;
  }

  async close(): Promise<void> {
    await this.#written;
    await this.#sync?.catch(() => {});
    await (await this.#handle?.catch(() => undefined))?.close();
    this.#handle = undefined;
  }

  /** @returns 1 if the change that the line is about is not settled, else 0 */
  #isUnsettled(line: NewLine): number {
    const change = line.k === 'undone' ? undefined : this.#changes.get(line.op);
    return change && isUnsettled(change) ? 1 : 0;
  }

  #opened(): Promise<FileHandle> {
    if (!this.#handle) {
      mkdirSync(dirname(this.#file), { recursive: true, mode: 0o700 });
      this.#handle = open(this.#file, APPEND_OWN, 0o600).then(async (handle) => {
        try {
          // A line that a crash has cut off ends here.
          await this.#calls.append(handle, '\n');
        } catch (error) {
          await handle.close();
          throw error;
        }
        return handle;
      });
      this.#handle.catch(() => {
        this.#handle = undefined;
      });
    }
    return this.#handle;
  }

  #apply(line: ChangeLine): void {
    this.#open = line.open;
    if (line.k === 'replace') {
      this.#lastOp = Math.max(this.#lastOp, line.op);
      this.#changes.set(line.op, { begun: line, ended: undefined, restoring: undefined });
      this.#undone.delete(line.name);
    } else if (line.k === 'undone') for (const path of line.paths) this.#undone.add(path);
    else {
      const change = this.#changes.get(line.op);
      if (!change) return;
      change.restoring = line.k === 'restore' ? line : undefined;
      // What it is by now stays known until something else is said of it.
      if (line.k === 'end') change.ended = { ...line, is: line.is ?? change.ended?.is };
      if (line.k === 'end' && line.how === 'restored' && change.begun.result) this.#undone.add(change.begun.name);
    }
  }
}

/** Yields lines that are not empty, and undefined for a line that is too long to be ours. */
function* linesOf(bytes: Buffer = Buffer.alloc(0)): Generator<string | undefined> {
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf('\n', start);
    const end = found < 0 ? bytes.length : found;
    if (end > start) yield end - start > MAX_LINE_BYTES ? undefined : bytes.toString('utf8', start, end);
    start = end + 1;
  }
}
