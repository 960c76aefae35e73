// The tasks for zip files: plan, unpack, finish.
import { escapeBytes } from '../../../files/system-path.ts';
import { DirectoryError } from '../../../zip-format/find-directory.ts';
import { parseRanges } from '../../entry-ranges.ts';
import { JobError, toUserError } from '../../user-error.ts';
import { type ArchiveFault, archiveFault, type EntryFault, entryFault, type PasswordFault } from '../faults.ts';
import { chooser } from '../names/choose.ts';
import type { Encoding } from '../names/code-pages.ts';
import { type OpenArchive, openArchive } from '../parts/open-archive.ts';
import { foreignFormat } from '../read/foreign-formats.ts';
import { AT_ONCE_BYTES, ZipData } from '../read/zip-data.ts';
import { linkBytes } from '../read/zip-name.ts';
import { readZip, type ZipDirectory, type ZipEntry } from '../read/zip-plan.ts';
import type {
  FinishResult,
  ListedEntry,
  ZipFilesRequest,
  ZipFilesResult,
  ZipFinishRequest,
  ZipPlanRequest,
} from '../requests.ts';
import { NewTree } from '../write/new-tree.ts';
import type { Owner } from '../write/owners.ts';
import { MAX_LINK_BYTES, SafeLinks } from '../write/safe-links.ts';
import { type FailedEntry, settleZip, type ZipSettled } from './settle.ts';
import { type ChunkEntry, chunkEntries, ownerOf } from './zip-chunk.ts';

/** @throws {JobError} if it is not a zip file or completely damaged, or if nothing was chosen */
export async function planZip(request: ZipPlanRequest): Promise<ZipSettled> {
  const { encoding, passwords, only, entries, rules, folding, keepMacMetadata } = request;
  const isChosen = await chooser(only);
  const wanted = parseRanges(entries);
  using archive = openArchive(request);
  const directory = directoryOf(archive, encoding === 'auto' ? undefined : encoding);
  const { locked, ...settled } = settleZip(directory, { rules, folding, isChosen, wanted, keepMacMetadata });
  using data = new ZipData(archive.file, passwords);
  return { ...settled, password: passwordFault(data, locked, passwords) };
}

/** Reads the table of contents, which needs no password. */
export async function listZip(request: ZipPlanRequest): Promise<readonly ListedEntry[]> {
  const { encoding, only } = request;
  const isChosen = await chooser(only);
  using archive = openArchive(request);
  const { entries, count } = directoryOf(archive, encoding === 'auto' ? undefined : encoding);
  const chosen: ListedEntry[] = [];
  for (const { index, name, kind, size, packedSize, mtime, encryption } of entries) {
    if (!isChosen(name.replace(/^\/+/, ''))) continue;
    chosen.push({ name, kind, size, packedSize, mtime, encrypted: encryption !== 'none', index });
  }
  if (chosen.length === 0 && count > 0) throw archiveFault('NOTHING_CHOSEN');
  return chosen;
}

function directoryOf({ file, size }: OpenArchive, encoding: Encoding | undefined): ZipDirectory {
  try {
    return readZip(file, size, encoding);
  } catch (error) {
    if (error instanceof DirectoryError) {
      const format = error.problem === 'NOT_A_ZIP' ? foreignFormat(file, size) : undefined;
      if (format !== undefined) throw new JobError('FORMAT_UNREADABLE', { format }, { cause: error });
      throw archiveFault(error.problem === 'NOT_A_ZIP' ? 'NOT_AN_ARCHIVE' : error.problem, { cause: error });
    }
    if (error instanceof RangeError) throw archiveFault('DIRECTORY_DAMAGED', { cause: error });
    throw error;
  }
}

/** How many entries and passwords are tried in all, as deriving a key takes a millisecond. */
const MAX_TRIALS = 64;
const MAX_TRIED_ENTRIES = 16;
/** Entries up to this size are read completely to check a password, in bytes. */
const READ_TO_TRY_BYTES = 1 << 20;

/**
 * Checks the passwords on some of the encrypted entries, so that a wrong password is reported at once and not after an hour. Entries may
 * have different passwords, so a password is wrong only if it fits none of them.
 */
function passwordFault(data: ZipData, entries: readonly ZipEntry[], passwords: readonly string[]): PasswordFault {
  const fault = passwords.length === 0 ? 'PASSWORD_NEEDED' : 'PASSWORD_WRONG';
  const count = Math.max(1, Math.min(MAX_TRIED_ENTRIES, Math.floor(MAX_TRIALS / Math.max(1, passwords.length))));
  return entries.length > 0 && !someOf(entries, count).some((entry) => isOpen(data, entry)) ? fault : null;
}

/** The smallest entry, and others from the whole archive. */
function someOf(entries: readonly ZipEntry[], count: number): ZipEntry[] {
  const smallest = entries.reduce((least, entry) => (entry.packedSize < least.packedSize ? entry : least));
  const step = Math.max(1, Math.ceil(entries.length / count));
  return [...new Set([smallest, ...entries.filter((_, index) => index % step === 0)])].slice(0, count);
}

/** Whether a password fits. Other faults of the entry are reported when it is extracted. */
function isOpen(data: ZipData, entry: ZipEntry): boolean {
  try {
    const isSmall = entry.size <= READ_TO_TRY_BYTES && entry.packedSize <= READ_TO_TRY_BYTES;
    if (isSmall && entry.encryption === 'zipcrypto') data.readAtOnce(entry);
    else data.tryPassword(entry);
    return true;
  } catch (error) {
    return !WRONG.has((error as { code?: unknown }).code);
  }
}

/** The faults of content that was decrypted with a wrong password which passed the check of ZipCrypto. */
const WRONG: ReadonlySet<unknown> = new Set<ArchiveFault | EntryFault>([
  'PASSWORD_NEEDED',
  'PASSWORD_WRONG',
  'CRC_MISMATCH',
  'DATA_DAMAGED',
  'DATA_MISSING',
  'SIZE_MISMATCH',
  'LARGER_THAN_DECLARED',
]);

/** Unpacks the entries of a chunk. If one fails, that is reported, and the others continue. */
export async function unpackZip(request: ZipFilesRequest, check: () => void): Promise<ZipFilesResult> {
  const { passwords, chunk, root } = request;
  const failed: { index: number; error: ReturnType<typeof toUserError> }[] = [];
  using archive = openArchive(request);
  using data = new ZipData(archive.file, passwords);
  const tree = root === undefined ? undefined : new NewTree(root, request);
  let index = 0;
  for (const entry of chunkEntries(chunk)) {
    check();
    try {
      await unpackOne(data, entry, tree, check);
    } catch (error) {
      check();
      if (isFatal(error)) throw error;
      failed.push({ index, error: toUserError(error) });
    }
    index++;
  }
  return { failed };
}

/** Errors that all other entries would have, too. */
const FATAL: ReadonlySet<unknown> = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EMFILE', 'PASSWORD_NEEDED', 'PART_CHANGED']);

function isFatal(error: unknown): boolean {
  return FATAL.has((error as { code?: unknown }).code);
}

async function unpackOne(data: ZipData, entry: ChunkEntry, tree: NewTree | undefined, check: () => void) {
  const { mode, mtime } = entry;
  const attributes = { mode, mtime, owner: ownerOf(entry) };
  if (entry.size <= AT_ONCE_BYTES && entry.packedSize <= AT_ONCE_BYTES) {
    const content = data.readAtOnce(entry);
    tree?.file(entry.path, content, attributes);
    return;
  }
  const file = tree?.create(entry.path, attributes);
  try {
    await data.pour(entry, (piece) => file?.write(piece), check);
    file?.finish();
  } catch (error) {
    file?.discard();
    throw error;
  }
}

/** Makes links, then gives folders their permissions and times. */
export async function finishZip(request: ZipFinishRequest): Promise<FinishResult> {
  const { root, folders, folding, kept } = request;
  const failed: FailedEntry[] = [];
  const wanted = readLinks(request, failed);
  const tree = root === undefined ? undefined : new NewTree(root, request);
  const safe = new SafeLinks(wanted, kept, folding);
  for (const { path: linkPath, target, bytes, ...attributes } of wanted) {
    try {
      const fault = safe.faultOf({ path: linkPath, target });
      if (fault) throw entryFault(fault);
      tree?.link(linkPath, bytes, attributes);
    } catch (error) {
      failed.push({ name: linkPath, error: toUserError(error) });
    }
  }
  for (const { path: folder } of folders) tree?.folder(folder);
  return { failed };
}

interface ReadLink {
  readonly path: string;
  readonly target: string;
  readonly bytes: Buffer;
  readonly mtime: number;
  readonly owner: Owner | undefined;
}

function readLinks(request: ZipFinishRequest, failed: FailedEntry[]): ReadLink[] {
  const { links, encoding, passwords } = request;
  using archive = openArchive(request);
  using data = new ZipData(archive.file, passwords);
  const wanted: ReadLink[] = [];
  for (const { path, content, mtime, owner } of links) {
    try {
      if (content.size > MAX_LINK_BYTES || content.packedSize > AT_ONCE_BYTES) throw entryFault('LINK_NOT_A_PATH');
      const bytes = linkBytes(Buffer.from(data.readAtOnce(content)), encoding);
      wanted.push({ path, bytes, target: escapeBytes(bytes), mtime, owner });
    } catch (error) {
      failed.push({ name: path, error: toUserError(error) });
    }
  }
  return wanted;
}
