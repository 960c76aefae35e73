// Settles changes that a crash, a kill or a power cut has interrupted. A change is finished if the result has the name already, and
// taken back if not. No new change is begun here.
import { dirname } from 'node:path';
import { moveToFree } from './change-calls.ts';
import { isStill } from './identity.ts';
import type { Change } from './job-log.ts';
import { keptPlace } from './kept-folder.ts';
import type { ChangeTools } from './replace.ts';
import { restoreFile, settleRestoring, unhideOriginal } from './restore.ts';

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
    // Nothing has changed since the last start.
    if (how === 'left' && change.ended?.how === 'left') return;
    await log.note({ k: 'end', op, how, where });
  };
  const isNamed = await isStill(result, await calls.look(name), name);
  if (await isStill(was, await calls.look(path), path)) {
    // The original was never moved, or is back already. The kept file is a second name of it.
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
  const where = (await trash.find(place, was)) ?? (await trash.findSpare(was));
  const isDone = isNamed || (result === null && where !== undefined);
  // If the folder is on a disk that is not connected, the original may still be in it.
  const isSeen = (await calls.look(dirname(path))) !== undefined;
  await end(isNamed || (where && isSeen) ? 'replaced' : 'left', where ?? null);
  return isDone ? 'finished' : 'left';
}

/** Continues an undo where it was interrupted. */
async function recoverRestore(tools: ChangeTools, job: string, change: Change): Promise<Recovery> {
  await restoreFile(tools, job, change);
  return 'finished';
}

/**
 * For a job that has left the list: finishes a change that is still open, or takes it back, and leaves nothing hidden.
 * @returns false where that is not possible now
 */
export async function letGo(tools: ChangeTools, job: string, change: Change): Promise<boolean> {
  try {
    if (change.restoring) await settleRestoring(tools, change);
    else if (!change.ended) await recoverChange(tools, job, change);
    return await unhideOriginal(tools, change);
  } catch {
    return false;
  }
}
