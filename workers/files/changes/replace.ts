// Gives the name of an original to its result, and the original to the trash. If the disk has hard links, the name is never
// vacant. At each moment, the log and the folder together tell how to finish the change or take it back.
import { dirname } from 'node:path';
import { JobError } from '../../jobs/user-error.ts';
import { numberedNames } from '../output/numbered-names.ts';
import { markTree } from '../tree-mark.ts';
import { type ChangeCalls, moveToFree, tryLink } from './change-calls.ts';
import type { ReplaceLine } from './change-line.ts';
import { isStill } from './identity.ts';
import type { JobLog } from './job-log.ts';
import { keptPlace } from './kept-folder.ts';
import { LeftBehind } from './left-behind.ts';
import type { TrashCan, Trashed } from './trash-can.ts';

/** What the steps of a job's changes use. */
export interface ChangeTools {
  readonly calls: ChangeCalls;
  readonly trash: TrashCan;
  readonly log: JobLog;
}

/** A change that is not in the log yet. */
export interface WantedReplace extends Omit<ReplaceLine, 'k' | 'op' | 'open'> {
  /** The complete result, synced and without a name of its own; undefined when it has its name already. */
  readonly part: string | undefined;
  /** Whether the change fails if the original cannot go to the trash. Otherwise the original is deleted. */
  readonly needsTrash: boolean;
  /** The mark of the original with everything in it; undefined if its identity is enough. */
  readonly mark?: string | undefined;
}

export interface ReplaceEnd {
  /** `changed`: the original was no longer the file that was read, and has its name. */
  readonly how: 'replaced' | 'changed' | 'no-trash';
  /** What the result is called that had that name for a moment. */
  readonly result?: string | undefined;
}

/** @throws the system's error: then the original is where it was, or the error says where it is */
export async function replaceFile(tools: ChangeTools, wanted: WantedReplace): Promise<ReplaceEnd> {
  const { part, needsTrash, mark, ...line } = wanted;
  const { log } = tools;
  const op = log.nextOp();
  await log.begin({ k: 'replace', op, ...line });
  const end = (how: 'replaced' | 'deleted' | 'rolled-back' | 'left', where: string | null, is?: Trashed['is']) =>
    // If this cannot be written, the next start sees it from the folder itself.
    log.note({ k: 'end', op, how, where, ...(is && { is }) }).catch(() => {});
  let exchanged: boolean;
  try {
    exchanged = part === undefined ? await retire(tools, line, mark) : await exchange(tools, line, part);
  } catch (error) {
    // The log must not say that the change has ended: the next start then removes what is left.
    if (error instanceof StillOpen) throw error.cause;
    await (error instanceof LeftBehind ? end('left', error.place) : end('rolled-back', null));
    throw error;
  }
  if (!exchanged) {
    await end('rolled-back', null);
    return { how: 'changed' };
  }
  await tools.calls.syncFolder(dirname(line.path));
  const gone = await trashKept(tools, line, { needsTrash, isNamed: part !== undefined }).catch(async (error) => {
    await end(error instanceof LeftBehind ? 'left' : 'rolled-back', error instanceof LeftBehind ? error.place : null);
    throw error;
  });
  if (gone.how === 'changed') {
    await end('rolled-back', null);
    return gone;
  }
  await end(gone.how === 'no-trash' ? 'deleted' : 'replaced', gone.where, gone.is);
  return { how: gone.how };
}

/** The original stays under the name until the result takes it. */
async function exchange(tools: ChangeTools, change: WantedLine, part: string): Promise<boolean> {
  const { calls } = tools;
  const { path, was, result } = change;
  const place = keptPlace(path, change.kept);
  await calls.makeFolder(dirname(place));
  const linked = await orCleanUp(calls, place, () => tryLink(calls, path, place));
  if (!linked) await orCleanUp(calls, place, () => calls.rename(path, place));
  const back = () => (linked ? calls.unlink(place) : giveBack(calls, place, path)).then(() => cleanUp(calls, place));
  try {
    const isOriginal = (file: string) => calls.look(file).then((found) => isStill(was, found, file));
    // A name that was vacant for a moment may be taken by now.
    const isOpen = async () => (linked ? isOriginal(path) : (await calls.look(path)) === undefined);
    if (!(await isOriginal(place)) || !(await isOpen())) {
      await back();
      return false;
    }
    if (!(await isStill(result, await calls.look(part), part))) throw swapped();
    await calls.rename(part, path);
    return true;
  } catch (error) {
    await back().catch((problem: unknown) => {
      throw problem instanceof LeftBehind ? problem : new StillOpen(error);
    });
    throw error;
  }
}

/** The original has its name, but a second name of it could not be removed. */
class StillOpen extends Error {
  constructor(cause: unknown) {
    super('A second name is left.', { cause });
  }
}

/** Moves the original away, if it is still the file that was read. The result has another name already, or there is none. */
async function retire({ calls }: ChangeTools, { path, was, kept }: WantedLine, mark?: string): Promise<boolean> {
  const place = keptPlace(path, kept);
  await calls.makeFolder(dirname(place));
  await orCleanUp(calls, place, () => calls.rename(path, place)).catch(notHere);
  const isOriginal = await isStill(was, await calls.look(place), place);
  if (isOriginal && (mark === undefined || (await hasMark(place, mark)))) return true;
  await giveBack(calls, place, path);
  await cleanUp(calls, place);
  return false;
}

/** overlayfs moves no folder of its lower layers: the kept folder is not on another disk, but the system says so. */
function notHere(error: unknown): never {
  throw (error as NodeJS.ErrnoException).code === 'EXDEV' ? new JobError('TRASH_REFUSED', {}, { cause: error }) : error;
}

/** A program that still has a file in it open may have written to it until now. */
async function hasMark(place: string, mark: string): Promise<boolean> {
  return markTree(place).then(
    (found) => found?.mark === mark,
    () => false,
  );
}

type Gone = ({ readonly how: 'replaced' | 'no-trash' } & Trashed) | (ReplaceEnd & { readonly how: 'changed' });

async function trashKept(
  tools: ChangeTools,
  change: WantedLine,
  { needsTrash, isNamed }: { readonly needsTrash: boolean; readonly isNamed: boolean },
): Promise<Gone> {
  const { calls, trash } = tools;
  const { path, was, result } = change;
  const place = keptPlace(path, change.kept);
  try {
    if (!(await isStill(was, await calls.look(place), place)))
      return { how: 'changed', result: await orLeave(place, () => giveNameBack(calls, change, place)) };
    return { how: 'replaced', ...(await trash.take(place, was)) };
  } catch (error) {
    if (error instanceof LeftBehind) throw error;
    if (!needsTrash) {
      if (!(await isStill(was, await calls.look(place), place))) throw new LeftBehind(place, error);
      const where = await trash.takeAnyway(place);
      if (where !== undefined) return { how: 'replaced', where };
      await calls.unlink(place);
      return { how: 'no-trash', where: null };
    }
    // The result is removed only if the original gets its name back.
    const isFree = isNamed && (await isStill(result, await calls.look(path), path));
    if (isFree) await orLeave(place, () => calls.rename(place, path));
    else await giveBack(calls, place, path);
    throw error;
  } finally {
    await cleanUp(calls, place);
  }
}

/**
 * A program that has the original open has written to it: it gets its name back, and the result that has the name a number.
 * @returns what the result is called then
 * @throws {LeftBehind} when something else has the name
 */
export async function giveNameBack(
  calls: ChangeCalls,
  { path, name, result }: Pick<ReplaceLine, 'path' | 'name' | 'result'>,
  place: string,
): Promise<string> {
  if (name !== path || !(await isStill(result, await calls.look(path), path))) {
    await giveBack(calls, place, path);
    return name;
  }
  for (const numbered of numberedNames(path)) {
    if (numbered === path || (await calls.look(numbered))) continue;
    const linked = await tryLink(calls, path, numbered);
    if (!linked) await calls.rename(path, numbered);
    // An editor may have saved its file under the name by now.
    if (linked && (await isStill(result, await calls.look(path), path))) await calls.rename(place, path);
    else await giveBack(calls, place, path);
    return numbered;
  }
  throw new LeftBehind(place, undefined);
}

type WantedLine = Omit<WantedReplace, 'part' | 'needsTrash' | 'mark'>;

function swapped(): JobError {
  return new JobError('RESULT_SWAPPED');
}

/** @throws {LeftBehind} when something has the name by now, or the disk fails */
async function giveBack(calls: ChangeCalls, place: string, path: string): Promise<void> {
  if (!(await orLeave(place, () => moveToFree(calls, place, path)))) throw new LeftBehind(place, undefined);
}

async function orLeave<T>(place: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    throw new LeftBehind(place, error);
  }
}

async function cleanUp(calls: ChangeCalls, place: string): Promise<void> {
  await calls.removeFolder(dirname(place));
}

async function orCleanUp<T>(calls: ChangeCalls, place: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    await cleanUp(calls, place);
    throw error;
  }
}
