// What happens in the very moment of a change: an editor saves the original, the trash takes its time, or says the opposite of what it did.
import { mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type ChangeCalls, realCalls } from './change-calls.ts';
import { FileChanger } from './file-changer.ts';
import { World } from './testing/world.ts';
import { TrashCan } from './trash-can.ts';

function makeWorld(): World {
  const world = new World();
  onTestFinished(() => world[Symbol.asyncDispose]());
  return world;
}

/** A changer of files over a world's folder. What goes to the trash is in `trashed`. */
function changerOver(world: World, calls: ChangeCalls, trashItem?: (path: string) => Promise<void>) {
  const trashed = mkdtempSync(join(tmpdir(), 'dropmill-trashed-'));
  const move = async (path: string) => renameSync(path, join(trashed, 'a'));
  const trash = new TrashCan({ trashItem: trashItem ?? move, spareFolder: join(world.root, 'spare'), calls });
  const changer = new FileChanger({ folder: join(world.root, 'changes'), trash, calls });
  onTestFinished(async () => {
    await changer.close();
    rmSync(trashed, { recursive: true });
  });
  return { changer, trashed };
}

const noLinks = async () => {
  throw Object.assign(new Error('EPERM'), { code: 'EPERM' });
};

const DISKS = { 'with hard links': {}, 'without hard links': { link: noLinks } } as const;

const SAVES: Readonly<Record<string, (path: string) => void>> = {
  'into the file': (path) => writeFileSync(path, 'saved by an editor'),
  'as another file of that name': (path) => {
    writeFileSync(`${path}.new`, 'saved by an editor');
    renameSync(`${path}.new`, path);
  },
};

describe.each(Object.keys(DISKS) as (keyof typeof DISKS)[])('an original on a disk %s', (disk) => {
  describe.each(Object.keys(SAVES))('that an editor saves %s', (how) => {
    /** It is saved when all was looked at and the first step is done. */
    const callsFor = (path: string): ChangeCalls => ({
      ...realCalls,
      ...DISKS[disk],
      makeFolder: async (folder) => {
        await realCalls.makeFolder(folder);
        if (folder.endsWith('.kept')) SAVES[how]?.(path);
      },
    });

    it('before its result takes its name is left alone, and the result gets a number', async () => {
      const world = makeWorld();
      const path = world.path('a.jpg');
      const was = world.write('a.jpg', 'original');
      const { changer, trashed } = changerOver(world, callsFor(path));
      const request = { ...world.part('job', 'result'), name: path, original: { path, was } };
      expect(await changer.replace('job', request)).toEqual({ path: world.path('a (2).jpg'), note: 'changed' });
      expect([world.read('a.jpg'), world.read('a (2).jpg')]).toEqual(['saved by an editor', 'result']);
      expect([world.keptFolders(), readdirSync(trashed), changer.changes('job')]).toEqual([[], [], []]);
    });

    it('before it goes to the trash stays, beside a result of another name', async () => {
      const world = makeWorld();
      const path = world.path('a.png');
      const was = world.write('a.png', 'original');
      world.write('a.webp', 'result');
      const { changer, trashed } = changerOver(world, callsFor(path));
      const request = {
        part: null,
        result: world.identity('a.webp'),
        name: world.path('a.webp'),
        original: { path, was },
      };
      expect(await changer.replace('job', request)).toEqual({ path: world.path('a.webp'), note: 'changed' });
      expect([world.read('a.png'), world.read('a.webp')]).toEqual(['saved by an editor', 'result']);
      expect([world.keptFolders(), readdirSync(trashed), changer.changes('job')]).toEqual([[], [], []]);
    });
  });
});

it('an original that was saved since it was read does not go to the trash', async () => {
  const world = makeWorld();
  const was = world.write('a.png', 'original');
  world.write('a.webp', 'result');
  world.write('a.png', 'saved by an editor');
  expect(await world.retire('job', 'a.png', 'a.webp', was)).toEqual({ path: world.path('a.webp'), note: 'changed' });
  expect([world.read('a.png'), world.notes()]).toEqual(['saved by an editor', []]);
});

it('a trash that moves a file and says no has moved it: nothing failed, and the undo brings it back', async () => {
  const world = makeWorld();
  world.trashMode = 'moves-and-fails';
  const replaced = await world.replace('job', 'a.jpg', 'result', world.write('a.jpg', 'original'));
  expect(replaced).toEqual({ path: world.path('a.jpg') });
  expect([world.keptFolders(), world.notes()]).toEqual([[], ['a.jpg.trashinfo']]);
  await world.undo('job');
  expect(world.read('a.jpg')).toBe('original');
});

it('a stop waits until the trash has answered', async () => {
  const world = makeWorld();
  const path = world.path('a.jpg');
  const was = world.write('a.jpg', 'original');
  const asked = Promise.withResolvers<void>();
  const answer = Promise.withResolvers<void>();
  const { changer } = changerOver(world, realCalls, async (place) => {
    asked.resolve();
    await answer.promise;
    rmSync(place);
  });
  const ended: string[] = [];
  const request = { ...world.part('job', 'result'), name: path, original: { path, was } };
  const replaced = changer.replace('job', request).then(() => ended.push('replaced'));
  await asked.promise;
  const stopped = changer.stop(600_000).then(() => ended.push('stopped'));
  // One that did not wait would be over by the time the changer has said so of the change.
  await realCalls.look(path);
  answer.resolve();
  await Promise.all([replaced, stopped]);
  expect(ended).toEqual(['replaced', 'stopped']);
});
