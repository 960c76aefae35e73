// A result gets its name, and what goes wrong in that very moment; and what somebody puts in the place of an unfinished file.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { directCalls, pooledCalls } from '../file-calls.ts';
import { isLinux, isWindows } from '../system.ts';
import { type NamedFile, OutputFile, takeName } from './output-file.ts';
import { sweepParts } from './part-files.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropmill-output-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

const at = (name: string) => join(folder, name);
const failing = async () => {
  throw Object.assign(new Error('EIO'), { code: 'EIO' });
};

it('on a disk without hard links a name that a file has is not taken', async () => {
  const link = async () => {
    throw Object.assign(new Error('EPERM'), { code: 'EPERM' });
  };
  const calls = { ...pooledCalls, link };
  writeFileSync(at('part'), 'result');
  writeFileSync(at('a.zip'), 'theirs');
  expect(await takeName(at('part'), at('a.zip'), calls)).toBe(false);
  expect([readFileSync(at('a.zip'), 'utf8'), readFileSync(at('part'), 'utf8')]).toEqual(['theirs', 'result']);
  expect(await takeName(at('part'), at('b.zip'), calls)).toBe(true);
  expect(readdirSync(folder).sort()).toEqual(['a.zip', 'b.zip']);
});

describe('a disk that fails in the moment of naming', () => {
  it.each([1, 2])(
    'leaves the result named and listed when the second name cannot be taken away (%i times)',
    async (times) => {
      let failures = times;
      const unlink = (path: string) => (failures-- > 0 ? failing() : pooledCalls.unlink(path));
      const output = await OutputFile.createWith({ ...pooledCalls, unlink }, folder, 'job');
      await output.handle.writeFile('content');
      const named: NamedFile[] = [];
      const path = await output.publish(at('a.zip'), 'rename', { onNaming: (file) => named.push(file) });
      expect(path).toBe(at('a.zip'));
      expect(named.map((file) => file.path)).toEqual([path]);
      expect(readFileSync(at('a.zip'), 'utf8')).toBe('content');
      await sweepParts(folder, 'job');
      expect(readdirSync(folder)).toEqual(['a.zip']);
      expect(statSync(at('a.zip')).nlink).toBe(1);
    },
  );

  it.each(['link', 'rename'] as const)('leaves nothing, neither name nor part, when %s fails', async (call) => {
    const calls = { ...pooledCalls, [call]: failing, ...(call === 'rename' && { link: failing }) };
    const output = await OutputFile.createWith(calls, folder, 'job');
    const named: NamedFile[] = [];
    const onNaming = (file: NamedFile) => named.push(file);
    const published = output.publish(at('a.zip'), 'rename', { onNaming });
    if (call === 'rename') await expect(published).rejects.toMatchObject({ code: 'EIO' });
    else expect(await published).toBe(at('a.zip'));
    await output.discard();
    expect(readdirSync(folder)).toEqual(call === 'rename' ? [] : ['a.zip']);
  });
});

it.skipIf(isWindows)("an unfinished file is its owner's alone, and a result is as any new file", async () => {
  const output = await OutputFile.create(folder, 'job');
  expect(statSync(output.partPath).mode & 0o777).toBe(0o600);
  await output.handle.writeFile('content');
  await output.close();
  expect(statSync(output.partPath).mode & 0o777).toBe(0o600);
  await output.discard();
  const whole = await OutputFile.create(folder, 'job');
  const path = await whole.publish(at('a.zip'));
  expect(statSync(path ?? '').mode & 0o777).toBe(0o666 & ~process.umask());
});

it.each([
  ['pooled', pooledCalls],
  ['direct', directCalls],
] as const)('nothing that has the name of an unfinished file is opened for one: %s calls', async (_, calls) => {
  writeFileSync(at('victim'), 'precious');
  symlinkSync(at('victim'), at('link'));
  symlinkSync(at('nothing'), at('broken'));
  for (const name of ['victim', 'link', 'broken'])
    await expect(calls.create(at(name))).rejects.toMatchObject({ code: 'EEXIST' });
  expect(readFileSync(at('victim'), 'utf8')).toBe('precious');
  expect(existsSync(at('nothing'))).toBe(false);
});

/** What somebody who may write in the folder puts there. */
const SWAPS = {
  'a link to a file of the user': (path: string) => symlinkSync(at('victim'), path),
  'a link to nothing': (path: string) => symlinkSync(at('new'), path),
  'a pipe': (path: string) => void spawnSync('mkfifo', [path]),
  'another file': (path: string) => writeFileSync(path, 'of a stranger'),
} as const;

describe.runIf(isLinux).each(Object.entries(SWAPS))(
  'an unfinished file in whose place there is suddenly %s',
  (_, swap) => {
    it('is written to the end by its one descriptor, and the other thing is neither written to nor listed', async () => {
      writeFileSync(at('victim'), 'precious');
      const output = await OutputFile.create(folder, 'job');
      await output.handle.writeFile('first half ');
      renameSync(output.partPath, at('moved'));
      swap(output.partPath);
      await output.handle.writeFile('second half');
      await expect(output.publish(at('a.zip'))).rejects.toMatchObject({ code: 'RESULT_SWAPPED' });
      await output.discard();
      expect(readFileSync(at('victim'), 'utf8')).toBe('precious');
      expect(readFileSync(at('moved'), 'utf8')).toBe('first half second half');
      expect(existsSync(at('new'))).toBe(false);
    });
  },
);

it.runIf(isLinux)(
  'a sweep takes the unfinished files of its own job, and neither links, pipes nor files of others',
  async () => {
    writeFileSync(at('victim'), 'precious');
    const part = (owner: string, digits: string) => at(`.dropmill-${owner}-${digits.repeat(12)}.part`);
    writeFileSync(part('job', '1'), 'unfinished');
    symlinkSync(at('victim'), part('job', '2'));
    spawnSync('mkfifo', [part('job', '3')]);
    writeFileSync(part('other', '4'), 'of another job');
    writeFileSync(at('.dropmill-job-5.part'), 'not such a name');
    await sweepParts(folder, 'job');
    expect(readdirSync(folder).sort()).toEqual(
      [
        '.dropmill-job-222222222222.part',
        '.dropmill-job-333333333333.part',
        '.dropmill-job-5.part',
        '.dropmill-other-444444444444.part',
        'victim',
      ].sort(),
    );
    expect(readFileSync(at('victim'), 'utf8')).toBe('precious');
  },
);
