// Reads from a journal how much a job had finished when the app ended. It reads in pieces, so that main is not blocked.
import { createReadStream } from 'node:fs';
import { lstat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { MAX_JOURNAL_BYTES } from './job-journal.ts';
import { parseJournalLine } from './journal-line.ts';

export interface FinishedWork {
  /** Input files that the job does not do again. */
  readonly files: number;
  /** Files that were written for them. */
  readonly results: number;
}

/** The results of one key of the journal, which is a picture or an archive. */
export interface FinishedKey {
  readonly files: number;
  /** Absolute paths. */
  readonly outputs: readonly string[];
  /** Size of all outputs; undefined where the journal does not say it. */
  readonly bytes: number | undefined;
  /** Part of the picture could not be read. */
  readonly isIncomplete: boolean;
}

/** Returns zeros for a journal that does not exist or cannot be read. */
export async function finishedIn(file: string): Promise<FinishedWork> {
  const keys = [...(await finishedKeys(file)).values()];
  const sum = (of: (key: FinishedKey) => number) => keys.reduce((total, key) => total + of(key), 0);
  return { files: sum(({ files }) => files), results: sum(({ outputs }) => outputs.length) };
}

/** Returns the finished keys in the order in which they began. */
export async function finishedKeys(file: string): Promise<ReadonlyMap<string, FinishedKey>> {
  const keys = new Map<string, FinishedKey>();
  const found = await lstat(file).catch(() => undefined);
  if (!found?.isFile() || found.size > MAX_JOURNAL_BYTES) return keys;
  try {
    for await (const text of createInterface(createReadStream(file, { encoding: 'utf8' }))) {
      const line = parseJournalLine(text);
      if (line?.kind !== 'done' && line?.kind !== 'naming') continue;
      if (line.result !== undefined) keys.set(line.key, keyOf(line.result as Readonly<Record<string, unknown>>));
    }
  } catch {
    // What was read before the error counts.
  }
  return keys;
}

/** Results differ between job types: `files` is there if a key stands for several, outputs are `outputs` or `paths`, bytes have several forms. */
function keyOf(result: Readonly<Record<string, unknown>>): FinishedKey {
  const { files, outputs, paths, bytes, size, isIncomplete } = result;
  const written = [outputs, paths].find(Array.isArray) ?? [];
  const length = [bytes, size].find((number) => typeof number === 'number');
  return {
    files: typeof files === 'number' ? files : 1,
    outputs: written,
    bytes: length,
    isIncomplete: isIncomplete === true,
  };
}
