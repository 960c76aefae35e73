// What goes wrong in zip jobs only, in English.
import type { Catalogue } from '../../../messages/message.ts';

export const messages = {
  NO_INPUT: { text: 'There is nothing to pack.' },
  NOTHING_PACKED: {
    text: 'There is nothing to pack. Everything was skipped.',
    hint: 'The list of skipped files gives the reasons.',
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
  SHORTENED: { text: 'The file became shorter while it was read. The rest is filled with zeros.' },
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
