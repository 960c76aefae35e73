// What differs between systems is asked in one place, and what only Windows would show is held by its source.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { expect, it } from 'vitest';

const PROJECT = resolve(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(PROJECT, path), 'utf8');

it('workers ask which system this is in one file only, the executor apart, which stands alone', () => {
  const asking = readdirSync(join(PROJECT, 'workers'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.test)\.ts$/.test(entry.name))
    .map((entry) => relative(PROJECT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !/^workers\/executor\/|\/testing\//.test(path) && read(path).includes('process.platform'));

  expect(asking).toEqual(['workers/files/system.ts']);
});

it('the pipe of a process worker can be read and written at a time on Windows', () => {
  expect(read('workers/executor/links/process-link.ts')).toMatch(/stdio: \[[^\]]*'overlapped'\]/);
});

/** They rename files on other systems than Windows only, or try again later. */
const RENAMING_OTHERWISE = ['main/logs/log-file.ts', 'workers/files/changes/own-trash.ts'];

/** They open what is new, a folder, or what is written again at the next occasion. */
const OPENING_AT_ONCE = [
  'main/jobs/journal.ts',
  'main/logs/log-file.ts',
  'main/window/window.ts',
  'workers/files/file-calls.ts',
  'workers/files/long-path.ts',
  'workers/jobs/extract/write/new-tree.ts',
];

const programFiles = ['workers', 'main'].flatMap((folder) =>
  readdirSync(join(PROJECT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.test)\.ts$/.test(entry.name))
    .map((entry) => relative(PROJECT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !/^workers\/executor\/|\/testing\/|\/system\/patience\.ts$/.test(path)),
);

/** Program files with a line of which this is true. */
function filesWith(isMet: (line: string) => boolean): string[] {
  return programFiles.filter((path) => read(path).split('\n').some(isMet)).sort();
}

it('a rename waits while another program has the file open, as Windows refuses it until then', () => {
  const isHasty = (line: string) =>
    /(?<![.#\w])(?:fs\.|fsPromises\.)?rename(?:Sync)?\(/.test(line) && !/patient|rename\(from: /.test(line);
  expect(filesWith(isHasty)).toEqual([...RENAMING_OTHERWISE].sort());
});

it('a file that is there is opened when another program lets it go, as Windows refuses it until then', () => {
  expect(filesWith((line) => /(?<!\w)openSync\(/.test(line))).toEqual(OPENING_AT_ONCE);
});

it('an empty folder that was made for nothing is removed with the same patience', () => {
  const isHasty = (line: string) => /(?<![.#\w])(?:fs\.)?rmdir(?:Sync)?\(/.test(line) && !/patient/.test(line);
  expect(filesWith(isHasty)).toEqual([]);
});

it('the host gives way on Windows by the class below the usual one: nice 19 is the idle class there, which a busy machine starves', () => {
  expect(read('main/host/host-priority.ts')).toMatch(/=== 'win32' \? constants\.priority\.PRIORITY_BELOW_NORMAL/);
});

it("git writes the line ends of this system's sources on Windows, too, as the formatter and the tests compare bytes", () => {
  expect(read('.gitattributes')).toMatch(/^\* text=auto eol=lf$/m);
});
