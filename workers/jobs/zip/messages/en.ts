// The messages of zip jobs, in English.
import type { Catalogue } from '../../../messages/message.ts';

export const messages = {
  // Options
  NEGATION_UNUSED: {
    text: 'The pattern “{{pattern}}” includes nothing again: no pattern before it excludes that file itself.',
  },
  NOT_AN_OWNER: { text: 'An owner is two numbers, as in 0:0.' },
  COMMENT_NOT_UTF8: { text: 'The comment isn’t valid UTF-8 text.' },
  COMMENT_TOO_LONG: { text: 'A comment has at most {{most}} bytes.' },
  COMMENT_WITH_CONTROLS: { text: 'A comment can’t contain control characters.' },
  OTHER_FORMAT: { text: 'The name ends like a {{asked}} archive, but the format is {{format}}.' },

  NO_INPUT: { text: 'There is nothing to pack.' },
  NOTHING_PACKED: {
    text: 'Nothing could be packed. {{why, message}}',
    hint: 'The list of skipped files gives the reasons.',
  },
  ALL_EXCLUDED: {
    text: 'There is nothing to pack: your exclude options exclude everything.',
    hint: 'Check the patterns and what else is excluded.',
  },
  INPUT_IS_RESULT: {
    text: 'The archive cannot replace {{path}}, which is to be packed.',
    hint: 'Choose another name or folder for the archive.',
  },
  UNKNOWN_FORMAT: { text: '{{extension}} archives cannot be written. Dropmill writes {{formats}}.' },
  NO_FORMAT: {
    text: '{{extension}} is not the extension of an archive format. Dropmill writes {{formats}}.',
    hint: 'Choose a name with one of these extensions, or give the format as well.',
  },
  BROKEN_LINK: { text: 'Broken link: what it leads to does not exist.' },
  NO_LIBDEFLATE: {
    text: 'libdeflate cannot run here: WebAssembly is refused.',
    hint: 'Choose another deflate method.',
  },
  NAME_TOO_LONG: {
    text: 'Its path is longer than a zip archive can hold (65,535 bytes).',
    hint: 'Choose a tar format.',
  },
  PATTERN_UNUSED: { text: 'The pattern “{{pattern}}” matched nothing.' },
  LINKS_SKIPPED: {
    text: {
      one: '{{count}} symbolic link was skipped, as you chose.',
      other: '{{count}} symbolic links were skipped, as you chose.',
    },
  },
  NAMES_FOREIGN: {
    text: {
      one: '{{count}} name cannot be unpacked on Windows or macOS: {{examples}}. The option “Make names work on Windows and macOS” changes it.',
      other:
        '{{count}} names cannot be unpacked on Windows or macOS: {{examples}}. The option “Make names work on Windows and macOS” changes them.',
    },
  },
  LONG_PASSWORD: { text: 'The password is longer than 99 bytes, which is more than 7-Zip accepts.' },
  ARCHIVE_KEPT: { text: '{{path}} already exists and was kept. Nothing was packed into it.' },
  TOO_MANY_PARTS: { text: 'The archive would have more than 999 parts.', hint: 'Choose larger parts.' },
  SPLIT: {
    text: {
      one: '{{count}} parts, {{first}} to {{last}}. Dropmill, 7-Zip and Keka join them.',
      other: '{{count}} parts, {{first}} to {{last}}. Dropmill, 7-Zip and Keka join them.',
    },
  },
  BAD_NAME: { text: '“{{name}}” is not a file name.', hint: 'Choose a name without slashes.' },
  TAR_PASSWORD: { text: 'A tar archive cannot have a password.', hint: 'Choose zip, or remove the password.' },
  TAR_COMMENT: { text: 'A tar archive cannot have a comment.', hint: 'Choose zip, or remove the comment.' },
  VERIFY_FAILED: {
    text: 'The archive does not read back as it was written ({{what}}).',
    hint: 'The disk may be failing. Choose another one and try again.',
  },

  // Why a file is skipped
  CHANGED: { text: 'The file was changed while it was read.' },
  ENDLESS: { text: 'The file holds more than its size says, and no end was found.' },
  FILE_CRASHED: { text: 'Skipped, because the worker crashed twice on this file.' },
  LINK_LOOP: { text: 'The link leads back to a folder that contains it.' },
  PIPE: { text: 'It is a pipe, not a file.' },
  SOCKET: { text: 'It is a socket, not a file.' },
  DEVICE: { text: 'It is a device, not a file.' },

  // Notes
  STORED: {
    text: {
      one: '{{count}} file ({{size, bytes}}) that is already compressed was stored as it is.',
      other: '{{count}} files ({{size, bytes}}) that are already compressed were stored as they are.',
    },
  },
  STORED_SAVING: {
    text: {
      one: '{{count}} file ({{size, bytes}}) that is already compressed was stored as it is. That saved about {{seconds}} s.',
      other:
        '{{count}} files ({{size, bytes}}) that are already compressed were stored as they are. That saved about {{seconds}} s.',
    },
  },
  LINKS_OUTSIDE: {
    text: {
      one: '{{count}} symbolic link leads out of the archive and may not work elsewhere.',
      other: '{{count}} symbolic links lead out of the archive and may not work elsewhere.',
    },
  },
  NAMES_CHANGED: {
    text: {
      one: '{{count}} name was changed so that every system can unpack it: {{examples}}',
      other: '{{count}} names were changed so that every system can unpack them: {{examples}}',
    },
  },
} as const satisfies Catalogue;

type ZipTexts = typeof messages;

declare module '../../../messages/codes.ts' {
  interface KnownTexts extends ZipTexts {}
}
