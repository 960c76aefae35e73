// The command line as a program: version, help, what it says to mistyped words, completion.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isWindows } from '../files/system.ts';
import * as registry from '../jobs/registry.ts';

const cli = join(import.meta.dirname, '../cli.ts');

function dropmill(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('dropmill', () => {
  it.each(['--version', '-V'])('%s prints its name and version', (flag) => {
    expect(dropmill(flag)).toEqual({
      status: 0,
      stdout: expect.stringMatching(/^dropmill \d+\.\d+\.\d+\n$/),
      stderr: '',
    });
  });

  it('help lists every command, and help with a command shows its options', () => {
    const { stdout } = dropmill('help');
    for (const name of Object.keys(registry)) expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
    expect(dropmill('help', 'zip').stdout).toBe(dropmill('zip', '--help').stdout);
  });

  it.each([
    [['zpi', 'a'], 'There is no command "zpi". Did you mean "zip"?\nTry "dropmill --help".\n'],
    [['resise'], 'Did you mean "resize"?'],
    [['frobnicate'], 'There is no command "frobnicate".\n'],
    [
      ['zip', '--levle', '3', 'a'],
      'There is no option "--levle". Did you mean "--level"?\nTry "dropmill zip --help".\n',
    ],
    [['help', 'zipp'], 'Did you mean "zip"?'],
    [['completion', 'tcsh'], 'completion takes bash, zsh, fish, not "tcsh".'],
  ])('%j is answered with what was meant', (args, answer) => {
    const { status, stderr } = dropmill(...args);
    expect(stderr).toContain(answer);
    expect(status).toBe(2);
  });
});

describe.skipIf(isWindows)('where the system fails', () => {
  function inShell(line: string) {
    const folder = mkdtempSync(join(tmpdir(), 'dropmill-program-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    writeFileSync(join(folder, 'a.txt'), 'text');
    const env = { ...process.env, DM: `${process.execPath} ${cli}`, FOLDER: folder };
    const { status, stderr } = spawnSync('bash', ['-c', line], { encoding: 'utf8', cwd: folder, env });
    return { status, stderr, names: existsSync(folder) ? readdirSync(folder).sort() : [] };
  }

  it.skipIf(!existsSync('/dev/full'))('output on a full disk ends with an error, and the job with its result', () => {
    const { status, stderr, names } = inShell('$DM zip -o o.zip a.txt > /dev/full');
    expect([status, names]).toEqual([1, ['a.txt', 'o.zip']]);
    expect(stderr).toMatch(/\nNot all of the output could be written \(ENOSPC\)\.\n$/);
  });

  it.each([
    ['relative', 'mkdir x; cd x; rmdir ../x; $DM zip -o "$FOLDER/o.zip" a.txt', 2, ['a.txt']],
    ['absolute', 'mkdir x; cd x; rmdir ../x; $DM zip -o "$FOLDER/o.zip" "$FOLDER/a.txt"', 0, ['a.txt', 'o.zip']],
  ])('in a folder that is gone, with %s paths', (_, line, status, names) => {
    const ran = inShell(line);
    expect(ran).toMatchObject({ status, names });
    expect(ran.stderr.includes('The current folder is gone.')).toBe(status === 2);
    expect(ran.stderr).not.toContain('node:');
  });
});

describe('completion', () => {
  /** What bash offers for the last word. */
  function offered(...words: string[]): string[] {
    const folder = mkdtempSync(join(tmpdir(), 'dropmill-completion-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'script'), dropmill('completion', 'bash').stdout);
    const typed = words.map((word) => `'${word}'`).join(' ');
    const line = `source ./script; COMP_WORDS=(${typed}); COMP_CWORD=${words.length - 1}; _dropmill; echo "\${COMPREPLY[@]}"`;
    const { stdout } = spawnSync('bash', ['-c', line], { encoding: 'utf8', cwd: folder });
    return stdout.trim().split(' ').filter(Boolean);
  }

  it('in bash offers commands, flags and choices, and leaves paths to the shell', () => {
    expect(offered('dropmill', 'z')).toEqual(['zip']);
    expect(offered('dropmill', 'zip', '--lev')).toEqual(['--level']);
    expect(offered('dropmill', 'zip', '--if-exists', '')).toEqual(['add-number', 'skip', 'replace']);
    expect(offered('dropmill', 'resize', '-f', 'jp')).toEqual(['jpeg']);
    expect(offered('dropmill', 'zip', 'Pho')).toEqual([]);
    expect(offered('dropmill', 'help', 're')).toEqual(['resize']);
  });

  it.each(['bash', 'zsh', 'fish'])('for %s knows the flags of every command', (shell) => {
    const { stdout, status } = dropmill('completion', shell);
    expect(status).toBe(0);
    for (const name of Object.keys(registry)) expect(stdout).toContain(name);
    for (const flag of ['level', 'if-exists', 'metadata', 'dry-run', 'no-progressive']) expect(stdout).toContain(flag);
  });
});
