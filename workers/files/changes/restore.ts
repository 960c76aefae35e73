// Takes back one change: the original comes out of the trash and gets its name, and the result goes to the trash. If the original
// cannot come back, the result stays, so that never both are gone.
import { dirname, join } from 'node:path';
import { numberedNames } from '../output/numbered-names.ts';
import { partName } from '../output/part-files.ts';
import { type ChangeCalls, type Look, moveToFree, tryLink } from './change-calls.ts';
import { hasLastingNumbers, type Identity, isSame, isStill } from './identity.ts';
import { type Change, originalOf } from './job-log.ts';
import { keptPlace, newKeptFolder } from './kept-folder.ts';
import type { ChangeTools } from './replace.ts';

/** Why an undo left a file alone. */
export type Objection =
  | 'result-gone'
  | 'result-changed'
  | 'result-not-trashed'
  | 'original-in-trash'
  | 'original-gone'
  | 'original-deleted'
  | 'name-taken'
  | 'kept-for-want-of-original';

export interface Restored {
  readonly original: Objection | undefined;
  readonly result: Objection | undefined;
  /** Where the original is if it did not come back and its place is known. */
  readonly place?: string;
}

/** @throws the system's error: what was done so far is in the log, and the next try continues from there */
export async function restoreFile(tools: ChangeTools, job: string, change: Change): Promise<Restored> {
  const said = await restoreBoth(tools, job, change);
  return change.begun.result === null ? { ...said, result: undefined } : said;
}

async function restoreBoth(tools: ChangeTools, job: string, change: Change): Promise<Restored> {
  if (change.restoring && (await settleRestoring(tools, change))) return { original: undefined, result: undefined };
  const { calls, log } = tools;
  const { op, path, name, result } = change.begun;
  const place = await originalPlace(tools, change);
  if (place !== undefined) await noteChanged(tools, change, place);
  const was = originalOf(change);
  if (await isBackAlready(tools, change, place)) return clearAway(tools, change, place);
  if (place === undefined) return { original: missingOriginal(change), result: 'kept-for-want-of-original' };
  const found = await calls.look(name);
  const isResult = await isStill(result, found, name);
  const atPath = name === path ? found : await calls.look(path);
  if (atPath && !(name === path && isResult)) {
    const resultSays = isResult ? 'kept-for-want-of-original' : found ? 'result-changed' : 'result-gone';
    return { original: 'name-taken', result: resultSays, place };
  }
  await calls.makeFolder(dirname(path));
  const restoring = { op, part: partName(job), kept: newKeptFolder(job) };
  await log.begin({ k: 'restore', ...restoring });
  const inPlace = await bring(tools, place, join(dirname(path), restoring.part));
  if (inPlace === 'apart') {
    await log.note({ k: 'end', op, how: 'replaced', where: place });
    return { original: 'original-in-trash', result: 'kept-for-want-of-original', place };
  }
  let said = await exchangeBack(tools, change, restoring, isResult);
  if (said.original === undefined) {
    if (inPlace) await tools.trash.remove(place, was);
    else await tools.trash.forgetNote(place, path);
    await calls.removeFolder(dirname(keptPlace(path, change.begun.kept)));
    await calls.syncFolder(dirname(path));
    await log.note({ k: 'end', op, how: 'restored', where: null });
  } else {
    const where = await takeBack(tools, change, { place, inPlace, part: restoring.part });
    await log.note({ k: 'end', op, how: 'replaced', where });
    said = { ...said, place: where };
  }
  return isResult || said.result ? said : { ...said, result: found ? 'result-changed' : 'result-gone' };
}

/** Writes down what the original is by now, before it moves: a program that had it open may have written to it. */
async function noteChanged({ calls, log }: ChangeTools, change: Change, place: string): Promise<void> {
  const found = await calls.look(place);
  if (!found || (await isStill(originalOf(change), found, place))) return;
  const { dev, ino, size, mtime } = found;
  await log.note({ k: 'end', op: change.begun.op, how: 'replaced', where: place, is: { dev, ino, size, mtime } });
}

/** The user may have taken the original out of the trash. @param place where else it is, if it was found */
async function isBackAlready({ calls }: ChangeTools, change: Change, place: string | undefined): Promise<boolean> {
  const { path } = change.begun;
  const found = await calls.look(path);
  if (!found || !(await isStill(originalOf(change), found, path))) return false;
  return place === undefined || isSame(found, await calls.look(place));
}

/** Removes the result, if it has a name of its own, and what else was kept. */
async function clearAway(
  { calls, trash, log }: ChangeTools,
  { begun }: Change,
  place: string | undefined,
): Promise<Restored> {
  const { op, path, name, result, kept } = begun;
  const keptAt = keptPlace(path, kept);
  if (place !== undefined && (place === keptAt || trash.isSpare(place))) await calls.unlink(place);
  await calls.removeFolder(dirname(keptAt));
  const found = await calls.look(name);
  const isResult = name !== path && (await isStill(result, found, name));
  const said = isResult ? await trashResult({ calls, trash }, name, begun) : found ? 'result-changed' : 'result-gone';
  await log.note({ k: 'end', op, how: 'restored', where: null });
  return { original: undefined, result: said };
}

/** Returns where the original is; undefined if it is gone or is another file by now. */
export async function originalPlace({ calls, trash }: ChangeTools, change: Change): Promise<string | undefined> {
  const { path, kept } = change.begun;
  const was = originalOf(change);
  const keptAt = keptPlace(path, kept);
  const recorded = change.ended?.where;
  const isTrusted = recorded && (recorded === keptAt || (await trash.isOurs(recorded, path)));
  if (isTrusted) {
    const found = await calls.look(recorded);
    if ((await isStill(was, found, recorded)) || (await isWrittenOn(change, found, recorded))) return recorded;
  }
  // Nobody but us has anything in such a folder: it is the original, whatever was written to it since.
  if (await calls.look(keptAt)) return keptAt;
  return (await trash.find(keptAt, was)) ?? trash.findSpare(was);
}

/** Whether this is the original, though a program that had it open has written to it in the trash. */
async function isWrittenOn({ begun }: Change, found: Look | undefined, place: string): Promise<boolean> {
  const { was, born = '0' } = begun;
  if (Number(born) <= 0 || found?.born !== born || found.ino !== was.ino) return false;
  return hasLastingNumbers(dirname(place));
}

/** @returns whether it is also still in its old place; `apart` for a folder on another disk, as a copy of a folder would lose something */
async function bring({ calls }: ChangeTools, place: string, part: string): Promise<boolean | 'apart'> {
  try {
    if (await tryLink(calls, place, part)) return true;
    await calls.rename(place, part);
    return false;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    if ((await calls.look(place))?.kind !== 'file') return 'apart';
    await calls.copy(place, part);
    return true;
  }
}

async function exchangeBack(
  tools: ChangeTools,
  { begun }: Change,
  { part, kept }: { readonly part: string; readonly kept: string },
  isResult: boolean,
): Promise<Restored> {
  const { calls } = tools;
  const { path, name, result } = begun;
  const original = join(dirname(path), part);
  if (name !== path || !isResult) {
    if (!(await moveToFree(calls, original, path))) return TAKEN;
    return { original: undefined, result: isResult ? await trashResult(tools, name, begun) : undefined };
  }
  const place = keptPlace(path, kept);
  await calls.makeFolder(dirname(place));
  const linked = await tryLink(calls, path, place);
  if (!linked) await calls.rename(path, place);
  const isResultAt = async (at: string) => isStill(result, await calls.look(at), at);
  const isOpen = linked ? await isResultAt(path) : (await calls.look(path)) === undefined;
  if (!isOpen || !(await isResultAt(place))) {
    // It was changed just now, or another file got the name.
    if (linked) await calls.unlink(place);
    else await moveToNumbered(calls, place, path);
    await calls.removeFolder(dirname(place));
    return TAKEN;
  }
  await calls.rename(original, path);
  const said = await trashResult(tools, place, begun);
  await calls.removeFolder(dirname(place));
  return { original: undefined, result: said };
}

/** Another file got the name during the exchange. */
const TAKEN: Restored = { original: 'name-taken', result: 'result-changed' };

/** Moves the original back to where it was, or to where it was kept at first. @returns where it is */
async function takeBack(
  { calls }: ChangeTools,
  { begun: { path, kept } }: Change,
  { place, inPlace, part }: { readonly place: string; readonly inPlace: boolean; readonly part: string },
): Promise<string> {
  const original = join(dirname(path), part);
  if (inPlace) {
    await calls.unlink(original);
    return place;
  }
  const keptAt = keptPlace(path, kept);
  await calls.makeFolder(dirname(keptAt));
  await moveToFree(calls, original, keptAt);
  return keptAt;
}

function missingOriginal({ ended }: Change): Objection {
  if (ended?.how === 'deleted') return 'original-deleted';
  return ended?.where === null ? 'original-in-trash' : 'original-gone';
}

/** A result that the trash refuses stays, with a number in its name. */
async function trashResult(
  { calls, trash }: Tools,
  place: string,
  { name, result }: Change['begun'],
): Promise<Objection | undefined> {
  if (!result) return undefined;
  try {
    await trash.take(place, result);
    return undefined;
  } catch {
    if (place === name) return 'result-not-trashed';
    await moveToNumbered(calls, place, name);
    return 'result-not-trashed';
  }
}

/**
 * Settles an undo that was interrupted because the app ended or the disk failed.
 * @returns whether the original has its name; otherwise it is where it was before that undo, or where it was kept at first
 */
export async function settleRestoring(tools: ChangeTools, change: Change): Promise<boolean> {
  const { calls, log, trash } = tools;
  const { restoring, begun } = change;
  const { op, path, result } = begun;
  const was = originalOf(change);
  if (!restoring) return false;
  const place = keptPlace(path, restoring.kept);
  const part = join(dirname(path), restoring.part);
  const isBack = await isStill(was, await calls.look(path), path);
  const isPart = await isStill(was, await calls.look(part), part);
  const aside = await calls.look(place);
  if (aside && (await isStill(result, aside, place))) {
    const there = await calls.look(path);
    if (!there) await calls.rename(place, path);
    // It may be a second name of the file that still has its own name.
    else if (isSame(aside, there)) await calls.unlink(place);
    else await trashResult(tools, place, begun);
  }
  await calls.removeFolder(dirname(place));
  const kept = keptPlace(path, begun.kept);
  const where = change.ended?.where ?? null;
  const isInTrash = where !== null && where !== part && (await isStill(was, await calls.look(where), where));
  if (isPart && (isBack || isInTrash)) await calls.unlink(part);
  else if (isPart) {
    await calls.makeFolder(dirname(kept));
    await moveToFree(calls, part, kept);
    if (where) await trash.forgetNote(where, path);
  }
  if (isBack) {
    if (isInTrash && where && (await trash.isOurs(where, path))) await trash.remove(where, was);
    else if (where) await trash.forgetNote(where, path);
    await log.note({ k: 'end', op, how: 'restored', where: null });
    return true;
  }
  await log.note({ k: 'end', op, how: 'replaced', where: isPart && !isInTrash ? kept : where });
  return false;
}

/**
 * Moves an original that no undo can ask for any more out of its hidden folder: to its own name if that is free, to the trash, or to
 * a numbered name.
 * @returns false if it may be in a hidden folder on a disk that is not connected
 */
export async function unhideOriginal({ calls, trash }: ChangeTools, { begun, ended }: Change): Promise<boolean> {
  const { path, kept } = begun;
  const place = keptPlace(path, kept);
  const { how, where = null } = ended ?? {};
  const isKnown = where !== null && where !== place && !trash.isSpare(where);
  if (how === 'restored' || (isKnown && how !== 'left')) return true;
  const found = await calls.look(place);
  if (!found) {
    await calls.removeFolder(dirname(place));
    return (how !== 'left' && where !== place) || (await calls.look(dirname(path))) !== undefined;
  }
  if (!(await unhide({ calls, trash }, begun, found))) await moveToNumbered(calls, place, path);
  await calls.removeFolder(dirname(place));
  return true;
}

type Tools = Pick<ChangeTools, 'calls' | 'trash'>;

async function unhide({ calls, trash }: Tools, begun: Change['begun'], found: Identity): Promise<boolean> {
  const { path, kept } = begun;
  const place = keptPlace(path, kept);
  const atPath = await calls.look(path);
  if (!atPath) return moveToFree(calls, place, path);
  const isSecondName = isSame(found, atPath);
  return (isSecondName ? calls.unlink(place) : trash.take(place, found)).then(
    () => true,
    () => false,
  );
}

async function moveToNumbered(calls: ChangeCalls, from: string, name: string): Promise<void> {
  for (const candidate of numberedNames(name)) if (await moveToFree(calls, from, candidate)) return;
}
