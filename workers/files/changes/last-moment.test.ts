// What happens in the very moment of a change: an editor saves the original, the trash takes its time, or says the opposite of what it did.
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type ChangeCalls, realCalls } from './change-calls.ts';
import { FileChanger } from './file-changer.ts';
import type { LeftBehind } from './left-behind.ts';
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

/** An editor saves another file of the name once the original has a second name, or its only name is in the hidden folder. */
function callsWithSaved(path: string, disk: keyof typeof DISKS): ChangeCalls {
  const calls: ChangeCalls = { ...realCalls, ...DISKS[disk] };
  const call = disk === 'with hard links' ? 'link' : 'rename';
  const step = calls[call];
  return {
    ...calls,
    [call]: async (from: string, to: string) => {
      await step(from, to);
      if (from !== path) return;
      writeFileSync(`${path}.new`, 'saved by an editor');
      renameSync(`${path}.new`, path);
    },
  };
}

it('a file that an editor saves when its original has a second name already is left alone', async () => {
  const world = makeWorld();
  const path = world.path('a.jpg');
  const was = world.write('a.jpg', 'original');
  const { changer, trashed } = changerOver(world, callsWithSaved(path, 'with hard links'));
  const request = { ...world.part('job', 'result'), name: path, original: { path, was } };
  expect(await changer.replace('job', request)).toEqual({ path: world.path('a (2).jpg'), note: 'changed' });
  expect([world.read('a.jpg'), world.read('a (2).jpg')]).toEqual(['saved by an editor', 'result']);
  expect([world.keptFolders(), readdirSync(trashed)]).toEqual([[], []]);
});

it('a file that an editor saves where the name was vacant for a moment is not written over, and the original has a place that is told', async () => {
  const world = makeWorld();
  const path = world.path('a.jpg');
  const was = world.write('a.jpg', 'original');
  const { changer } = changerOver(world, callsWithSaved(path, 'without hard links'));
  const request = { ...world.part('job', 'result'), name: path, original: { path, was } };
  const error = await changer.replace('job', request).catch((problem: unknown) => problem);
  expect(error).toMatchObject({ code: 'ORIGINAL_LEFT' });
  expect(readFileSync((error as LeftBehind).place, 'utf8')).toBe('original');
  expect(world.read('a.jpg')).toBe('saved by an editor');

  rmSync(path);
  await world.restart();
  expect([world.read('a.jpg'), world.keptFolders()]).toEqual(['original', []]);
});

it.each([
  ['with hard links', ['a.jpg']],
  ['without hard links', ['a (2).jpg', 'a.jpg']],
] as const)(
  'a file that an editor saves while its original is about to come back is not written over %s',
  async (disk, names) => {
    const world = makeWorld();
    const path = world.path('a.jpg');
    await world.replace('job', 'a.jpg', 'result', world.write('a.jpg', 'original'));
    await world.changer.close();
    const calls = callsWithSaved(path, disk);
    const environment = { XDG_DATA_HOME: join(world.root, 'data') };
    const trashItem = async (place: string) => rmSync(place);
    // The world's trash is one of Linux, on every system.
    const places = { platform: 'linux', environment } as const;
    const trash = new TrashCan({ trashItem, spareFolder: join(world.root, 'spare'), ...places, calls });
    const changer = new FileChanger({ folder: join(world.root, 'changes'), trash, calls });
    onTestFinished(() => changer.close());
    const [change] = changer.changes('job');
    if (!change) throw new Error('It has replaced nothing.');
    expect(await changer.restore('job', change)).toMatchObject({ original: 'name-taken' });
    const seen = world.names().filter((name) => !name.includes('.kept/'));
    expect([world.read('a.jpg'), seen]).toEqual(['saved by an editor', names]);
    if (names.length > 1) expect(world.read('a (2).jpg')).toBe('result');
    expect(world.contents()).toContain('original');

    // Once the name is free, the undo has the rest before it.
    rmSync(path);
    const [again] = changer.changes('job');
    expect(again && (await changer.restore('job', again))).toMatchObject({ original: undefined });
    expect(world.read('a.jpg')).toBe('original');
  },
);

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

it('what is about to change is on the disk before anything changes, in a replace and in an undo', async () => {
  const world = makeWorld();
  const path = world.path('a.jpg');
  const was = world.write('a.jpg', 'original');
  const said: string[] = [];
  const noting = (name: 'sync' | 'link' | 'rename' | 'unlink') => ({
    [name]: async (...words: never[]) => {
      said.push(name);
      return (realCalls[name] as (...words: never[]) => Promise<void>)(...words);
    },
  });
  const calls: ChangeCalls = {
    ...realCalls,
    ...noting('sync'),
    ...noting('link'),
    ...noting('rename'),
    ...noting('unlink'),
  };
  const { changer } = changerOver(world, calls);
  await changer.replace('job', { ...world.part('job', 'result'), name: path, original: { path, was } });
  expect(said.splice(0)[0]).toBe('sync');
  const [change] = changer.changes('job');
  if (!change) throw new Error('It has replaced nothing.');
  await changer.restore('job', change);
  expect(said[0]).toBe('sync');
  expect(world.read('a.jpg')).toBe('original');
});
