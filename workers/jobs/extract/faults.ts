// The codes for what can be wrong with an archive or an entry. Their sentences are in messages/.
import { JobError } from '../user-error.ts';
import type { messages } from './messages/en.ts';

/** What is wrong with the passwords; null if nothing is. */
export type PasswordFault = 'PASSWORD_NEEDED' | 'PASSWORD_WRONG' | null;

type Code = keyof typeof messages;

/** What can be wrong with a whole archive. */
export type ArchiveFault = Extract<
  Code,
  | 'NOT_AN_ARCHIVE'
  | 'END_MISSING'
  | 'DIRECTORY_DAMAGED'
  | 'ARCHIVE_DAMAGED'
  | 'DATA_APPENDED'
  | 'VOLUMES_MISSING'
  | 'ENTRIES_OVERLAP'
  | 'TOO_LARGE'
  | 'PASSWORD_NEEDED'
  | 'PASSWORD_WRONG'
  | 'NOTHING_CHOSEN'
  | 'ARCHIVE_CHANGED'
  | 'NESTED_IN_ITSELF'
>;

/** What can be wrong with one entry; the others are extracted. */
export type EntryFault = Extract<
  Code,
  | 'LEADS_OUTSIDE'
  | 'NAME_EMPTY'
  | 'NAME_WITH_NUL'
  | 'ENTRY_PATH_TOO_LONG'
  | 'CRC_MISMATCH'
  | 'AUTHENTICATION_FAILED'
  | 'DATA_DAMAGED'
  | 'DATA_MISSING'
  | 'LARGER_THAN_DECLARED'
  | 'SIZE_MISMATCH'
  | 'HEADER_MISMATCH'
  | 'METHOD_UNSUPPORTED'
  | 'ENCRYPTION_UNSUPPORTED'
  | 'PASSWORD_WRONG'
  | 'LINK_LEADS_OUTSIDE'
  | 'LINK_NOT_A_PATH'
  | 'LINK_CHAIN_TOO_LONG'
  | 'LINK_TARGET_MISSING'
  | 'LINKS_NOT_MADE'
  | 'SPECIAL_ENTRY'
  | 'FOLDER_WITH_CONTENT'
  | 'LINK_IN_THE_WAY'
  | 'FILE_IN_THE_WAY'
  | 'FOLDER_IN_THE_WAY'
  | 'ARCHIVE_IN_THE_WAY'
>;

export function archiveFault(code: ArchiveFault, options?: ErrorOptions): JobError {
  return new JobError(code, {}, options);
}

/** Why an entry of this kind is not extracted, whatever its name. */
export function kindFault({ kind, size }: { readonly kind: string; readonly size: number }): EntryFault | undefined {
  if (kind === 'special') return 'SPECIAL_ENTRY';
  // A slash at the end of its name makes a folder of it.
  return kind === 'folder' && size > 0 ? 'FOLDER_WITH_CONTENT' : undefined;
}

export function entryFault(code: EntryFault): JobError {
  return new JobError(code);
}
