import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../lib/project.mjs';
import { EXCEPTIONS } from './exceptions.mjs';
import { ROOMS, readReport, testFiles } from './unit-suites.mjs';

it('reads what vitest reports on Windows, and names files as this repository does', () => {
  const assertionResults = [
    { fullName: 'a room works', status: 'passed' },
    { fullName: 'a room fails', status: 'failed' },
    { fullName: 'a room waits', status: 'skipped' },
  ];
  const found = readReport({
    testResults: [
      { name: 'Z:/tmp/x/sources/workers/cli/cli.test.ts', status: 'failed', assertionResults },
      { name: 'Z:\\tmp\\x\\sources\\main\\host\\a.test.ts', status: 'failed', assertionResults: [] },
    ],
  });
  expect(found).toEqual({
    results: [
      { file: 'workers/cli/cli.test.ts', name: 'a room works', passed: true },
      { file: 'workers/cli/cli.test.ts', name: 'a room fails', passed: false },
    ],
    skipped: 1,
    unloaded: ['main/host/a.test.ts'],
  });
});

it('a test for which Windows lacks a program counts as skipped, and not one whose own program is gone', () => {
  const failed = (message: string) => ({
    fullName: message,
    status: 'failed',
    failureMessages: [`Error: ${message}\n at x`],
  });
  const assertionResults = ['spawnSync sh ENOENT', 'spawn sharp ENOENT', 'ENOENT: no such file, open sh'].map(failed);
  const name = 'Z:/tmp/x/sources/workers/cli/cli.test.ts';
  const unloaded = { name, status: 'failed', message: 'spawnSync vips ENOENT', assertionResults: [] };
  const found = readReport({ testResults: [{ name, status: 'failed', assertionResults }, unloaded] });
  expect(found.results.map(({ lacks }) => lacks)).toEqual(['sh', undefined, undefined]);
  expect([found.skipped, found.unloaded]).toEqual([1, []]);
});

it('every exception is of a file that is there, in a room that is run, and has its reason', () => {
  for (const { file, why } of EXCEPTIONS) {
    expect(existsSync(join(root, file)), file).toBe(true);
    expect(
      Object.values(ROOMS).some((room) => file.startsWith(room)),
      file,
    ).toBe(true);
    expect(why).toMatch(/\.$/);
  }
});

it('the tests of a room are run but for the files that Wine cannot run', () => {
  const sources = ['workers/cli/queue/queue.test.ts', 'workers/cli/a.test.ts', 'workers/cli/a.ts', 'main/b.test.ts'];
  expect(testFiles('workers/cli/', sources)).toEqual(['workers/cli/a.test.ts']);
});
