// What was asked for and how it ended, kept in the user-data folder so that a crash or a power cut forgets nothing.
// One JSON object a line, appended; rewritten at a start that finds lines which are no longer needed. A line that cannot be read is skipped.
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { readBounded, WRITE_OWN } from '../../workers/files/bounded-read.ts';
import type { NamedFile } from '../../workers/files/output/output-file.ts';
import { isHeld, patientlyNow } from '../../workers/files/system/patience.ts';
import type { JobSpec } from '../../workers/protocol.ts';
import { slices } from '../../workers/slices.ts';
import { JOB_STATES } from '../contract/jobs.ts';
import { type KeptRecord, withOutputs } from './job-record.ts';
import { keptError, keptNote, keptSkip } from './journal-messages.ts';
import { LineWriter, type OnWriting } from './line-writer.ts';

/** What was asked for, as it may be kept: passwords are not written to the disk. */
export type KeptSpec = JobSpec & { readonly secretsRemoved?: boolean; readonly next?: FollowUp };

/** What is done with a job's outputs once it is done. Options were parsed and are frozen. */
export interface FollowUp {
  readonly type: string;
  readonly options: unknown;
}

/** A job as the journal knows it. */
export interface JournalJob {
  readonly spec: KeptSpec;
  readonly record: KeptRecord;
  /** Folders that may hold its unfinished files. */
  readonly folders: readonly string[];
  /** How its outputs were when it ended. */
  readonly marks?: readonly NamedFile[];
}

/** Ended jobs beyond this many are forgotten at the next start, oldest first. */
const MAX_HISTORY = 500;

/** A record with more outputs has them in lines of their own, each with so many: main stands still while it writes a line. */
const OUTPUTS_A_LINE = 1_000;

const spec = z.object({
  id: z.string(),
  type: z.string(),
  inputs: z.array(z.string()),
  options: z.unknown(),
  resumesJobId: z.string().optional(),
  secretsRemoved: z.boolean().optional(),
  base: z.string().optional(),
  place: z.string().optional(),
  next: z.object({ type: z.string(), options: z.unknown() }).optional(),
});
const record = z.looseObject({
  id: z.string(),
  revision: z.number(),
  type: z.string(),
  title: z.string(),
  state: z.enum(JOB_STATES),
  submittedAt: z.number(),
  /** Absent in journals of versions that had no order of their own. */
  position: z.number().optional(),
  startedAt: z.number().nullable(),
  endedAt: z.number().nullable(),
  inputCount: z.number(),
  progress: z.looseObject({ bytesDone: z.number(), bytesTotal: z.number() }),
  outcome: z.looseObject({ outputs: z.array(z.string()) }).nullable(),
  error: keptError.nullable(),
  stopped: keptError.optional(),
  skippedCount: z.number(),
  skipped: z.array(keptSkip),
  notes: z.array(keptNote),
  undo: z.looseObject({ left: z.array(keptSkip) }).optional(),
});
const number = z.string().regex(/^-?[0-9]{1,24}$/);
const mark = z.object({
  path: z.string(),
  from: z.string().optional(),
  madeFolder: z.string().optional(),
  dev: number,
  ino: number,
  size: z.number(),
  mtime: number,
});
/** As earlier versions wrote them: too little to tell a stranger's file from a result. They are skipped. */
const oldMark = z.object({ path: z.string(), size: z.number(), changed: z.number() });
const lineSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('submitted'), spec, record }),
  z.object({ kind: z.literal('changed'), record }),
  z.object({ kind: z.literal('writes-to'), id: z.string(), folder: z.string() }),
  z.object({ kind: z.literal('removed'), id: z.string() }),
  z.object({ kind: z.literal('outputs'), id: z.string(), paths: z.array(z.string()) }),
  z.object({ kind: z.literal('marks'), id: z.string(), marks: z.array(z.union([mark, oldMark])) }),
  /** Of earlier versions; now in the log of changes. */
  z.object({ kind: z.literal('replaced'), id: z.string(), path: z.string(), where: z.string().nullable() }),
]);

export type JournalLine =
  | { readonly kind: 'submitted'; readonly spec: KeptSpec; readonly record: KeptRecord }
  | { readonly kind: 'changed'; readonly record: KeptRecord }
  | { readonly kind: 'writes-to'; readonly id: string; readonly folder: string }
  | { readonly kind: 'removed'; readonly id: string }
  /** Of the outcome in the job's next record, which leaves them out. */
  | { readonly kind: 'outputs'; readonly id: string; readonly paths: readonly string[] }
  | { readonly kind: 'marks'; readonly id: string; readonly marks: readonly NamedFile[] };

/** What a start finds. */
export interface JournalStart {
  readonly journal: Journal;
  /** In the order of submission. */
  readonly jobs: readonly JournalJob[];
  /** Where a journal with unreadable lines was set aside, if that had to be. */
  readonly setAside: string | undefined;
  /** False when it is there and cannot be read now: what it would name must not be taken for forgotten. */
  readonly isKnown: boolean;
}

export class Journal {
  readonly #lines: LineWriter;

  private constructor(lines: LineWriter) {
    this.#lines = lines;
  }

  /**
   * Reads the journal and rewrites it without what is no longer needed. Never refuses: what can't be read is set
   * aside, and when nothing can be written the app goes on without a journal, and tries again.
   * @param now milliseconds since 1970, for the name of a journal set aside
   * @param onWriting called when writing begins to fail, and when it works again
   * @param read what reads it; tests bring one that fails
   */
  static open(file: string, now: number, onWriting: OnWriting, read = readJournal): JournalStart {
    const lines = new LineWriter(file, onWriting);
    const journal = new Journal(lines);
    try {
      mkdirSync(dirname(file), { recursive: true });
      const before = patientlyNow(() => read(file));
      const { jobs, damaged } = before === undefined ? { jobs: [], damaged: true } : replay(before);
      const setAside = damaged ? `${file}.damaged-${now}` : undefined;
      if (setAside) patientlyNow(() => renameSync(file, setAside));
      const text = wholeText(jobs);
      if (text !== before) rewrite(file, text, lines);
      return { journal, jobs, setAside, isKnown: true };
    } catch (error) {
      lines.fail(error);
      return { journal, jobs: [], setAside: undefined, isKnown: false };
    }
  }

  /** Appends a line. Resolves when it is on the disk, or could not be written; it never rejects. */
  append(line: JournalLine): Promise<void> {
    return this.#lines.append(Array.from(partsOf(line), textOf));
  }

  close(): Promise<void> {
    return this.#lines.close();
  }
}

/** One that is larger was not written by this app: the inputs of 500 jobs of 200,000 files take less. */
const MAX_JOURNAL_BYTES = 2 ** 29 - 1;

/**
 * Undefined for what is no journal of ours: too large, a pipe, a link.
 * @throws the system's error when another program holds it, or it may not be read
 */
function readJournal(file: string): string | undefined {
  try {
    return readBounded(file, MAX_JOURNAL_BYTES)?.toString('utf8') ?? '';
  } catch (error) {
    if (isHeld(error)) throw error;
    return undefined;
  }
}

/** If the new one cannot take its place, the old one still has what was read. */
function rewrite(file: string, text: string, lines: LineWriter): void {
  try {
    writeWhole(file, text);
  } catch (error) {
    lines.fail(error);
  }
}

/** Jobs of a journal's text. A last line without its end is a power cut and no damage. */
export function replay(text: string): { jobs: JournalJob[]; damaged: boolean } {
  const jobs = new Map<string, JournalJob>();
  const ahead = new Map<string, string[]>();
  const lines = text.split('\n');
  const last = lines.pop();
  let damaged = false;
  for (const line of lines) {
    const parsed = parseLine(line);
    if (parsed) apply(jobs, ahead, parsed);
    else damaged = true;
  }
  const torn = last ? parseLine(last) : undefined;
  if (torn) apply(jobs, ahead, torn);
  return { jobs: [...jobs.values()], damaged };
}

function parseLine(line: string): JournalLine | undefined {
  try {
    return lineSchema.parse(JSON.parse(line)) as unknown as JournalLine;
  } catch {
    return undefined;
  }
}

/** @param ahead outputs, by their jobs, of records that are still to come */
function apply(jobs: Map<string, JournalJob>, ahead: Map<string, string[]>, line: JournalLine): void {
  switch (line.kind) {
    case 'outputs':
      ahead.set(line.id, (ahead.get(line.id) ?? []).concat(line.paths));
      return;
    case 'submitted':
      jobs.set(line.spec.id, { spec: line.spec, record: whole(line.record, ahead), folders: [] });
      return;
    case 'removed':
      jobs.delete(line.id);
      return;
    default: {
      const id = line.kind === 'changed' ? line.record.id : line.id;
      const job = jobs.get(id);
      if (job) jobs.set(id, { ...job, ...changeOf(job, line, ahead) });
    }
  }
}

/** A record with its outputs, which are ahead no more. */
function whole(record: KeptRecord, ahead: Map<string, string[]>): KeptRecord {
  const outputs = ahead.get(record.id) ?? [];
  ahead.delete(record.id);
  return record.outcome ? { ...record, outcome: withOutputs(record.outcome, outputs) } : record;
}

function changeOf(
  { folders, marks = [] }: JournalJob,
  line: Exclude<JournalLine, { kind: 'submitted' | 'removed' | 'outputs' }>,
  ahead: Map<string, string[]>,
): Partial<JournalJob> {
  switch (line.kind) {
    case 'changed':
      return { record: whole(line.record, ahead) };
    case 'writes-to':
      return { folders: [...folders, line.folder] };
    case 'marks':
      return { marks: [...marks, ...line.marks.filter((file) => 'mtime' in file)] };
    default:
      return {};
  }
}

/** What a journal of these jobs would hold, without those that are so old that they are forgotten: they are taken out. */
function wholeText(jobs: JournalJob[]): string {
  const ended = jobs.filter((job) => job.record.endedAt !== null);
  const forgotten = new Set(ended.slice(0, Math.max(0, ended.length - MAX_HISTORY)));
  jobs.splice(0, jobs.length, ...jobs.filter((job) => !forgotten.has(job)));
  return jobs
    .flatMap(linesOf)
    .flatMap((line) => [...partsOf(line)])
    .map(textOf)
    .join('');
}

function linesOf({ spec, record, folders, marks = [] }: JournalJob): JournalLine[] {
  const { id } = spec;
  return [
    { kind: 'submitted', spec, record },
    ...folders.map((folder) => ({ kind: 'writes-to', id, folder }) as const),
    ...(marks.length > 0 ? [{ kind: 'marks', id, marks } as const] : []),
  ];
}

function textOf(line: JournalLine): string {
  return `${JSON.stringify(line)}\n`;
}

/** The line, with many outputs in lines of their own before it. */
function* partsOf(line: JournalLine): Generator<JournalLine> {
  if (!('record' in line) || !line.record.outcome || line.record.outcome.outputs.length <= OUTPUTS_A_LINE) {
    yield line;
    return;
  }
  const { id, outcome } = line.record;
  for (const paths of slices(outcome.outputs, OUTPUTS_A_LINE)) yield { kind: 'outputs', id, paths };
  yield { ...line, record: { ...line.record, outcome: { ...outcome, outputs: [] } } };
}

/** Replaces the file. Either the old or the new one is there, whatever happens. */
function writeWhole(file: string, text: string): void {
  const temporary = `${file}.new`;
  const descriptor = openSync(temporary, WRITE_OWN, 0o600);
  writeFileSync(descriptor, text);
  fsyncSync(descriptor);
  closeSync(descriptor);
  patientlyNow(() => renameSync(temporary, file));
}
