// Settles changes that a crash, a kill or a power cut has interrupted. A change is finished if the result has the name already, and
// taken back if not. No new change is begun here.
import { dirname } from 'node:path';
import { moveToFree } from './change-calls.ts';
import { isSame, isStill } from './identity.ts';
import type { Change } from './job-log.ts';
import { keptPlace } from './kept-folder.ts';
import { type ChangeTools, giveNameBack } from './replace.ts';
import { restoreFile, settleRestoring, unhideOriginal } from './restore.ts';
import type { Trashed } from './trash-can.ts';

const NOWHERE = { where: undefined, is: undefined };

export type Recovery = 'finished' | 'rolled-back' | 'left';

/** @throws the system's error: the change stays open and is tried again at the next start */
export async function recoverChange(tools: ChangeTools, job: string, change: Change): Promise<Recovery> {
  if (change.restoring) return recoverRestore(tools, job, change);
  const { calls, trash, log } = tools;
  const { op, path, was, name, result, kept } = change.begun;
  const place = keptPlace(path, kept);
  // Nobody but us has anything in such a folder: it is the original, whatever was written to it since.
  const inFolder = await calls.look(place);
  const isKept = inFolder !== undefined;
  const end = async (how: 'replaced' | 'rolled-back' | 'left', where: string | null, is?: Trashed['is']) => {
    await calls.removeFolder(dirname(place));
    // Nothing has changed since the last start.
    if (how === 'left' && change.ended?.how === 'left') return;
    await log.note({ k: 'end', op, how, where, ...(is && { is }) });
  };
  const isNamed = await isStill(result, await calls.look(name), name);
  const atPath = await calls.look(path);
  const isSecond = inFolder !== undefined && (isSame(inFolder, atPath) || (await isStill(was, inFolder, place)));
  const isBack = await isStill(was, atPath, path);
  if (isBack ? isSecond || !isKept : isSecond && isSame(inFolder, atPath)) {
    // The original was never moved, or is back already. The kept file is a second name of it.
    if (isKept) await calls.unlink(place);
    await end('rolled-back', null);
    return 'rolled-back';
  }
  if (isNamed && (await isStill(was, inFolder, place))) {
    const { where, is } = await trash.take(place, was).catch(() => ({ where: place, is: undefined }));
    await end('replaced', where, is);
    return 'finished';
  }
  if (isNamed && isKept) {
    await giveNameBack(calls, change.begun, place);
    await end('rolled-back', null);
    return 'rolled-back';
  }
  if (isKept) {
    const isMoved = await moveToFree(calls, place, path);
    await end(isMoved ? 'rolled-back' : 'left', isMoved ? null : place);
    return isMoved ? 'rolled-back' : 'left';
  }
  const found = (await trash.find(place, was)) ?? (await trash.findSpare(was));
  const { where, is } =
    found === undefined ? ((await trash.findWritten(place)) ?? NOWHERE) : { where: found, is: undefined };
  const isDone = isNamed || (result === null && where !== undefined);
  // If the folder is on a disk that is not connected, the original may still be in it.
  const isSeen = (await calls.look(dirname(path))) !== undefined;
  await end(isNamed || (where && isSeen) ? 'replaced' : 'left', where ?? null, is);
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
