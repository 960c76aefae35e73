// The command line beside other jobs that change the same files: other commands, and the app.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, linkSync, lstatSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fileKey } from '../files/changes/identity.ts';
import { isLinux } from '../files/system.ts';
import { fourFields, grain, save } from '../jobs/resize/testing/pictures.ts';
import { runResize, temporaryFolder } from '../jobs/resize/testing/run-resize.ts';
import { claimedByAnother } from '../jobs/testing/claim-holder.ts';
import { COMMAND_LINE } from '../testing/command-line.ts';

function dropmill(folder: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND_LINE, ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

const CLAIMED = 'Another job is replacing this file.';

/** `in/a.png` and `in/b.png`, with results of the same names in `out`. */
async function picturesAndResults(): Promise<string> {
  const folder = temporaryFolder();
  for (const name of ['in', 'out']) mkdirSync(join(folder, name));
  for (const name of ['a.png', 'b.png']) {
    await save(fourFields(300, 200).png(), join(folder, 'in'), name);
    writeFileSync(join(folder, 'out', name), `earlier ${name}`);
  }
  return folder;
}

describe.runIf(isLinux)('a file that another program is replacing', () => {
  it('is left alone by name or by hard link, the row says so, and the rest is done', async () => {
    const folder = await picturesAndResults();
    linkSync(join(folder, 'out/a.png'), join(folder, 'other name.png'));
    const resize = () =>
      dropmill(
        folder,
        'resize',
        '-W',
        '50',
        '-t',
        '{name}',
        '--if-exists',
        'replace',
        '-o',
        'out',
        'in/a.png',
        'in/b.png',
      );
    await using program = await claimedByAnother(join(folder, 'other name.png'));

    const run = resize();
    expect(run.status).toBe(1);
    expect(run.stderr).toContain(CLAIMED);
    expect(readFileSync(join(folder, 'out/a.png'), 'utf8')).toBe('earlier a.png');
    expect(readFileSync(join(folder, 'out/b.png'), 'latin1')).toContain('PNG');
    expect(readdirSync(join(folder, 'out'))).toEqual(['a.png', 'b.png']);

    // It was killed: nobody has the file any more.
    await program.kill();
    expect(resize().status).toBe(0);
    expect(readFileSync(join(folder, 'out/a.png'), 'latin1')).toContain('PNG');
  });

  it.each([
    ['zip', ['zip', '--if-exists', 'replace', '-o', 'made.zip', 'in']],
    ['extract', ['extract', '--if-exists', 'replace', '-o', '.', 'made.zip']],
  ])('is left alone by %s', async (kind, args) => {
    const folder = await picturesAndResults();
    expect(dropmill(folder, 'zip', '-o', 'made.zip', 'in').status).toBe(0);
    const target = join(folder, kind === 'extract' ? 'in/a.png' : `made.${kind}`);
    const before = readFileSync(target);
    await using _program = await claimedByAnother(target);

    const run = dropmill(folder, ...args);
    expect(run.stderr).toContain(CLAIMED);
    expect(run.status).toBe(1);
    expect(readFileSync(target)).toEqual(before);
  });
});

describe.runIf(isLinux)('two jobs at once', () => {
  it('of the command line: the second one leaves what the first one is about to replace', async () => {
    const folder = await picturesAndResults();
    await save(grain(2400, 1600).png(), join(folder, 'in'), 'a.png');
    const args = ['resize', '-W', '2000', '-t', '{name}', '--if-exists', 'replace', '-o', 'out', 'in/a.png'];
    const key = fileKey(lstatSync(join(folder, 'out/a.png'), { bigint: true }));
    const first = spawn(process.execPath, [COMMAND_LINE, ...args], { cwd: folder, stdio: 'ignore' });
    onTestFinished(() => void first.kill('SIGKILL'));
    const ended = once(first, 'exit');
    // Seen without taking it, as the first one would have to go without it then.
    const isHeld = () => readFileSync('/proc/net/unix', 'utf8').includes(`@dropmill-claim-${key}\n`);
    await expect.poll(() => isHeld() || first.exitCode !== null).toBe(true);
    first.kill('SIGSTOP');
    expect(isHeld()).toBe(true);

    const second = dropmill(folder, ...args);
    expect(second.status).toBe(1);
    expect(second.stderr).toContain(CLAIMED);
    expect(readFileSync(join(folder, 'out/a.png'), 'utf8')).toBe('earlier a.png');

    first.kill('SIGCONT');
    expect(await ended).toEqual([0, null]);
    expect(readFileSync(join(folder, 'out/a.png'), 'latin1')).toContain('PNG');
  });

  it('of the app and of the command line: what is on its way to the trash is not overwritten', async () => {
    const folder = await picturesAndResults();
    copyFileSync(join(folder, 'in/b.png'), join(folder, 'out/a.png'));
    const original = readFileSync(join(folder, 'out/a.png'));
    const asked = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    const trash = async (): Promise<void> => {
      asked.resolve();
      await gate.promise;
      throw new Error('There is no trash.');
    };
    const job = runResize([join(folder, 'out/a.png')], { width: 100, destination: 'replace' }, { trash });
    // A job that nobody waits for would keep its executor, and so the test, for ever.
    onTestFinished(() => gate.resolve());
    await asked.promise;
    const run = dropmill(
      folder,
      'resize',
      '-W',
      '50',
      '-t',
      '{name}',
      '--if-exists',
      'replace',
      '-o',
      'out',
      'in/a.png',
    );
    expect(run.status).toBe(1);
    expect(run.stderr).toContain(CLAIMED);

    gate.resolve();
    expect((await job).outcome.failed).toBe(1);
    expect(readFileSync(join(folder, 'out/a.png'))).toEqual(original);
    expect(readdirSync(join(folder, 'out'))).toEqual(['a.png', 'b.png']);
  });
});
