// The command of the installed app, its man page and its launchers, with the programs that read them.
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import * as jobTypes from '../../../workers/jobs/registry.ts';
import { putLauncher, windowsLauncher } from './launchers.mjs';
import { manPage } from './man-page.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropmill launcher-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Stands for a program of the app: says who it is and which words it was given. */
function standIn(path: string, name: string): void {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, `#!/bin/sh\nprintf '%s' '${name}'\nfor word; do printf '|%s' "$word"; done\n`);
  chmodSync(path, 0o755);
}

async function launcher(): Promise<string> {
  const resources = join(folder, 'app/resources');
  standIn(join(folder, 'app/dropmill'), 'window');
  standIn(join(resources, 'node/node'), 'node');
  await putLauncher('linux', resources, 'dropmill');
  return join(resources, 'bin/dropmill');
}

const unix = it.skipIf(process.platform === 'win32');

unix.each([
  [['zip', 'a b', '$HOME'], 'node|CLI|zip|a b|$HOME'],
  [['--version'], 'node|CLI|--version'],
  [['zap'], 'node|CLI|zap'],
  [[], 'window'],
  [['here'], 'window|here'],
  [['./zip'], 'window|./zip'],
  [['--zip', 'x'], 'window|--zip|x'],
])('the launcher hands %j on', async (words, expected) => {
  const path = await launcher();
  const link = join(folder, 'command');
  symlinkSync('app/resources/bin/dropmill', link);
  writeFileSync(join(folder, 'here'), '');

  for (const command of [path, link]) {
    const printed = execFileSync(command, words, { cwd: folder, encoding: 'utf8' });
    expect(printed.replace(/\|[^|]*app\.asar\.unpacked\/out\/cli\.js/, '|CLI')).toBe(expected);
  }
});

it("Windows' launcher runs the command line for each command", () => {
  const script = windowsLauncher('Dropmill');
  for (const name of Object.keys(jobTypes)) expect(script).toContain(`if "%~1"=="${name}" goto command\r\n`);
});

it.skipIf(spawnSync('groff', ['--version']).status !== 0)('the man page is read without a warning', async () => {
  const { status, stdout, stderr } = spawnSync('groff', ['-man', '-k', '-Kutf8', '-Tutf8', '-ww', '-z'], {
    input: await manPage(jobTypes),
    encoding: 'utf8',
  });
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '', stderr: '' });
});

it.skipIf(spawnSync('desktop-file-validate', ['--help']).error)('desktop files follow their specification', () => {
  const linux = join(import.meta.dirname, '../linux');
  const files = readdirSync(linux).filter((name) => name.endsWith('.desktop'));
  expect(files.length).toBeGreaterThan(2);
  const { status, stdout } = spawnSync(
    'desktop-file-validate',
    files.map((name) => join(linux, name)),
    { encoding: 'utf8' },
  );
  expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
});

it('the man page has a section for each command, with its flags', async () => {
  const page = await manPage(jobTypes);
  for (const name of Object.keys(jobTypes)) expect(page).toContain(`.SH ${name.toUpperCase()}\n`);
  expect(page).toContain('\\-\\-level');
});
