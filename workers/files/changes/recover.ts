// Changes that a crash, a kill or a power cut has interrupted: each is finished where the result has the name already, and
// taken back where it has not. Nothing is begun here that was not under way.
import { dirname, join } from 'node:path';
import { moveToFree } from './change-calls.ts';
import { isStill } from './identity.ts';
import type { Change } from './job-log.ts';
import { keptPlace } from './kept-folder.ts';
import type { ChangeTools } from './replace.ts';
import { restoreFile } from './restore.ts';

export type Recovery = 'finished' | 'rolled-back' | 'left';

/** @throws the system's error: the change stays open and is tried again at the next start */
export async function recoverChange(tools: ChangeTools, job: string, change: Change): Promise<Recovery> {
  if (change.restoring) return recoverRestore(tools, job, change);
  const { calls, trash, log } = tools;
  const { op, path, was, name, result, kept } = change.begun;
  const place = keptPlace(path, kept);
  const isKept = await isStill(was, await calls.look(place), place);
  const end = async (how: 'replaced' | 'rolled-back' | 'left', where: string | null) => {
    await calls.removeFolder(dirname(place));
    await log.note({ k: 'end', op, how, where });
  };
  const isNamed = await isStill(result, await calls.look(name), name);
  if (await isStill(was, await calls.look(path), path)) {
    // It was never moved, or is back already: what is kept is a second name of it.
    if (isKept) await calls.unlink(place);
    await end('rolled-back', null);
    return 'rolled-back';
  }
  if (isKept && isNamed) {
    const where = await trash.take(place, was).catch(() => place);
    await end('replaced', where);
    return 'finished';
  }
  if (isKept) {
    const isBack = await moveToFree(calls, place, path);
    await end(isBack ? 'rolled-back' : 'left', isBack ? null : place);
    return isBack ? 'rolled-back' : 'left';
  }
  const where = await trash.find(place, was);
  const isDone = isNamed || (result === null && where !== undefined);
  await end(isNamed || where ? 'replaced' : 'left', where ?? null);
  return isDone ? 'finished' : 'left';
}

/** Puts back what an undo has moved out of the way, then lets it run once more. */
async function recoverRestore(tools: ChangeTools, job: string, change: Change): Promise<Recovery> {
  const { calls, log, trash } = tools;
  const { restoring, begun } = change;
  const { op, path, was, result } = begun;
  if (!restoring) return 'left';
  const place = keptPlace(path, restoring.kept);
  const part = join(dirname(path), restoring.part);
  const isBack = await isStill(was, await calls.look(path), path);
  const isPart = await isStill(was, await calls.look(part), part);
  if (await isStill(result, await calls.look(place), place)) {
    if (isBack && result) await trash.take(place, result).catch(() => {});
    else if (await calls.look(path)) await calls.unlink(place);
    else await calls.rename(place, path);
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
    return 'finished';
  }
  await log.note({ k: 'end', op, how: 'replaced', where: isPart && !isInTrash ? kept : where });
  await restoreFile(tools, job, change);
  return 'finished';
}
