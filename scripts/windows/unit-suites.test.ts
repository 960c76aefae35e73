import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { root } from '../lib/project.mjs';
import { EXCEPTIONS, lackOf } from './exceptions.mjs';
import { NO_LINKS, readReport, SUITES, testFiles } from './unit-suites.mjs';

it('reads what vitest reports on Windows, and names files as this repository does', () => {
  const assertionResults = [
    { fullName: 'a suite works', status: 'passed' },
    { fullName: 'a suite fails', status: 'failed' },
    { fullName: 'a suite waits', status: 'skipped' },
  ];
  const found = readReport({
    testResults: [
      { name: 'Z:/tmp/x/sources/workers/cli/cli.test.ts', status: 'failed', assertionResults },
      { name: 'Z:\\tmp\\x\\sources\\main\\host\\a.test.ts', status: 'failed', assertionResults: [] },
    ],
  });
  expect(found).toEqual({
    results: [
      { file: 'workers/cli/cli.test.ts', name: 'a suite works', passed: true },
      { file: 'workers/cli/cli.test.ts', name: 'a suite fails', passed: false },
    ],
    skipped: 1,
    unloaded: ['main/host/a.test.ts'],
  });
});

it('a test for which Windows lacks a program or links counts as skipped, and not one whose own program is gone', () => {
  const failed = (message: string) => ({
    fullName: message,
    status: 'failed',
    failureMessages: [`Error: ${message}\n at x`],
  });
  const assertionResults = [
    'spawnSync sh ENOENT',
    'spawn sharp ENOENT',
    'ENOENT: no such file, open sh',
    "EPERM: operation not permitted, symlink 'a' -> 'b'",
    "EPERM: operation not permitted, unlink 'a'",
    "ENOENT: no such file or directory, open 'C:\\in\\Q1: report?.txt'",
    "ENOENT: no such file or directory, open 'C:\\in\\a.txt:stream'",
  ].map(failed);
  const name = 'Z:/tmp/x/sources/workers/cli/cli.test.ts';
  const unloaded = { name, status: 'failed', message: 'spawnSync vips ENOENT', assertionResults: [] };
  const found = readReport({ testResults: [{ name, status: 'failed', assertionResults }, unloaded] });
  expect(found.results.map(({ lacks }) => lacks)).toEqual([
    'sh',
    undefined,
    undefined,
    'symbolic links',
    undefined,
    'names that Windows does not allow',
    undefined,
  ]);
  expect([found.skipped, found.unloaded]).toEqual([1, []]);
});

it('every exception is of a file that is there, in a suite that is run, and has its reason', () => {
  for (const { file, why } of EXCEPTIONS) {
    expect(existsSync(join(root, file)), file).toBe(true);
    expect(
      Object.values(SUITES).some((suite) => file.startsWith(suite)),
      file,
    ).toBe(true);
    expect(why).toMatch(/\.$/);
  }
});

it('the tests of a suite are run but for the files that Wine cannot run', () => {
  const sources = ['workers/cli/queue/queue.test.ts', 'workers/cli/a.test.ts', 'workers/cli/a.ts', 'main/b.test.ts'];
  expect(testFiles('workers/cli/', sources)).toEqual(['workers/cli/a.test.ts']);
});

it('where there are no links, all that makes one is refused as Windows refuses it', () => {
  const program = `
    import { symlinkSync, symlink } from 'node:fs';
    import * as promises from 'node:fs/promises';
    const refusals = [
      await promises.symlink('a', 'b').catch(String),
      await new Promise((resolve) => symlink('a', 'b', (error) => resolve(String(error)))),
    ];
    try { symlinkSync('a', 'b'); } catch (error) { refusals.push(String(error)); }
    console.log(JSON.stringify(refusals));`;
  const preload = `--import=${pathToFileURL(join(root, NO_LINKS))}`;
  const printed = execFileSync(process.execPath, [preload, '--input-type=module', '-e', program], { encoding: 'utf8' });
  const refusals: string[] = JSON.parse(printed);
  expect(new Set(refusals)).toEqual(new Set(["Error: EPERM: operation not permitted, symlink 'a' -> 'b'"]));
  expect(refusals.map(lackOf)).toEqual(Array(3).fill('symbolic links'));
});
