// Tests that cannot pass under Wine, each with its reason. A test that passes after all is reported, so that the list stays exact.

/**
 * @typedef {object} Exception
 * @property {string} file
 * @property {string} [test] its full name; absent for all of the file
 * @property {boolean} [sometimes] it may pass, as it depends on the order in which things happen
 * @property {string} why
 */

/** Programs that tests make or read files with, and that Windows has not. A test that cannot start one says nothing of Windows. */
const UNIX_PROGRAMS =
  '7zz bash bsdtar convert cp exiftool find gio ln ls mkfifo openssl python3 rm sh split tar touch unzip vips zip zipinfo'.split(
    ' ',
  );

/** What a test says that needs it, and what Wine 8 has not. */
const LACKS = /** @type {const} */ ([
  // It says that it has made one, and makes none: `no-links.mjs` refuses it.
  [/EPERM: operation not permitted, symlink '/, 'symbolic links'],
  // A test that writes files of Unix.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: Windows forbids the control characters too
  [/^(?:Error: )?(?:ENOENT|EINVAL): [^']*'[A-Za-z]:[^']*[<>"|?*\u0000-\u001f]/, 'names that Windows does not allow'],
  // FILE_FLAG_FIRST_PIPE_INSTANCE has no effect: a second program may listen at the same name.
  [/Error: The system gives a claim to two programs\./, 'pipes of one program'],
]);

/**
 * What is missing under Wine for a test that has failed to begin with: a program, or what Wine has not.
 * @param {string} message of the test
 * @returns {string | undefined}
 */
export function lackOf(message) {
  const program = /\bspawn(?:Sync)? ([\w.-]+) ENOENT\b/.exec(message)?.[1];
  if (program !== undefined && UNIX_PROGRAMS.includes(program)) return program;
  return LACKS.find(([sign]) => sign.test(message))?.[1];
}

/** @type {readonly Exception[]} */
export const EXCEPTIONS = [
  { file: 'workers/executor/queue/queue.test.ts', why: 'Redis does not run on Windows.' },
  { file: 'workers/executor/queue/tls.test.ts', why: 'Redis does not run on Windows.' },
  { file: 'workers/executor/queue/chaos.test.ts', why: 'Redis does not run on Windows.' },
  { file: 'workers/cli/queue/queue.test.ts', why: 'Redis does not run on Windows.' },
  { file: 'workers/cli/archive-output.test.ts', why: 'Its command lines are of a Unix shell.' },
  { file: 'workers/cli/flags/arguments.test.ts', why: 'Its command lines are of a Unix shell.' },
  {
    file: 'workers/jobs/zip/zip-properties.test.ts',
    why: 'Its trees hold pipes, links and names of Unix, and are unpacked by bsdtar.',
  },
  {
    file: 'workers/files/changes/open-writer.test.ts',
    why: 'Wine, as Windows on a disk without POSIX renames, gives no name to another file while a program has the file of that name open: the original stays.',
  },
  {
    file: 'workers/cli/cli.test.ts',
    test: 'zip ends with status 130 at Ctrl+C and leaves nothing behind',
    why: 'Windows has no signals between processes: `kill` ends them. The matrix presses Ctrl+C in a console.',
  },
  {
    file: 'workers/cli/program.test.ts',
    test: 'completion in bash offers commands, flags and choices, and leaves paths to the shell',
    why: 'There is no bash.',
  },
  {
    file: 'workers/files/system/hidden.test.ts',
    test: 'what has the mark is found anywhere below a folder, and only on Windows: 100%PATH%',
    why: "Wine's cmd takes a name for a variable that is in a variable's value.",
  },
];
