import { rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { digestOfInputs, isBuilt, noteBuilt } from './app-build.mjs';
import { temporaryFolder, writeFiles } from './temporary.ts';

/** A project that was just built. */
function builtProject(): string {
  const folder = temporaryFolder();
  writeFiles(folder, {
    'package.json': '{}',
    'main/index.ts': 'one',
    'main/index.test.ts': 'a test',
    'out/main.js': 'built',
    'out/types/main/index.d.ts': 'left by the type check',
  });
  noteBuilt(folder, digestOfInputs(folder));
  return folder;
}

describe('the build', () => {
  it('is missing in a fresh clone', () => {
    const folder = temporaryFolder();
    writeFiles(folder, { 'main/index.ts': 'one' });
    expect(isBuilt(folder)).toBe(false);
  });

  it('is up to date after it was made, whatever the times of the files', () => {
    const folder = builtProject();
    expect(isBuilt(folder)).toBe(true);
    utimesSync(join(folder, 'main/index.ts'), new Date(), new Date(Date.now() + 60_000));
    expect(isBuilt(folder)).toBe(true);
  });

  it.each([
    ['a source changes', (folder: string) => writeFiles(folder, { 'main/index.ts': 'two' })],
    ['a source is added', (folder: string) => writeFiles(folder, { 'renderer/new.tsx': '' })],
    [
      'a source is renamed',
      (folder: string) => {
        rmSync(join(folder, 'main/index.ts'));
        writeFiles(folder, { 'main/start.ts': 'one' });
      },
    ],
    ['a dependency changes', (folder: string) => writeFiles(folder, { 'package-lock.json': '{}' })],
    ['a built file is gone', (folder: string) => rmSync(join(folder, 'out/main.js'))],
  ])('is out of date when %s', (_what, change) => {
    const folder = builtProject();
    change(folder);
    expect(isBuilt(folder)).toBe(false);
  });

  it.each([
    ['a test', { 'main/index.test.ts': 'another test' }],
    ['a page of documentation', { 'workers/executor/README.md': '# Executor' }],
    ['a file that is in none of the folders', { 'scripts/start.mjs': '' }],
  ])('is not made again for %s', (_what, files) => {
    const folder = builtProject();
    writeFiles(folder, files);
    expect(isBuilt(folder)).toBe(true);
  });

  it('does not miss the files that the type check makes', () => {
    const folder = builtProject();
    rmSync(join(folder, 'out/types'), { recursive: true });
    expect(isBuilt(folder)).toBe(true);
  });
});
