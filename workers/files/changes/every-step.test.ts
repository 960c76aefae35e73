// Kills the app, and has the disk fail, at every single step of each kind of change.
import { rmSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { markTree } from '../tree-mark.ts';
import { atEveryStep } from './testing/every-step.ts';
import { type TrashMode, World, type WorldOptions } from './testing/world.ts';

const disks: readonly (readonly [string, WorldOptions])[] = [
  ['a disk with hard links', {}],
  ['a disk without hard links', { hasLinks: false }],
  ['another disk than that of the user data', { hasSpares: false }],
  ['a stick without hard links', { hasLinks: false, hasSpares: false }],
  ['another disk than that of the trash', { hasSpares: false, isTrashApart: true }],
];
const trashes: readonly TrashMode[] = ['good', 'refuses', 'lies', 'moves-and-fails', 'dies-after'];
const faults = ['kill', 'EIO', 'EROFS'] as const;

it('a folder in which anything was changed, added or removed since it was read is left alone', async () => {
  for (const change of ['a', 'sub/new', undefined]) {
    await using world = new World();
    world.write('b/a', 'a');
    world.write('b/sub/b', 'b');
    const path = world.path('b');
    const original = { path, was: world.identity('b'), mark: (await markTree(path))?.mark ?? '' };
    if (change) world.write(`b/${change}`, 'other');
    else rmSync(world.path('b/sub/b'));
    const { note } = await world.changer.replace('job', { part: null, result: null, name: path, original });
    expect([note, world.notes(), world.keptFolders()]).toEqual(['changed', [], []]);
    expect(world.read('b/a')).toBe(change === 'a' ? 'other' : 'a');
  }
});

describe.each(disks)('on %s', (_, options) => {
  const canBringFolders = !options.isTrashApart;
  describe.each(faults)('with a fault of the kind %s', (how) => {
    it.each(trashes)('a replaced picture is whole, named and comes back where the trash is %s', async (mode) => {
      const steps = await atEveryStep(
        how,
        options,
        async (world) => world.write('a.jpg', 'original'),
        async (world) => {
          world.trashMode = mode;
          await world.replace('job', 'a.jpg', 'result', world.identity('a.jpg'));
        },
        async (world, step) => {
          expect(['original', 'result'], `step ${step}`).toContain(world.read('a.jpg'));
          if (how === 'kill') expect(world.keptFolders(), `step ${step}`).toEqual([]);
          await world.undo('job');
          expect(world.read('a.jpg'), `step ${step}`).toBe('original');
          expect(world.names(), `step ${step}`).toEqual(['a.jpg']);
        },
      );
      expect(steps).toBeGreaterThan(5);
    });

    it.each(trashes)('a picture whose result has another name comes back where the trash is %s', async (mode) => {
      await atEveryStep(
        how,
        options,
        async (world) => {
          world.write('a.png', 'original');
          world.write('a.webp', 'result');
        },
        async (world) => {
          world.trashMode = mode;
          await world.retire('job', 'a.png', 'a.webp', world.identity('a.png'));
        },
        async (world, step) => {
          expect(world.read('a.webp'), `step ${step}`).toBe('result');
          if (how === 'kill') expect(world.keptFolders(), `step ${step}`).toEqual([]);
          const undoable = world.changer.changes('job').length;
          await world.undo('job');
          expect(world.read('a.png'), `step ${step}`).toBe('original');
          const names = world.names().filter((name) => how === 'kill' || !name.includes('.kept/'));
          expect(names, `step ${step}`).toEqual(undoable > 0 ? ['a.png'] : ['a.png', 'a.webp']);
        },
      );
    });

    it.each(trashes)('a file and a folder that only go to the trash come back where the trash is %s', async (mode) => {
      const names = canBringFolders ? ['a.jpg', 'b/c.jpg', 'b/d/e.jpg'] : ['a.jpg'];
      const steps = await atEveryStep(
        how,
        options,
        async (world) => names.map((name) => world.write(name, name)),
        async (world) => {
          world.trashMode = mode;
          for (const name of new Set(names.map((path) => path.split('/')[0] ?? ''))) await world.trash('job', name);
        },
        async (world, step) => {
          expect(world.contents(), `step ${step}`).toEqual(new Set(names));
          if (how === 'kill') expect(world.keptFolders(), `step ${step}`).toEqual([]);
          await world.undo('job');
          // A disk that fails may keep a second name.
          const found = world.names().filter((name) => how === 'kill' || !name.includes('.kept/'));
          expect(found, `step ${step}`).toEqual(names);
        },
      );
      expect(steps).toBeGreaterThan(5);
    });

    it.runIf(canBringFolders)('an undo of what only went to the trash brings it back', async () => {
      await atEveryStep(
        how,
        options,
        async (world) => {
          world.write('b/c.jpg', 'c');
          await world.trash('job', 'b');
        },
        async (world) => world.undo('job'),
        async (world, step) => {
          await world.undo('job');
          expect(world.names(), `step ${step}`).toEqual(['b/c.jpg']);
          expect(world.notes(), `step ${step}`).toEqual([]);
        },
      );
    });

    it('an undo ends with the original under its name, and the result in the trash', async () => {
      await atEveryStep(
        how,
        options,
        async (world) => world.replace('job', 'a.jpg', 'result', world.write('a.jpg', 'original')),
        async (world) => world.undo('job'),
        async (world, step) => {
          expect(['original', 'result'], `step ${step}`).toContain(world.read('a.jpg'));
          expect(world.contents(), `step ${step}`).toEqual(new Set(['original', 'result']));
          await world.undo('job');
          expect(world.read('a.jpg'), `step ${step}`).toBe('original');
          // A result that the trash refuses in that moment stays under a number.
          const others = world.names().filter((name) => name !== 'a.jpg');
          expect(
            others.filter((name) => how === 'kill' || name !== 'a (2).jpg'),
            `step ${step}`,
          ).toEqual([]);
        },
      );
    });

    it('an overwritten file is under its name or comes back', async () => {
      await atEveryStep(
        how,
        options,
        async (world) => world.write('a.zip', 'before'),
        async (world) => world.replace('job', 'a.zip', 'archive', null),
        async (world, step) => {
          expect(['before', 'archive'], `step ${step}`).toContain(world.read('a.zip'));
          const [change] = world.changer.changes('job');
          // Where the trash refuses, what was said to be overwritten is, and the row says so.
          if (change?.ended?.how === 'deleted') return;
          await world.undo('job');
          expect(world.read('a.zip'), `step ${step}`).toBe('before');
        },
      );
    });
  });
});
