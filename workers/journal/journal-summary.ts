// How much a job had finished when the app ended under it, as its journal tells. Read in pieces, as main must not stand still.
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

/** What a key of the journal came to: a picture, an archive. */
export interface FinishedKey {
  readonly files: number;
  /** Absolute paths. */
  readonly outputs: readonly string[];
  /** Of all outputs; undefined where the journal does not say. */
  readonly bytes: number | undefined;
}

/** Nothing for a journal that is not there or cannot be read. */
export async function finishedIn(file: string): Promise<FinishedWork> {
  const keys = [...(await finishedKeys(file)).values()];
  const sum = (of: (key: FinishedKey) => number) => keys.reduce((total, key) => total + of(key), 0);
  return { files: sum(({ files }) => files), results: sum(({ outputs }) => outputs.length) };
}

/** The same by key, in the order of their beginnings. */
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
    // What was read until then counts.
  }
  return keys;
}

/** A result tells its files where a key stands for several, its outputs as `outputs` or `paths`, and its bytes in several ways. */
function keyOf({ files, outputs, paths, bytes, size }: Readonly<Record<string, unknown>>): FinishedKey {
  const written = [outputs, paths].find(Array.isArray) ?? [];
  const length = [bytes, size].find((number) => typeof number === 'number');
  return { files: typeof files === 'number' ? files : 1, outputs: written, bytes: length };
}
