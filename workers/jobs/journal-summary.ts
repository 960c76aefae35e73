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

const NOTHING: FinishedWork = { files: 0, results: 0 };

/** Nothing for a journal that is not there or cannot be read. */
export async function finishedIn(file: string): Promise<FinishedWork> {
  const found = await lstat(file).catch(() => undefined);
  if (!found?.isFile() || found.size > MAX_JOURNAL_BYTES) return NOTHING;
  const keys = new Map<string, FinishedWork>();
  try {
    for await (const text of createInterface(createReadStream(file, { encoding: 'utf8' }))) {
      const line = parseJournalLine(text);
      if (line?.kind !== 'done' && line?.kind !== 'naming') continue;
      if (line.result !== undefined) keys.set(line.key, workOf(line.result as Readonly<Record<string, unknown>>));
    }
  } catch {
    // What was read until then counts.
  }
  const sum = (of: (work: FinishedWork) => number) => [...keys.values()].reduce((total, work) => total + of(work), 0);
  return { files: sum(({ files }) => files), results: sum(({ results }) => results) };
}

/** A result tells its files where a key stands for several, and its outputs as `outputs`, `paths` or `path`. */
function workOf({ files, outputs, paths, path }: Readonly<Record<string, unknown>>): FinishedWork {
  const written = [outputs, paths].find(Array.isArray);
  return { files: typeof files === 'number' ? files : 1, results: written?.length ?? (path === undefined ? 0 : 1) };
}
