// Lets a worker make the results of one picture, and gives them their names.
import { fstatSync, futimesSync } from 'node:fs';
import { dirname } from 'node:path';
import { ClaimedFiles } from '../../../claims/claims.ts';
import { type FileCalls, type OpenFile, pooledCalls } from '../../../files/file-calls.ts';
import { discardAll, type NamedFile, OutputFile, type PublishOptions } from '../../../files/output/output-file.ts';
import { settleNumber } from '../../../files/system/layers.ts';
import { settable } from '../../../files/system/times.ts';
import { JobError } from '../../user-error.ts';
import { formatOf } from '../formats.ts';
import type { PlannedName } from '../plan/name-plan.ts';
import type { OutputFolders } from '../plan/output-folders.ts';
import { isLarge, type PicturePlan, type PlannedOutput } from '../plan/picture-plan.ts';
import { decodedBytes } from '../read/facts.ts';
import type { ResizeRun } from '../resize-run.ts';
import { SIDE_BY_SIDE } from '../side-by-side.ts';
import type { Rendered, RenderNote, RenderResult } from './render.ts';
import { readAsFound, takePlace } from './take-place.ts';

/** A finished picture, as the job's journal records it. */
export interface DonePicture {
  /** Absolute paths. */
  readonly outputs: readonly string[];
  /** Size of all outputs. */
  readonly bytes: number;
  /** Part of the original could not be read. */
  readonly isIncomplete?: true;
}

export interface PictureResult extends DonePicture {
  readonly notes: readonly RenderNote[];
  /** The planned results that were made, without those that a copy of the original replaced. */
  readonly made: readonly PlannedOutput[];
  /** Whether nothing was written, because the original is smaller and is already where the result would go. */
  readonly keptOriginal: boolean;
  /** Whether the original was not replaced, because it is another file by now. */
  readonly isOriginalChanged: boolean;
}

export interface MakeHow {
  /** Whether it is made in a process of its own. */
  readonly alone?: boolean;
  /** Called when the worker is done; the remaining work waits for the disk. */
  readonly onRendered?: () => void;
  /** That of the job; see `PublishOptions`. */
  readonly trashExisting?: PublishOptions['trashExisting'];
  /** Reserves the name for a copy of the original that is used instead of a result. */
  readonly reserveCopy: () => Promise<PlannedName | undefined>;
}

/** Makes the results. No unfinished file is left, even after an error. */
export async function makePicture(
  job: ResizeRun,
  plan: PicturePlan,
  folders: OutputFolders,
  { alone = false, onRendered, trashExisting, reserveCopy }: MakeHow,
): Promise<PictureResult> {
  const replaces = job.options.destination === 'replace';
  await using claimed = new ClaimedFiles(job);
  if (replaces) {
    await settleNumber(plan.file.path);
    await claimed.add(plan.file.path);
  }
  for (const { name } of plan.outputs) if (name.collision === 'overwrite') await claimed.add(name.path);
  const was = replaces ? await readAsFound(plan.file) : undefined;
  await using parts = new PartFiles(job);
  for (const { folder } of plan.outputs) {
    await folders.ensure(folder);
    await parts.add(folder);
    // The result gets the original's name before the original is in the trash, so it is claimed, too.
    if (replaces) await claimed.add(parts.files.at(-1)?.partPath ?? '');
  }
  const { results, notes } = await render(job, plan, parts.files, alone);
  onRendered?.();
  job.signal.throwIfAborted();
  const rendered = parts.files.map((part, index) => ({ part, index, result: results[index] }));
  const copies = rendered.filter(({ result, index }) => result?.kept && plan.outputs[index]?.size.how !== 'none');
  const made = plan.outputs.filter((_, index) => !results[index]?.kept);
  const wanted = rendered.filter((one) => !(one.result?.kept && inPlace(plan)) && !copies.slice(1).includes(one));
  for (const { part, result } of wanted) settlePart(job, plan, part, result);
  const bytes = wanted.reduce((sum, { result }) => sum + (result?.bytes ?? 0), 0);
  const incomplete = notes.includes('incomplete') ? ({ isIncomplete: true } as const) : {};
  const outputs: string[] = [];
  let isOriginalChanged = false;
  for (const { part, index } of wanted) {
    const isCopy = copies[0]?.index === index && !replaces;
    const name = isCopy ? await reserveCopy() : plan.outputs[index]?.name;
    const last = part === wanted.at(-1)?.part;
    const onNaming = (file: NamedFile) => {
      const complete = last && (!replaces || file.path === name?.path);
      const named = { ...file, madeFolder: folders.madeFor(dirname(file.path)) };
      job.journal.naming(
        plan.file.path,
        named,
        complete ? { outputs: [...outputs, file.path], bytes, ...incomplete } : undefined,
      );
    };
    if (was && name) {
      const placed = await takePlace(job, part, { file: plan.file, was, name, onNaming, trashExisting });
      outputs.push(placed.path);
      isOriginalChanged = placed.isOriginalChanged;
      continue;
    }
    const how = {
      sync: 'later',
      trashExisting,
      mode: plan.file.mode,
      ...(job.journal.isKept && { onNaming }),
    } as const;
    const path = name && (await part.publish(name.path, name.collision, how));
    if (path) outputs.push(path);
    await folders.syncLater(part);
  }
  return { outputs, bytes, ...incomplete, notes, made, keptOriginal: wanted.length === 0, isOriginalChanged };
}

/** Whether the results go where the original is. */
function inPlace({ file, outputs }: PicturePlan): boolean {
  return outputs.every(({ folder }) => folder === dirname(file.path));
}

async function render(
  job: ResizeRun,
  plan: PicturePlan,
  parts: readonly OutputFile<OpenFile>[],
  alone: boolean,
): Promise<RenderResult> {
  const { file, facts, index } = plan;
  const { path, bytes } = file;
  const targets = plan.outputs.map(({ format, size }, n) => ({
    format,
    size,
    part: parts[n]?.partPath ?? '',
    partKey: parts[n]?.key ?? '',
  }));
  const input = { path, bytes, facts, options: job.options, targets };
  // Formats that sharp cannot decode are decoded in the worker's own thread, which they block.
  const waits = formatOf(facts.format).reader === 'sharp';
  const overlap = !alone && waits && !isLarge(plan) ? SIDE_BY_SIDE : 1;
  const future = job.tasks.submit('render', input, { alone, overlap, waits });
  future.onProgress((progress) => {
    if (progress === 0) job.report.current(file.name);
    job.report.item({ index, state: 'running', progress });
  });
  return withinTime(future, longest(plan));
}

/**
 * Ten minutes per picture and five seconds per megapixel of each result, in milliseconds: a limit, and no estimate. It is in whole
 * minutes, as Node keeps a list of timers for each length.
 */
function longest({ facts, outputs }: PicturePlan): number {
  const pixels = outputs.reduce((sum, { size }) => sum + size.width * size.height * facts.pages, decodedBytes(facts));
  return 60_000 * Math.ceil(10 + pixels / 12_000_000);
}

interface Abortable<T> extends PromiseLike<T> {
  abort(reason: unknown): boolean;
}

async function withinTime<T>(future: Abortable<T>, limit: number): Promise<T> {
  let tooSlow: JobError | undefined;
  const timer = setTimeout(() => {
    const reason = new JobError('PICTURE_TOO_SLOW');
    if (future.abort(reason)) tooSlow = reason;
  }, limit);
  try {
    return await future;
  } catch (error) {
    throw tooSlow ?? error;
  } finally {
    clearTimeout(timer);
  }
}

/** Compares what was written with what was made, and sets the file's date. */
function settlePart(
  job: ResizeRun,
  { file }: PicturePlan,
  part: OutputFile<OpenFile>,
  made: Rendered | undefined,
): void {
  const { size } = fstatSync(part.handle.fd);
  if (size !== made?.bytes) {
    throw new JobError('NOT_WRITTEN');
  }
  if (!job.options.keepDates) return;
  const time = settable(file.changed);
  futimesSync(part.handle.fd, time, time);
}

/** Unfinished files, which are removed unless they are published. */
class PartFiles implements AsyncDisposable {
  readonly files: OutputFile<OpenFile>[] = [];
  readonly #owner: string;
  readonly #calls: FileCalls;
  readonly #report: Pick<ResizeRun['report'], 'note'>;

  constructor({ id, report, fileCalls = pooledCalls }: Pick<ResizeRun, 'id' | 'report' | 'fileCalls'>) {
    this.#report = report;
    this.#owner = id;
    this.#calls = fileCalls;
  }

  async add(folder: string): Promise<void> {
    this.files.push(await OutputFile.createWith(this.#calls, folder, this.#owner));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await discardAll(this.files, this.#report);
  }
}
