import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../temporary.ts';
import { hasProgram, missingLibraries, packagesFor } from './system.mjs';
import { libraryPackages } from './system-table.mjs';

/** A program that is linked with a library no system has: its name is changed in a copy of one that works. */
function programWithMissingLibrary(file: string): void {
  const bytes = readFileSync(process.execPath);
  const name = bytes.indexOf('libdl.so.2\0');
  expect(name).toBeGreaterThan(0);
  bytes.write('libQl.so.2', name, 'latin1');
  writeFileSync(file, bytes, { mode: 0o755 });
}

describe.runIf(process.platform === 'linux')('the libraries of a runtime', () => {
  it('are named when the linker does not find them', () => {
    const folder = temporaryFolder();
    programWithMissingLibrary(join(folder, 'electron'));
    expect(missingLibraries(folder, [])).toEqual(['libQl.so.2']);
  });

  it('are complete when it finds them all', () => {
    const folder = temporaryFolder();
    copyFileSync(process.execPath, join(folder, 'electron'));
    expect(missingLibraries(folder, [])).toEqual([]);
  });

  it('are named when it would not find what is loaded later', () => {
    const folder = temporaryFolder();
    copyFileSync(process.execPath, join(folder, 'electron'));
    expect(missingLibraries(folder, ['libdl.so.2', 'libQl.so.2'])).toEqual(['libQl.so.2']);
  });
});

describe('the packages to install', () => {
  it('are named once each, in order', () => {
    const programs = [
      { program: 'xvfb-run', package: 'xvfb', use: '' },
      { program: 'Xvfb', package: 'xvfb', use: '' },
    ];
    expect(packagesFor(['libnssutil3.so', 'libnss3.so', 'libgtk-3.so.0'], programs)).toEqual({
      packages: ['libgtk-3-0', 'libnss3', 'xvfb'],
      unknown: [],
    });
  });

  it('without a known package are not installed, but named', () => {
    expect(packagesFor(['libQ.so.1'], [])).toEqual({ packages: [], unknown: ['libQ.so.1'] });
  });

  it('are known for every library under its soname', () => {
    for (const soname of libraryPackages.keys()) expect(soname).toMatch(/^lib[\w.+-]+\.so(\.\d+)?$/);
  });
});

it('finds programs on the PATH, and only those that can be run', () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'not-executable'), '', { mode: 0o644 });
  writeFileSync(join(folder, 'executable'), '', { mode: 0o755 });
  expect(hasProgram('executable', `/nowhere:${folder}`)).toBe(true);
  expect(hasProgram('not-executable', `/nowhere:${folder}`)).toBe(false);
  expect(hasProgram('executable', `:${dirname(folder)}`)).toBe(false);
});
