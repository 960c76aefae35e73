import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../temporary.ts';
import { inMemory, isLikeDisk, prefix, removeLeftovers } from './memory-folder.mjs';

const mounts = (line: string) => `/dev/vda / ext4 rw 0 0\n${line}\n`;

it('takes memory that is like a disk', () => {
  expect(isLikeDisk(mounts('tmpfs /dev/shm tmpfs rw,nosuid,nodev 0 0'), '6.8.0-31-generic')).toBe(true);
});

it.for([
  ['no program can be started there', 'shm /dev/shm tmpfs rw,nosuid,nodev,noexec,relatime 0 0', '6.8.0'],
  ['it keeps no extended attributes', 'tmpfs /dev/shm tmpfs rw 0 0', '6.1.0-13-amd64'],
  ['it is a disk', '/dev/vdb /dev/shm ext4 rw 0 0', '6.8.0'],
  ['there is none', 'tmpfs /run tmpfs rw 0 0', '6.8.0'],
] as const)('leaves the files on the disk when %s', ([, line, kernel]) => {
  expect(isLikeDisk(mounts(line), kernel)).toBe(false);
});

it('leaves the folder that was chosen', async () => {
  expect(await inMemory({ TMPDIR: '/var/tmp' }, async (variables) => variables)).toEqual({});
});

it.skipIf(process.platform !== 'linux')('removes what killed runs have left, and nothing else', () => {
  const folder = temporaryFolder();
  const { pid } = spawnSync(process.execPath, ['--version']);
  const others = [`${prefix()}${process.pid}-aB3`, `dropmill-tests-1-${pid}-aB3`, `other-${pid}-aB3`];
  for (const name of [`${prefix()}${pid}-aB3`, ...others]) mkdirSync(join(folder, name, 'files'), { recursive: true });
  removeLeftovers(folder);
  expect(readdirSync(folder).sort()).toEqual(others.sort());
});
