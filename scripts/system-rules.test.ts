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

it('a rename waits while another program has the file open, as Windows refuses it until then', () => {
  const files = ['workers', 'main'].flatMap((folder) =>
    readdirSync(join(PROJECT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /(?<!\.test)\.ts$/.test(entry.name))
      .map((entry) => relative(PROJECT, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
      .filter((path) => !/^workers\/executor\/|\/testing\/|\/system\/patience\.ts$/.test(path)),
  );
  const hasty = files.filter((path) =>
    read(path)
      .split('\n')
      .some(
        (line) =>
          /(?<![.#\w])(?:fs\.|fsPromises\.)?rename(?:Sync)?\(/.test(line) && !/patient|rename\(from: /.test(line),
      ),
  );
  expect(hasty.sort()).toEqual([...RENAMING_OTHERWISE].sort());
});

it("git writes the line ends of this system's sources on Windows, too, as the formatter and the tests compare bytes", () => {
  expect(read('.gitattributes')).toMatch(/^\* text=auto eol=lf$/m);
});
