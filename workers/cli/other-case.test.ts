// On a disk whose names ignore case, and whose files have another number for each way to write their name: no original is replaced by
// way of another name for it, whatever path leads there.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { mountDisk } from '../files/changes/testing/disks.ts';
import { oddZip } from '../jobs/extract/testing/odd-zip.ts';
import { COMMAND_LINE } from '../testing/command-line.ts';

/** @returns a folder `photos` on an exFAT disk, where `link` leads to as well */
function mounted(skip: (reason?: string) => never): string {
  const disk = mountDisk('exfat');
  if (typeof disk === 'string') return skip(`exFAT cannot be mounted here: ${disk}`);
  const link = `${disk.path}-link`;
  onTestFinished(() => disk[Symbol.dispose]());
  mkdirSync(join(disk.path, 'photos'));
  symlinkSync(join(disk.path, 'PHOTOS'), link);
  return disk.path;
}

function run(words: readonly string[]) {
  return spawnSync(process.execPath, [COMMAND_LINE, ...words], { encoding: 'utf8' });
}

describe('another way to write the name of an original', () => {
  it('is no name for a smaller picture', ({ skip }) => {
    const disk = mounted(skip);
    const path = join(disk, 'photos/IMG_1.PNG');
    writeFileSync(join(disk, 'IMG_1.svg'), '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="48"/>');
    run(['resize', '-t', '{name}', '-f', 'png', '-o', disk, join(disk, 'IMG_1.svg')]);
    const picture = readFileSync(join(disk, 'IMG_1.png'));
    writeFileSync(path, picture);
    const words = ['resize', '-W', '32', '-t', 'img_1', '--collision', 'overwrite', '-o', `${disk}-link`, path];
    expect(run(words)).toMatchObject({ status: 0, stdout: `${disk}-link/img_1 (2).PNG\n` });
    expect(readFileSync(path)).toEqual(picture);
  });

  it('is no name for an archive of it', ({ skip }) => {
    const disk = mounted(skip);
    const path = join(disk, 'photos/a.zip');
    writeFileSync(path, 'original');
    const words = ['zip', '--if-exists', 'overwrite', '-o', `${disk}-link/A.ZIP`, path];
    expect(run(words)).toMatchObject({ status: 1, stderr: expect.stringContaining('cannot replace') });
    expect(readFileSync(path, 'utf8')).toBe('original');
  });

  it('is no name for what is in it', ({ skip }) => {
    const disk = mounted(skip);
    const archive = oddZip({ entries: ['X.ZIP', 'other'].map((name) => ({ name: `d/${name}` })) });
    mkdirSync(join(disk, 'photos/d'));
    const path = join(disk, 'photos/d/x.zip');
    writeFileSync(path, archive);
    const words = ['extract', '--if-exists', 'overwrite', '-o', `${disk}-link`, path];
    expect(run(words)).toMatchObject({ status: 1, stderr: expect.stringContaining('X.ZIP') });
    expect(readFileSync(path)).toEqual(archive);
  });
});
