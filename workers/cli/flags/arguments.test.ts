// What a user types reaches the job byte by byte.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isWindows } from '../../files/system.ts';
import { COMMAND_LINE } from '../../testing/command-line.ts';
import { commandLine, resolvePath } from './arguments.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropmill-words-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs a line of shell. `$DM` is the command line; printf writes the bytes that no JavaScript string holds. */
function shell(line: string): { status: number | null; stderr: string } {
  const DM = `${process.execPath} ${COMMAND_LINE}`;
  const { status, stderr } = spawnSync('sh', ['-c', line], { cwd: folder, env: { ...process.env, DM } });
  return { status, stderr: String(stderr) };
}

describe.skipIf(process.platform !== 'linux')('words that are not UTF-8', () => {
  it.for(['zip', 'tar'])('name files to pack as %s', (format) => {
    const { status, stderr } = shell(`n=$(printf 'D\\344'); echo 3 > "$n"; $DM zip -o o.${format} "$n"`);
    expect([status, stderr]).toEqual([0, expect.stringContaining('1 entry')]);
  });

  it('may be the folder that the command runs in', () => {
    const { status, stderr } = shell(`n=$(printf 'D\\344'); mkdir "$n"; cd "$n"; echo 3 > f; $DM zip -o ../o.zip f`);
    expect([status, stderr]).toEqual([0, expect.stringContaining('1 entry')]);
    expect(readdirSync(folder)).toContain('o.zip');
  });

  it('name the archive', () => {
    const { status } = shell(`n=$(printf 'o\\344.zip'); echo 3 > f; $DM zip -o "$n" f > told; test -f "$(cat told)"`);
    expect(status).toBe(0);
    expect(readdirSync(folder, { encoding: 'latin1' as BufferEncoding })).toContain('o\xe4.zip');
  });
});

it('takes the words as Node has them when all are UTF-8', () => {
  expect(commandLine(['node', 'cli.js', 'zip', 'ünï', ''])).toEqual(['zip', 'ünï', '']);
  expect(resolvePath('a')).toBe(join(process.cwd(), 'a'));
});

it('refuses an empty path, which an unset variable leaves, and writes nothing', () => {
  writeFileSync(join(folder, 'a'), 'x');
  const { status, stderr } = shell('$DM zip -o z.zip "$UNSET" a');
  expect([status, stderr]).toEqual([2, expect.stringContaining('One of the paths is empty.')]);
  expect(readdirSync(folder)).toEqual(['a']);
});

it('keeps the permissions of an archive that is overwritten', () => {
  const { status } = shell('echo x > a; echo old > k.zip; chmod 640 k.zip; $DM zip --if-exists overwrite -o k.zip a');
  expect(status).toBe(0);
  expect(statSync(join(folder, 'k.zip')).mode & 0o777).toBe(0o640);
});

describe('a password file', () => {
  const open = (password: string) =>
    execFileSync('7zz', ['t', '-bd', `-p${password}`, join(folder, 'o.zip')], { encoding: 'utf8' });

  it.for([
    ['UTF-8 with a byte order mark and line breaks of Windows', '\\357\\273\\277p\\303\\244ss\\r\\nmore\\r\\n'],
    ['UTF-16 of Windows', '\\377\\376p\\0\\344\\0s\\0s\\0\\r\\0\\n\\0'],
    ['UTF-16 with the bytes the other way round', '\\376\\377\\0p\\0\\344\\0s\\0s'],
    ['plain UTF-8', 'p\\303\\244ss\\n'],
    ['ended by Ctrl+Z, as on Windows', 'p\\303\\244ss\\32'],
  ] as const)('may be %s', ([, bytes]) => {
    const { status } = shell(`printf '${bytes}' > p; echo x > a; $DM zip --password-file p -o o.zip a`);
    expect(status).toBe(0);
    expect(open('päss')).toContain('Everything is Ok');
  });

  it.for(['p\\344ss', '\\377\\376p', 'p\\0w', '\\377\\376p\\0\\0\\0w\\0'])(
    'is refused when it is not text: %s',
    (bytes) => {
      const { status, stderr } = shell(`printf '${bytes}' > p; echo x > a; $DM zip --password-file p -o o.zip a`);
      expect([status, stderr]).toEqual([2, expect.stringContaining('not UTF-8 text')]);
    },
  );

  it('is refused when its first line is empty', () => {
    const { status, stderr } = shell("printf '\\npw\\n' > p; echo x > a; $DM zip --password-file p -o o.zip a");
    expect([status, stderr]).toEqual([2, expect.stringContaining('The first line of the password file is empty.')]);
  });

  it.skipIf(isWindows)('comes out of a pipe, too, and not out of what has no end', () => {
    expect(shell('mkfifo p; (echo pw > p) & echo x > a; $DM zip --password-file p -o o.zip a').status).toBe(0);
    const { status, stderr } = shell('echo x > a; $DM zip --password-file /dev/zero -o o.zip a');
    expect([status, stderr]).toEqual([2, expect.stringContaining('The password file is larger than 1 MB.')]);
  });
});
