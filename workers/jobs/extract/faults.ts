// What is wrong with an archive or an entry, by code. Each has a sentence in the messages.
import { JobError } from '../user-error.ts';

/** Wrong with a whole archive. */
const ARCHIVE_FAULTS = {
  NOT_AN_ARCHIVE: [
    'This is not an archive that can be read here.',
    'zip, tar, gz, zst, xz, bz2, 7z and rar can be read.',
  ],
  END_MISSING: ['The end of the archive is missing.', 'Download or copy it again.'],
  DIRECTORY_DAMAGED: ["The archive's table of contents is damaged.", 'Download or copy it again.'],
  VOLUMES_MISSING: ['This is one part of an archive that was split.', 'Put all parts together first.'],
  ENTRIES_OVERLAP: [
    'Entries of the archive share the same bytes, as in archives made to fill a disk.',
    'Do not trust it.',
  ],
  TOO_LARGE: [
    'The archive unpacks to far more than its own size, as archives made to fill a disk do.',
    'If you trust it, allow large contents (--allow-large).',
  ],
  PASSWORD_NEEDED: ['The archive is encrypted.', 'Enter its password.'],
  PASSWORD_WRONG: ['The password is wrong.', 'Enter the right one and try again.'],
  ENCODING_UNKNOWN: ['There is no such encoding for names.', 'Choose one of the list.'],
  NOTHING_CHOSEN: ['Nothing in the archive matches what was chosen.', 'Choose other entries.'],
  ALL_FAILED: ['Nothing in the archive could be extracted.', 'Each entry has its reason.'],
} as const;

export type ArchiveFault = keyof typeof ARCHIVE_FAULTS;

/** Wrong with one entry; the others go on. */
const ENTRY_FAULTS = {
  LEADS_OUTSIDE: ['Its name leads out of the folder that the archive is extracted to.'],
  NAME_EMPTY: ['It has no name.'],
  NAME_TOO_LONG: ['Its path is too long.'],
  CRC_MISMATCH: ['Its content is damaged: the checksum does not match.', 'Download or copy the archive again.'],
  AUTHENTICATION_FAILED: ['Its content was changed or damaged: the authentication code does not match.'],
  DATA_DAMAGED: ['Its compressed data is damaged.', 'Download or copy the archive again.'],
  DATA_MISSING: ['The archive ends in the middle of it.', 'Download or copy the archive again.'],
  LARGER_THAN_DECLARED: ['It holds more than the archive says.', 'Do not trust it.'],
  SIZE_MISMATCH: ['It holds less than the archive says.'],
  HEADER_MISMATCH: ['The archive contradicts itself about this entry.'],
  METHOD_UNSUPPORTED: ['It is compressed by a method that cannot be read here.'],
  ENCRYPTION_UNSUPPORTED: ['It is encrypted by a method that cannot be read here.'],
  PASSWORD_WRONG: ['The password is wrong.', 'Enter the right one and try again.'],
  LINK_LEADS_OUTSIDE: ['The link leads out of the folder that the archive is extracted to.'],
  LINK_TARGET_MISSING: ['The file that it is a hard link to is not in the archive.'],
  LINK_IN_THE_WAY: ['A symbolic link is where its folder should be.', 'Choose another folder.'],
  FILE_IN_THE_WAY: ['A file is where its folder should be.', 'Choose another folder.'],
  FOLDER_IN_THE_WAY: ['A folder is where the file should be.', 'Choose another folder.'],
  SPECIAL_FILE: ['It is a device or a pipe.'],
} as const satisfies Readonly<Record<string, readonly [string, string?]>>;

export type EntryFault = keyof typeof ENTRY_FAULTS;

export function archiveFault(code: ArchiveFault, options?: ErrorOptions): JobError {
  const [message, hint] = ARCHIVE_FAULTS[code];
  return new JobError({ code, message, hint }, options);
}

export function entryFault(code: EntryFault): JobError {
  const [message, hint]: readonly [string, string?] = ENTRY_FAULTS[code];
  return new JobError(hint === undefined ? { code, message } : { code, message, hint });
}
