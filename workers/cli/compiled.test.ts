import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';

const cli = join(import.meta.dirname, '../cli.ts');

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dropmill-compiled-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** The user's own folder on each system is below `home`. */
function help(home: string, rest: NodeJS.ProcessEnv = {}) {
  const { NODE_COMPILE_CACHE: _, ...env } = process.env;
  const folders = { HOME: home, XDG_CACHE_HOME: join(home, '.cache'), LOCALAPPDATA: join(home, 'AppData') };
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'help'], {
    encoding: 'utf8',
    env: { ...env, ...folders, ...rest },
  });
  return { status, lines: stdout.split('\n').length, stderr };
}

/** The folder `compiled`, and what is in it. */
function compiledIn(home: string): readonly string[] {
  return readdirSync(home, { recursive: true, encoding: 'utf8' }).filter((path) => path.includes('compiled'));
}

it('keeps what V8 has made of the code in the cache folder of the user, closed to others', () => {
  const home = temporaryFolder();
  const first = help(home);
  const kept = compiledIn(home);
  expect(kept.length).toBeGreaterThan(10);
  const [folder = ''] = kept;
  // Windows has no modes, and its folder of the user is closed to others.
  if (process.platform !== 'win32') expect(statSync(join(home, folder)).mode & 0o777).toBe(0o700);
  expect(help(home)).toEqual(first);
  expect(compiledIn(home)).toEqual(kept);
});

it('keeps nothing where the cache folder cannot be written, or where Node is told not to', () => {
  const home = temporaryFolder();
  for (const name of ['.cache', 'AppData', 'Library']) writeFileSync(join(home, name), '');
  expect(help(home)).toMatchObject({ status: 0, stderr: '' });
  const other = temporaryFolder();
  expect(help(other, { NODE_DISABLE_COMPILE_CACHE: '1' })).toMatchObject({ status: 0, stderr: '' });
  expect(compiledIn(other)).toEqual([]);
});

/** Where Linux has it. */
function compiledFolder(home: string): string {
  mkdirSync(join(home, '.cache/dropmill'), { recursive: true });
  return join(home, '.cache/dropmill/compiled');
}

it.skipIf(process.platform !== 'linux')('takes no folder that others can write to, nor a link to one', () => {
  const open = temporaryFolder();
  mkdirSync(compiledFolder(open));
  chmodSync(compiledFolder(open), 0o777);
  expect(help(open)).toMatchObject({ status: 0, stderr: '' });
  expect(readdirSync(compiledFolder(open))).toEqual([]);

  const [linked, elsewhere] = [temporaryFolder(), temporaryFolder()];
  symlinkSync(elsewhere, compiledFolder(linked));
  expect(help(linked)).toMatchObject({ status: 0, stderr: '' });
  expect(readdirSync(elsewhere)).toEqual([]);
});

it.skipIf(process.getuid?.() !== 0)('root takes no folder of another user, whose HOME it may have', () => {
  const home = temporaryFolder();
  mkdirSync(compiledFolder(home), { mode: 0o700 });
  chownSync(compiledFolder(home), 65534, 65534);
  expect(help(home)).toMatchObject({ status: 0, stderr: '' });
  expect(readdirSync(compiledFolder(home))).toEqual([]);
});
