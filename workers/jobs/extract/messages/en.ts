// The messages of extract jobs, in English.
import type { Catalogue } from '../../../messages/message.ts';

export const messages = {
  // Wrong with a whole archive
  NOT_AN_ARCHIVE: {
    text: 'Not an archive that can be read here.',
    hint: 'Supported are zip, tar, gz, zst, xz, bz2, 7z and rar.',
  },
  FORMAT_UNREADABLE: {
    text: '{{format}} files can’t be read here.',
    hint: 'Extract this file with another program, such as 7-Zip.',
  },
  FOLDER_NOT_ARCHIVE: { text: 'A folder, not an archive.', hint: 'Drop the archives that are in it.' },
  END_MISSING: { text: 'The end of the archive is missing.', hint: 'Download or copy the archive again.' },
  DIRECTORY_DAMAGED: {
    text: 'The archive’s table of contents is damaged.',
    hint: 'Download or copy the archive again.',
  },
  ARCHIVE_DAMAGED: {
    text: 'The compressed data of the archive is damaged.',
    hint: 'Download or copy the archive again.',
  },
  DATA_APPENDED: {
    text: 'Other data follows the compressed data.',
    hint: 'Download or copy the archive again, or keep the intact files (--keep-intact).',
  },
  ENTRIES_DAMAGED: {
    text: {
      one: '{{count}} entry is damaged: {{name}}',
      other: '{{count}} entries are damaged, the first is {{name}}',
    },
    hint: 'Download or copy the archive again, or keep the intact files (--keep-intact).',
  },
  NOTHING_INTACT: {
    text: {
      one: 'Nothing in the archive is intact. {{count}} entry is damaged: {{name}}',
      other: 'Nothing in the archive is intact. {{count}} entries are damaged, the first is {{name}}',
    },
    hint: 'Download or copy the archive again.',
  },
  VOLUMES_MISSING: {
    text: 'This is one part of a split archive.',
    hint: 'Only parts named .001, .002 and so on are joined. Extract others with another program, such as 7-Zip.',
  },
  PART_MISSING: {
    text: 'A part of the split archive is missing: {{name}}',
    hint: 'Put all parts into one folder.',
  },
  NEXT_PART_MISSING: {
    text: 'The end of the archive is missing, probably in a further part: {{name}}',
    hint: 'Put all parts into one folder.',
  },
  NEXT_VOLUME_MISSING: {
    text: 'The end of the archive is missing, perhaps in a second volume.',
    hint: 'Download or copy the archive again. Volumes written by “tar -M” can be extracted with tar.',
  },
  PART_SIZE: {
    text: '{{name}} has the wrong size: {{size, bytes}}, the other parts {{expected, bytes}}.',
    hint: 'Download or copy this part again.',
  },
  PART_CHANGED: {
    text: '{{name}} was changed while the archive was read.',
    hint: 'Start the job again.',
  },
  ENTRIES_OVERLAP: {
    text: 'Entries of the archive share the same bytes. Archives made to fill a disk do that.',
    hint: 'Don’t extract it unless you know where it comes from.',
  },
  TOO_LARGE: {
    text: 'The archive holds far more than its size suggests. Archives made to fill a disk do that.',
    hint: 'If you trust it, allow very large contents (--allow-large).',
  },
  PASSWORD_NEEDED: { text: 'The archive is encrypted.', hint: 'Enter its password and try again.' },
  PASSWORD_WRONG: { text: 'The password is wrong.', hint: 'Enter the right password and try again.' },
  NOTHING_CHOSEN: { text: 'Nothing in the archive matches the patterns.', hint: 'Change the patterns.' },
  ARCHIVE_CHANGED: {
    text: 'This isn’t the archive that was reviewed: it has a different number of entries.',
    hint: 'Start the job again.',
  },
  WINDOW_TOO_LARGE: { text: 'Unpacking it takes more memory than is allowed here ({{size, bytes}}).' },
  DICTIONARY_NEEDED: {
    text: 'It was compressed with a dictionary, which isn’t in the file.',
    hint: 'Extract it with “zstd -D” and that dictionary.',
  },
  NESTED_IN_ITSELF: { text: 'The archive contains itself.' },
  NESTED_TOO_DEEP: { text: 'Archives inside of archives are extracted up to {{depth}} levels deep.' },
  NESTED_TOO_MANY: { text: 'The archive contains more than {{count}} archives.' },
  ALL_FAILED: {
    text: 'Nothing in the archive could be extracted. {{why, message}}',
    hint: 'Each entry shows its reason.',
  },

  // Wrong with one entry
  LEADS_OUTSIDE: { text: 'Its name leads out of the folder.' },
  NAME_EMPTY: { text: 'It has no name.' },
  NAME_WITH_NUL: { text: 'Its name contains a NUL character, which no system allows.' },
  ENTRY_PATH_TOO_LONG: { text: 'Its path is too long.' },
  CRC_MISMATCH: { text: 'Damaged: the checksum doesn’t match.', hint: 'Download or copy the archive again.' },
  AUTHENTICATION_FAILED: {
    text: 'Damaged or changed: the authentication code doesn’t match.',
    hint: 'Download or copy the archive again.',
  },
  DATA_DAMAGED: { text: 'Its compressed data is damaged.', hint: 'Download or copy the archive again.' },
  DATA_MISSING: { text: 'The archive ends in the middle of it.', hint: 'Download or copy the archive again.' },
  LARGER_THAN_DECLARED: {
    text: 'It holds more than the archive says.',
    hint: 'Don’t extract it unless you know where it comes from.',
  },
  SIZE_MISMATCH: { text: 'It holds less than the archive says.', hint: 'Download or copy the archive again.' },
  HEADER_MISMATCH: {
    text: 'The archive contradicts itself about this entry.',
    hint: 'Don’t extract it unless you know where it comes from.',
  },
  METHOD_UNSUPPORTED: { text: 'Its compression method isn’t supported.' },
  ENCRYPTION_UNSUPPORTED: { text: 'Its encryption method isn’t supported.' },
  LINK_LEADS_OUTSIDE: { text: 'The link leads out of the folder.' },
  LINK_NOT_A_PATH: { text: 'What the link contains is not a path.' },
  LINK_CHAIN_TOO_LONG: { text: 'The link leads through too many other links.' },
  LINKS_NOT_MADE: {
    text: 'Symbolic links can’t be created here.',
    hint: 'On Windows, turn on Developer Mode. Disks with FAT or exFAT hold no links.',
  },
  LINK_TARGET_MISSING: { text: 'The file that it is a hard link to isn’t in the archive.' },
  SPECIAL_ENTRY: { text: 'A device or a pipe, not a file.' },
  FOLDER_WITH_CONTENT: { text: 'By its name it is a folder, but it has content.' },
  LINK_IN_THE_WAY: { text: 'A symbolic link is where its folder should be.', hint: 'Choose another folder.' },
  FILE_IN_THE_WAY: { text: 'A file is where its folder should be.', hint: 'Choose another folder.' },
  FOLDER_IN_THE_WAY: { text: 'A folder is where the file should be.', hint: 'Choose another folder.' },
  ARCHIVE_IN_THE_WAY: { text: 'An archive that is to be extracted has this name.', hint: 'Choose another folder.' },

  // Why a file is skipped, and notes
  KEPT_EXISTING: { text: 'The file exists.' },
  NAME_HIDES: { text: 'Its name contains invisible characters that can disguise what it is.' },
  PROGRAM_DISGUISED: { text: 'A program named like a document.' },
  NAME_CHANGED: { text: '“{{from}}” is now “{{to}}”.' },
  MORE_NAMES_CHANGED: {
    text: { one: '{{count}} more name was changed.', other: '{{count}} more names were changed.' },
  },
  MAC_METADATA_SKIPPED: {
    text: {
      one: '{{count}} file with macOS metadata (__MACOSX) was skipped.',
      other: '{{count}} files with macOS metadata (__MACOSX) were skipped.',
    },
  },
  ORIGIN_UNMARKED: {
    text: {
      one: '{{count}} file could not be marked as downloaded.',
      other: '{{count}} files could not be marked as downloaded.',
    },
  },
  FOLDER_NUMBERED: { text: '“{{name}}” exists; the new folder gets a number.' },
  OWNERS_NOT_RESTORED: { text: 'Owners were not restored: only root can do that.' },
  NESTED_NOT_SHOWN: { text: 'Archives inside are extracted, too. The review doesn’t show what they contain.' },
  TAR_END_MISSING: { text: 'The archive doesn’t say where it ends. It may be incomplete.' },
  DATA_AFTER_END: { text: 'Data after the end of the tar archive was ignored, perhaps a second archive.' },
  ENCODING_GUESSED: { text: 'The encoding of file names was guessed: {{encoding, choice}}.' },
} as const satisfies Catalogue;

type ExtractMessages = typeof messages;

declare module '../../../messages/codes.ts' {
  interface KnownTexts extends ExtractMessages {}
}
