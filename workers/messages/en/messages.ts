// The messages that all job types and the app share, in English: what is wrong, and what to do. The other languages have the same codes.
import type { Catalogue } from '../message.ts';

export const messages = {
  // The system: codes of Node's file system
  ENOSPC: { text: 'The disk is full.', hint: 'Free some space or choose another folder, then try again.' },
  EDQUOT: { text: 'The disk quota is used up.', hint: 'Free some space or choose another folder, then try again.' },
  EACCES: { text: 'Permission denied.', hint: 'Check who may read and write it.' },
  EPERM: { text: 'The system does not permit this.', hint: 'Check who may read and write it.' },
  EROFS: { text: 'The folder is on a read-only disk.', hint: 'Choose another folder.' },
  ENOENT: { text: 'No such file: {{path}}', hint: 'Check the name, and whether it was moved, renamed or deleted.' },
  GONE: { text: 'The file no longer exists.', hint: 'Check whether it was moved, renamed or deleted.' },
  ENOTDIR: { text: 'A part of the path is not a folder.', hint: 'Choose another folder.' },
  EISDIR: { text: 'There is a folder where a file should be.', hint: 'Rename the folder or choose another name.' },
  ENAMETOOLONG: {
    text: 'The name is too long for this disk.',
    hint: 'Choose a shorter name or a folder with a shorter path.',
  },
  EMFILE: { text: 'Too many files are open.', hint: 'Close some programs and try again.' },
  ENFILE: { text: 'Too many files are open.', hint: 'Close some programs and try again.' },
  EBUSY: { text: 'Another program is using the file.', hint: 'Close that program and try again.' },
  EIO: { text: 'The disk reports an error.', hint: 'Check the disk, and copy what you can to another one.' },
  ESTALE: { text: 'The network drive is no longer connected.', hint: 'Connect it again and retry.' },
  EFBIG: { text: 'The file is too large for this disk.', hint: 'Choose a disk with another file system.' },
  EXDEV: {
    text: 'It would have to be moved to another disk, which is mounted in this folder.',
    hint: 'Choose that folder itself.',
  },
  ELOOP: { text: 'The path contains too many symbolic links.', hint: 'Choose the file or folder that they lead to.' },
  UNEXPECTED: {
    text: 'Something unexpected went wrong: {{what}}',
    hint: 'Try again. If it happens again, report it with the log.',
  },

  // Files of any job
  NO_ROOM: {
    text: 'There is not enough space for the results on that disk.',
    hint: 'Free some space or choose another folder, then try again.',
  },
  MAYBE_NO_ROOM: { text: 'There may not be enough space for the results on that disk.' },
  MAYBE_NO_ROOM_NEXT: { text: 'There may not be enough space for what is made of the results.' },
  HISTORY_NOT_SAVED: {
    text: 'The history cannot be saved in {{folder}}: {{why, message}}',
    hint: 'Jobs that are running would be forgotten if Dropmill were interrupted. Dropmill keeps trying.',
  },
  CLAIMED: { text: 'Another job is replacing this file.', hint: 'Try again when that job is done.' },
  REPLACED_NOT_KEPT: {
    text: 'A file that was replaced could not be moved to the trash. Undo cannot bring it back.',
  },
  ORIGINAL_LEFT: {
    text: 'The original could not be moved to the trash, nor back to its name.',
    hint: 'The original is now {{place}}',
  },
  MOUNTED: {
    text: 'It is a mount point and can be neither moved nor replaced.',
    hint: 'Choose another name or folder, or unmount it.',
  },
  RESULT_SWAPPED: {
    text: 'Another program changed the result before it got its name.',
    hint: 'Nothing was replaced. Try again.',
  },
  TRASH_REFUSED: {
    text: 'The file could not be moved to the trash.',
    hint: 'Check whether this disk has a trash, or save the results in another folder.',
  },
  NO_TRASH_HERE: {
    text: 'Originals cannot be moved to the trash, because there is no trash here.',
    hint: 'Turn this option off, or use the window.',
  },
  ORIGINALS_TO_TRASH: { text: 'Originals that are completely in the result are moved to the trash afterwards.' },
  NOT_TRASHED_CHANGED: { text: 'Not moved to the trash, because it was changed since it was read.' },
  NOT_TRASHED_PARTLY: { text: 'Not moved to the trash, because not everything in it is in the result.' },
  NOT_TRASHED_UNREAD: { text: 'Not moved to the trash, because it was not read this time.' },
  NOT_TRASHED_LINK: { text: 'Not moved to the trash, because it is a link.' },
  ORIGINALS_TRASHED: {
    text: { one: '{{count}} original was moved to the trash.', other: '{{count}} originals were moved to the trash.' },
  },
  EARLIER_RESULTS: {
    text: {
      one: '{{count}} result of an earlier job was skipped.',
      other: '{{count}} results of an earlier job were skipped.',
    },
    hint: 'To use results, drop them without their originals.',
  },
  RESULTS_FOLDER: { text: 'Results are saved there.' },
  SYMBOLIC_LINK: { text: 'It is a symbolic link.' },
  SPECIAL_FILE: { text: 'It is neither a file nor a folder.' },
  SPECIAL_IN_THE_WAY: {
    text: 'Something that is neither a file nor a folder has this name.',
    hint: 'Choose another name or folder.',
  },
  NOT_A_FILE: { text: 'It is no longer a file.', hint: 'Check what took its place.' },
  PASSWORD_UNCONFIRMED: {
    text: 'The password was not typed twice, or the two differ. Nothing was started.',
    hint: 'Repeat it in the options, or press Show.',
  },
  PASSWORD_FILE: { text: 'The password file can’t be read: {{why, message}}' },
  FIRST_REASON: { text: '{{name}}: {{why, message}}' },
  PART_LEFT: {
    text: 'The unfinished file {{path}} could not be removed: {{why, message}}',
    hint: 'Delete it when no program uses it any more.',
  },
  NAME_FORBIDDEN: {
    text: 'Windows does not allow the name “{{name}}”.',
    hint: 'Choose one without < > : " | ? * or a dot at its end, and none of a device, such as CON or NUL.',
  },
  NAME_TAKEN: { text: 'A file of that name already exists.' },

  // Jobs
  CANCELLED: { text: 'Cancelled.' },
  FLAG_UNUSED: { text: '{{flag}} has no effect with {{other}}.' },
  UNKNOWN_JOB_TYPE: { text: 'There is no job type “{{type}}”.' },
  WATCH_WITH_PASSWORD: {
    text: 'A watched folder cannot have a password: it would have to be kept on the disk.',
    hint: 'Choose options without a password.',
  },
  WATCH_REPLACES: {
    text: 'A watched folder cannot replace or delete files, because its jobs start without anybody watching.',
    hint: 'Choose options that add a number or skip, and keep the originals.',
  },
  NOT_A_PRESET: {
    text: 'The file is not a preset of Dropmill.',
    hint: 'Choose a file that was made by “Export preset”.',
  },
  PRESET_OF_NEWER: {
    text: 'The preset has an option that this version of Dropmill does not know: {{option}}',
    hint: 'Update Dropmill, or create the preset again.',
  },
  PRESET_IMPORTED: { text: 'Preset imported: {{name}}' },
  MARKUP_COPIED: { text: 'Markup copied.' },
  PATHS_COPIED: { text: 'Paths copied.' },
  PRESET_EXPORTED: { text: 'Preset exported: {{name}}' },
  BAD_OPTIONS: { text: 'An option is not valid: {{problem}}', hint: 'Change the option and try again.' },
  WORKER_DIED: {
    text: 'The worker crashed twice on this file.',
    hint: 'Close other programs if memory is short, then try again.',
  },
  WORKER_LOST: { text: 'The worker crashed.', hint: 'Try again.' },
  HOST_ENDED: { text: 'The worker process ended.', hint: 'Try again.' },
  HOST_LOST: {
    text: 'The worker process crashed again and again during this job ({{how, message}}).',
    hint: 'Try again with fewer files to find the one that causes it.',
  },
  HOST_SIGNAL: { text: 'signal {{signal}}' },
  HOST_STATUS: { text: 'exit status {{status}}' },
  HOST_NOT_STARTED: { text: 'it could not be started: {{words}}' },
  HOST_SILENT: { text: 'it did not answer for {{seconds}} seconds' },
  HOST_TOO_LARGE: { text: 'it used {{memory, bytes}} of memory' },
  STARTED_AGAIN: { text: 'Started again, because the worker process ended ({{how, message}}).' },
  INTERRUPTED: { text: 'Dropmill ended unexpectedly during this job.', hint: 'What is finished is kept.' },
  INTERRUPTED_BY_QUIT: { text: 'Stopped when you quit Dropmill.', hint: 'What is finished is kept.' },
  CANCELLED_BY_QUIT: { text: 'Cancelled when you quit Dropmill.' },
  SECRETS_REMOVED: {
    text: 'The password was not kept when Dropmill closed.',
    hint: 'Enter it again in the options.',
  },
  NO_SUCH_PLAN: { text: 'The list of contents is no longer available. Open the review again.' },
  ALREADY_STARTED: { text: 'This job has started already.', hint: 'Cancel it, then run it again with other options.' },
  UNKNOWN_JOB: { text: 'This job is no longer in the list.' },

  // Results and undo
  NO_OUTPUT: {
    text: 'The results of this job no longer exist.',
    hint: 'They may have been moved, renamed or deleted.',
  },
  NO_PREVIEW: { text: 'There is nothing to show.' },
  UNDONE: { text: 'This job was already undone.' },
  NOTHING_TO_UNDO: { text: 'This job wrote nothing that can be undone.' },
  CHANGES_UNREADABLE: {
    text: 'The record of what this job has changed cannot be read.',
    hint: 'Originals that it replaced are in the trash.',
  },
  CHANGED_SINCE: { text: 'The file has changed since then.' },
  RESULT_NOT_TRASHED: { text: 'The trash refused the result. It stays, with a number in its name if necessary.' },
  RESULT_KEPT: { text: 'The result stays, because its original cannot come back.' },
  CHANGES_FINISHED: {
    text: {
      one: 'One file that Dropmill was replacing when it closed is in order again.',
      other: '{{count}} files that Dropmill was replacing when it closed are in order again.',
    },
  },
  CHANGES_LEFT: {
    text: {
      one: 'One original could not be put back after Dropmill closed. It is in the hidden folder “{{folder}}” next to its place, or in the trash.',
      other:
        '{{count}} originals could not be put back after Dropmill closed. They are in the hidden folders “{{folder}}” next to their places, or in the trash.',
    },
  },
  ORIGINAL_IN_TRASH: { text: 'The original is in the trash. Restore it from there.' },
  ORIGINAL_NAME_TAKEN: {
    text: 'Another file has the name of the original.',
    hint: 'The original is now {{place}}',
  },
  ORIGINAL_GONE: { text: 'The original is no longer in the trash.' },

  // The app
  DIAGNOSTICS_COPIED: { text: 'Diagnostics copied. Paste them into your report.' },
  UPDATE_THERE: { text: 'Version {{version}} is available.', hint: 'It is at {{feed}}' },
  UP_TO_DATE: { text: 'This is the newest version ({{version}}).' },
  NO_RELEASES: {
    text: 'Dropmill has no website yet, so there are no releases to look for.',
    hint: 'Nothing was sent.',
  },
  UPDATES_UNREACHABLE: { text: '{{host}} cannot be reached.', hint: 'Check the connection, and try again.' },
  UPDATES_UNREADABLE: { text: '{{host}} has no list of releases that Dropmill can read.', hint: 'Try again later.' },
  DIALOG_OPEN: {
    text: 'Nothing was added, because a dialog is open.',
    hint: 'Close it, and drop or paste the files again.',
  },
  SETTINGS_DAMAGED: {
    text: 'The settings file was damaged. Some settings are back at their defaults.',
    hint: 'Check the settings. The damaged file was kept in the same folder.',
  },
  SLEEP_MISSING: {
    text: 'The computer could not be put to sleep.',
    hint: 'The system’s program for it was not found.',
  },
  SLEEP_REFUSED: { text: 'The computer could not be put to sleep.', hint: 'The system says: {{words}}' },
  SHUT_DOWN_MISSING: {
    text: 'The computer could not be shut down.',
    hint: 'The system’s program for it was not found.',
  },
  SHUT_DOWN_REFUSED: { text: 'The computer could not be shut down.', hint: 'The system says: {{words}}' },
  NO_PATH: { text: 'This is not a file on the disk.', hint: 'Save it first, then drop it.' },
  BAD_PATH: { text: 'Not an absolute path: {{path}}' },
  UNKNOWN_PATH: { text: 'The window asked for a file that it was not given.', hint: 'Drop the files again.' },
  UNTRUSTED_SENDER: { text: 'The request was refused.' },
  BAD_REQUEST: { text: 'The request is not valid: {{problem}}' },
  REQUEST_TOO_LARGE: {
    text: 'There are too many files for one request.',
    hint: 'Drop the folder that contains the files, or fewer files.',
  },
  FOLDER_NOT_SHARED: {
    text: 'The computer {{computer}} does not see the folder {{folder}} as this one does.',
    hint: 'Both need the same folder at the same path, on a network drive for example.',
  },
  NO_QUEUE_WORKER: {
    text: 'No computer takes tasks from the queue.',
    hint: 'Start "dropmill worker" with the same --redis on at least one.',
  },
  QUEUE_FAILED: {
    text: 'The queue cannot be used: {{why}}',
    hint: 'Check the address after --redis, and that Redis is running.',
  },
} as const satisfies Catalogue;
