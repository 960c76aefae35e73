// The same on disks of other kinds: exFAT has neither hard links nor modes, and its names ignore case; NTFS has links.
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { OutputFile } from '../output/output-file.ts';
import { settleNumber } from '../system/layers.ts';
import { moveToOwnTrash } from './own-trash.ts';
import { bindMount, type DiskKind, layOver, mountDisk } from './testing/disks.ts';
import { atEveryStep } from './testing/every-step.ts';
import { Killed } from './testing/faulty-calls.ts';
import { World } from './testing/world.ts';

describe.each(['exfat', 'ntfs'] as const)('on %s', (kind) => {
  it('a killed replace leaves the picture whole under its name, and an undo brings it back', async ({ skip }) => {
    const base = mounted(kind, skip);
    const steps = await atEveryStep(
      'kill',
      { base },
      async (world) => world.write('a.jpg', 'original'),
      async (world) => world.replace('job', 'a.jpg', 'result', world.identity('a.jpg')),
      async (world, step) => {
        expect(['original', 'result'], `step ${step}`).toContain(world.read('a.jpg'));
        expect(world.keptFolders(), `step ${step}`).toEqual([]);
        await world.undo('job');
        expect(world.read('a.jpg'), `step ${step}`).toBe('original');
        expect(world.names(), `step ${step}`).toEqual(['a.jpg']);
      },
    );
    expect(steps).toBeGreaterThan(5);
  });

  it('a killed undo goes on', async ({ skip }) => {
    const base = mounted(kind, skip);
    await atEveryStep(
      'kill',
      { base },
      async (world) => world.replace('job', 'a.jpg', 'result', world.write('a.jpg', 'original')),
      async (world) => world.undo('job'),
      async (world, step) => {
        await world.undo('job');
        expect(world.read('a.jpg'), `step ${step}`).toBe('original');
        expect(world.names(), `step ${step}`).toEqual(['a.jpg']);
      },
    );
  });

  it('a name is given to a whole file or to none, and never to one that has another', async ({ skip }) => {
    const base = mounted(kind, skip);
    const output = await OutputFile.create(base, 'job');
    await output.handle.writeFile('content');
    writeFileSync(join(base, 'A.zip'), 'before');
    const path = await output.publish(join(base, kind === 'exfat' ? 'a.zip' : 'A.zip'));
    expect(path).toMatch(/ \(2\)\.zip$/);
    expect(readFileSync(path ?? '', 'utf8')).toBe('content');
    expect(statSync(join(base, 'A.zip')).size).toBe(6);
    expect(existsSync(output.partPath)).toBe(false);
  });
});

describe.each([
  ['its disk', false],
  ['another disk', true],
])('in a container whose changes go to %s', (_, apart) => {
  it.for([
    ['a picture with two names is replaced', 'good', false],
    ['a picture with one name is replaced by an app that is killed then', 'dies-after', false],
    ['a file with two names is overwritten', 'good', true],
  ] as const)('%s, nothing else changes, and an undo brings it back', async ([, trash, any], { skip }) => {
    await using world = new World();
    world.write('a.jpg', 'original');
    if (trash === 'good') world.link('a.jpg', 'b.jpg');
    else world.write('b.jpg', 'original');
    const layers = layOver(world.root, { apart });
    if (typeof layers === 'string') return skip(`overlayfs cannot be mounted here: ${layers}`);
    using _layers = layers;
    if (!any) await settleNumber(world.path('a.jpg'));
    world.trashMode = trash;
    const made = world.replace('job', 'a.jpg', 'result', any ? null : world.identity('a.jpg'));
    if (trash === 'good') expect(await made).toEqual({ path: world.path('a.jpg') });
    else await expect(made).rejects.toThrow(Killed);
    world.trashMode = 'good';
    await world.restart();
    expect([world.read('a.jpg'), world.read('b.jpg')]).toEqual(['result', 'original']);
    await world.undo('job');
    expect([world.read('a.jpg'), world.read('b.jpg')]).toEqual(['original', 'original']);
    expect(world.names()).toEqual(['a.jpg', 'b.jpg']);
  });
});

it('what is mounted is neither replaced nor trashed, and its row says why', async ({ skip }) => {
  await using world = new World();
  for (const name of ['a.jpg', 'folder/a', 'elsewhere/a']) world.write(name, name);
  const disk = bindMount(world.path('elsewhere/a'), world.path('a.jpg'));
  if (typeof disk === 'string') return skip(`nothing can be mounted here: ${disk}`);
  using _file = disk;
  using _folder = bindMount(world.path('elsewhere'), world.path('folder')) as Disposable;
  vi.stubEnv('XDG_DATA_HOME', join(world.root, 'data'));
  onTestFinished(() => void vi.unstubAllEnvs());
  const before = world.names();
  const mounted = { code: 'MOUNTED' };
  await expect(world.replace('job', 'a.jpg', 'result', world.identity('a.jpg'))).rejects.toMatchObject(mounted);
  await expect(world.replace('job', 'a.jpg', 'result', null)).rejects.toMatchObject(mounted);
  for (const name of ['a.jpg', 'folder']) {
    await expect(world.trash('job', name)).rejects.toMatchObject(mounted);
    const original = { path: world.path(name), was: world.identity(name) };
    await expect(moveToOwnTrash(original)).rejects.toMatchObject(mounted);
  }
  await world.restart();
  expect([world.names(), world.keptFolders(), world.changer.changes('job')]).toEqual([before, [], []]);
});

it('a folder of a container’s image stays, and its row says why', async ({ skip }) => {
  await using world = new World();
  world.write('folder/a', 'original');
  const layers = layOver(world.root);
  if (typeof layers === 'string') return skip(`overlayfs cannot be mounted here: ${layers}`);
  using _layers = layers;
  await expect(world.trash('job', 'folder')).rejects.toMatchObject({ code: 'TRASH_REFUSED' });
  expect([world.names(), world.keptFolders()]).toEqual([['folder/a'], []]);
});

function mounted(kind: DiskKind, skip: (reason?: string) => never): string {
  const disk = mountDisk(kind);
  if (typeof disk === 'string') return skip(`${kind} cannot be mounted here: ${disk}`);
  onTestFinished(() => disk[Symbol.dispose]());
  return disk.path;
}
