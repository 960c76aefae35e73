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
  '7zz bash bsdtar convert cp exiftool find gio ln ls mkfifo openssl python3 rm sh split tar touch unzip vips zip'.split(
    ' ',
  );

/**
 * @param {string} message of a test that has failed
 * @returns {string | undefined} the program that it could not start
 */
export function lackingProgram(message) {
  const program = /\bspawn(?:Sync)? ([\w.-]+) ENOENT\b/.exec(message)?.[1];
  return program !== undefined && UNIX_PROGRAMS.includes(program) ? program : undefined;
}

const NO_LINKS = 'Wine 8 says that it has made a symbolic link, and makes none.';

/** @type {readonly Exception[]} */
export const EXCEPTIONS = [
  { file: 'workers/executor/queue/queue.test.ts', why: 'Redis does not run on Windows.' },
  { file: 'workers/executor/queue/tls.test.ts', why: 'Redis does not run on Windows.' },
  { file: 'workers/executor/queue/chaos.test.ts', why: 'Redis does not run on Windows.' },
  { file: 'workers/cli/queue/queue.test.ts', why: 'Redis does not run on Windows.' },
  { file: 'workers/cli/archive-output.test.ts', why: 'Its command lines are of a Unix shell.' },
  { file: 'workers/cli/flags/arguments.test.ts', why: 'Its command lines are of a Unix shell.' },
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
    file: 'workers/host/plan-service.test.ts',
    test: 'the plan of a zip job names what is skipped, with the reason, and names that other systems cannot hold',
    why: 'There is no mkfifo.',
  },
  {
    file: 'workers/host/plan-service.test.ts',
    test: 'the plan of a zip job tells counts before it is complete, names at most 200 of what is skipped, and stops when cancelled',
    why: 'There is no mkfifo.',
  },
  {
    file: 'workers/host/plan-service.test.ts',
    test: 'the plan of a picture job writes nothing',
    why: 'There is no ls.',
  },
  {
    file: 'workers/files/changes/change-room.test.ts',
    test: 'an original that something else has taken the place of is left alone, and the result gets a number: a link to another file',
    why: NO_LINKS,
  },
  ...['pooled', 'direct'].flatMap((calls) => [
    {
      file: 'workers/files/file-calls.test.ts',
      test: `${calls} calls tell what is there, broken links included`,
      why: NO_LINKS,
    },
    {
      file: 'workers/files/output/output-file.test.ts',
      test: `nothing that has the name of an unfinished file is opened for one: ${calls} calls`,
      why: NO_LINKS,
    },
  ]),
  {
    file: 'workers/files/system/hidden.test.ts',
    test: 'what has the mark is found anywhere below a folder, and only on Windows: 100%PATH%',
    why: "Wine's cmd takes a name for a variable that is in a variable's value.",
  },
  {
    file: 'workers/files/output/part-files.test.ts',
    test: 'removes files and folders, and no link that has the name of one',
    why: NO_LINKS,
  },
];
