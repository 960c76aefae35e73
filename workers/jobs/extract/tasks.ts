// The tasks of an extract job, which run on workers.
import type { TaskContext } from '@dropmill/futures';
import { transfer } from '@dropmill/futures/task';
import { putOriginMark, readOriginMark } from '../../files/origin-mark.ts';
import {
  type CompareRequest,
  type FindRequest,
  findNested as findArchives,
  isSameContent as isSame,
  type LinksRequest,
  type RemovedLink,
  removeLinksOut as removeLinks,
} from './nested/nested-tasks.ts';
import type { ArchiveSource } from './parts/open-archive.ts';
import { type ArchiveKind, sniff as sniffFile } from './read/sniff.ts';
import type {
  FinishResult,
  ListedEntry,
  MarkRequest,
  StreamProgress,
  StreamRequest,
  StreamResult,
  ZipFilesRequest,
  ZipFilesResult,
  ZipFinishRequest,
  ZipPlanRequest,
} from './requests.ts';
import { type MergePlan, type MergeRequest, mergeTree, planMerge as planMoves } from './write/merge.ts';
import {
  type FindReplacedRequest,
  findReplaced as find,
  finishFolders as finishAll,
  type Published,
  type PublishRequest,
  type Replacement,
} from './write/publish.ts';
import type { ZipSettled } from './zip-archive/settle.ts';
import { finishZip as finish, listZip as list, planZip as plan, unpackZip as unpack } from './zip-archive/zip-work.ts';

/** Recognises an archive by its first bytes. */
export function sniff(this: TaskContext, source: ArchiveSource): { readonly kind: ArchiveKind; readonly size: number } {
  return sniffFile(source);
}

/** Reads the directory of a zip file and decides where its entries go. */
export async function planZip(this: TaskContext, request: ZipPlanRequest): Promise<ZipSettled> {
  const settled = await plan(request);
  // A copy of them would take 14 MB for a hundred thousand entries.
  return transfer(
    settled,
    settled.chunks.map(({ numbers }) => numbers.buffer),
  );
}

/** Reads the table of contents of a zip file. */
export function listZip(this: TaskContext, request: ZipPlanRequest): Promise<readonly ListedEntry[]> {
  return list(request);
}

/** Unpacks some entries of a zip file. */
export function unpackZip(this: TaskContext, request: ZipFilesRequest): Promise<ZipFilesResult> {
  return unpack(request, () => this.throwIfAborted());
}

/** Makes links, and gives folders their permissions and times, when all files are written. */
export function finishZip(this: TaskContext, request: ZipFinishRequest): Promise<FinishResult> {
  return finish(request);
}

/** Unpacks an archive that has to be read from start to end. */
export async function unpackStream(this: TaskContext<StreamProgress>, request: StreamRequest): Promise<StreamResult> {
  const { unpackStream: run } = await import('./stream-work.ts');
  return run(request, { check: () => this.throwIfAborted(), progress: (progress) => this.progress(progress) });
}

/** Finds the files of an unpacked archive that are archives themselves. */
export function findNested(this: TaskContext, request: FindRequest): readonly string[] {
  return findArchives(request);
}

/** Whether an archive contains itself. */
export function isSameContent(this: TaskContext, request: CompareRequest): boolean {
  return isSame(request);
}

/** Removes links that lead out through links of other archives. */
export function removeLinksOut(this: TaskContext, request: LinksRequest): readonly RemovedLink[] {
  return removeLinks(request);
}

/** Copies the mark of a downloaded archive to the extracted files. @returns how many files could not be marked */
export function markOrigin(this: TaskContext, { archive, root }: MarkRequest): number {
  const mark = readOriginMark(archive);
  return mark ? putOriginMark(root, mark, () => this.throwIfAborted()) : 0;
}

/** Gives folders their permissions and times. */
export function finishFolders(this: TaskContext, request: PublishRequest): void {
  finishAll(request);
}

/** Plans what moves into an existing folder. */
export function planMerge(this: TaskContext, request: PublishRequest): MergePlan {
  return planMoves(request);
}

/** Moves it as planned. */
export function merge(this: TaskContext, request: MergeRequest): Published {
  return mergeTree(request);
}

/** Finds the files that have to be replaced before names are given. */
export function findReplaced(this: TaskContext, request: FindReplacedRequest): readonly Replacement[] {
  return find(request);
}
