// An entry's header as archiver's tar takes it, around what it would change.
import type { TarEntryData } from 'archiver';
import type { PlannedEntry } from '../pack/plan.ts';

/** What tar-stream, below archiver, understands besides. */
export interface TarHeader extends TarEntryData {
  readonly linkname?: string;
  /** Extended records (POSIX.1-2008, pax): they overrule the fields of the plain header. */
  readonly pax?: Readonly<Record<string, string>>;
}

/** Names that archiver leaves as they are and that fit the plain header. */
const PLAIN_NAME = /^[\w .,+=@()-][\w .,+=@()/-]{0,98}$/;
/** Seconds that the plain header can hold, as archiver computes them. */
const MAX_SECONDS = 2 ** 31 - 1;

export function tarHeader(entry: PlannedEntry, linkTarget?: string): TarHeader {
  const seconds = Math.floor(entry.mtime / 1000);
  const plainSeconds = Math.min(Math.max(seconds, 0), MAX_SECONDS);
  const pax = {
    ...(!PLAIN_NAME.test(entry.name) && { path: entry.name }),
    ...(seconds !== plainSeconds && { mtime: String(seconds) }),
  };
  return {
    name: entry.name,
    type: entry.kind === 'folder' ? 'directory' : entry.kind === 'link' ? 'symlink' : 'file',
    mode: entry.mode & 0o7777,
    date: new Date(plainSeconds * 1000),
    ...(linkTarget !== undefined && { linkname: linkTarget }),
    ...(Object.keys(pax).length > 0 && { pax }),
  };
}
