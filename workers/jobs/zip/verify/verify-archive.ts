// Submits the tasks that verify an archive.
import type { JobTasks } from '../../job-tasks.ts';
import type { WrittenPiece } from '../pack/archives/archive-writer.ts';
import type * as zipTasks from '../tasks.ts';
import type { VerifyRequest, VerifyTask } from './verify-request.ts';

/** One task reads pieces of so many bytes. It is so little that all workers end at about the same time. */
const TASK_BYTES = 4 << 20;

export interface Verification extends VerifyRequest {
  /** `quick` reads everything back and compares; `full` also unpacks everything. */
  readonly depth: 'quick' | 'full';
  readonly pieces: readonly WrittenPiece[];
  readonly password: string;
}

/** @throws {JobError} if the archive differs from what was written */
export async function verifyArchive(tasks: JobTasks<typeof zipTasks>, verification: Verification): Promise<void> {
  const { depth, pieces, password, path, size, directoryOffset, entries, commentLength } = verification;
  const directory: VerifyTask = { kind: 'directory', path, size, directoryOffset, entries, commentLength };
  for await (const slices of tasks.map('verify', withPieces(directory, path, pieces))) {
    if (depth === 'quick' || slices.length === 0) continue;
    const requests = slices.map((slice): VerifyTask => ({ kind: 'entries', path, slice, password }));
    for await (const _ of tasks.map('verify', requests));
  }
}

/** Compares what the disk holds with what was written. @throws {JobError} when it differs */
export async function verifyWritten(
  tasks: JobTasks<typeof zipTasks>,
  path: string,
  pieces: readonly WrittenPiece[],
): Promise<void> {
  for await (const _ of tasks.map('verify', pieceTasks(path, pieces)));
}

/** The directory and the pieces are checked at the same time. */
function* withPieces(directory: VerifyTask, path: string, pieces: readonly WrittenPiece[]): Generator<VerifyTask> {
  yield directory;
  yield* pieceTasks(path, pieces);
}

function* pieceTasks(path: string, pieces: readonly WrittenPiece[]): Generator<VerifyTask> {
  let start = 0;
  let bytes = 0;
  for (const [index, { length }] of pieces.entries()) {
    bytes += length;
    if (bytes < TASK_BYTES && index < pieces.length - 1) continue;
    yield { kind: 'pieces', path, pieces: pieces.slice(start, index + 1) };
    start = index + 1;
    bytes = 0;
  }
}
