import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { partName, runOwner, sweepKilledRuns, sweepParts } from './part-files.ts';

/** The number of a user who is not root. */
const SOMEBODY = 65_534;

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'dropmill-parts-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The number of a process that has ended. */
const deadPid = () => spawnSync(process.execPath, ['--version']).pid;

it('removes what a killed run has left, and nothing of one that is alive, of a job, or of somebody else', async () => {
  const folder = temporary();
  const dead = partName(runOwner(deadPid()));
  const others = [partName(runOwner()), partName('3f2504e0-4f89-11d3-9a0c-0305e82c3301'), 'run.part'];
  for (const name of [dead, ...others]) writeFileSync(join(folder, name), '');
  await sweepKilledRuns(folder);
  expect(readdirSync(folder).sort()).toEqual(others.sort());
});

const hasNamespaces = spawnSync('unshare', ['-pf', 'true']).status === 0;

it.runIf(hasNamespaces)(
  'leaves what a run in a container has begun: its number is that of another process here',
  () => {
    const folder = temporary();
    const program = `
    const { writeFileSync } = await import('node:fs');
    const { partName, runOwner } = await import(${JSON.stringify(new URL('./part-files.ts', import.meta.url))});
    writeFileSync(${JSON.stringify(`${folder}/`)} + partName(runOwner(${deadPid()})), '');`;
    execFileSync('unshare', ['-pf', process.execPath, '--input-type=module', '-e', program]);
    return expect(sweepKilledRuns(folder).then(() => readdirSync(folder))).resolves.toHaveLength(1);
  },
);

it('removes files and folders, and no link that has the name of one', async () => {
  const folder = temporary();
  const owner = 'job-1';
  const [file, link, inner] = [partName(owner), partName(owner), partName(owner)];
  writeFileSync(join(folder, file), '');
  writeFileSync(join(folder, 'theirs'), '');
  symlinkSync('theirs', join(folder, link));
  mkdirSync(join(folder, inner));
  writeFileSync(join(folder, inner, 'unfinished'), '');
  await sweepParts(folder, owner);
  expect(readdirSync(folder).sort()).toEqual([link, 'theirs'].sort());
});

it('removes folders that nobody may write to', () => {
  const folder = temporary();
  const part = join(folder, partName('job-1'));
  mkdirSync(join(part, 'inner'), { recursive: true });
  writeFileSync(join(part, 'inner', 'unfinished'), '');
  const isRoot = process.getuid?.() === 0;
  for (const path of [join(part, 'inner'), part]) {
    chmodSync(path, 0o555);
    // Root may write to all folders: then it is somebody else who sweeps.
    if (isRoot) chownSync(path, SOMEBODY, SOMEBODY);
  }
  if (isRoot) chmodSync(folder, 0o777);
  const program = `
    const { sweepParts } = await import(${JSON.stringify(new URL('./part-files.ts', import.meta.url))});
    if (process.getuid?.() === 0) process.setuid(${SOMEBODY});
    await sweepParts(${JSON.stringify(folder)}, 'job-1');`;
  execFileSync(process.execPath, ['--input-type=module', '-e', program]);
  expect(readdirSync(folder)).toEqual([]);
});
