// What is left in hidden folders and spares: seen again by whoever tries once more, by whoever takes the job off the list, and by the next start.
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { OWN_PREFIX } from '../output/part-name.ts';
import { isLinux, isWindows } from '../system.ts';
import { realCalls } from './change-calls.ts';
import { FileChanger } from './file-changer.ts';
import { keptPlace } from './kept-folder.ts';
import { World, type WorldOptions } from './testing/world.ts';
import { TrashCan } from './trash-can.ts';

function makeWorld(options: WorldOptions = {}): World {
  const world = new World(options);
  onTestFinished(() => world[Symbol.asyncDispose]());
  return world;
}

/** All names, those of part files and kept folders, too. */
const allNames = (world: World) => readdirSync(world.photos, { recursive: true }).map(String).toSorted();
const hidden = (world: World) => allNames(world).filter((name) => name.includes(OWN_PREFIX));

const disks: readonly (readonly [string, WorldOptions])[] = [
  ['with hard links', {}],
  ['without hard links', { hasLinks: false }],
];

describe.each(disks)('an undo that the disk has broken off, on one %s', (_, options) => {
  /** @returns false when the undo has fewer steps */
  async function brokenOff(world: World, at: number): Promise<boolean> {
    await world.replace('job', 'a.jpg', 'result', world.write('a.jpg', 'original'));
    await world.arm({ at, how: 'EIO' });
    await world.undo('job').catch(() => {});
    return world.calls.steps() >= at;
  }

  it('goes on with the next try, without a new start', async () => {
    for (let at = 1; ; at++) {
      const world = makeWorld(options);
      const isHit = await brokenOff(world, at);
      await world.undo('job');
      expect(world.read('a.jpg'), `step ${at}`).toBe('original');
      expect(hidden(world), `step ${at}`).toEqual([]);
      if (!isHit) return;
    }
  });

  it('hides nothing when its job leaves the list', async () => {
    for (let at = 1; ; at++) {
      const world = makeWorld(options);
      const isHit = await brokenOff(world, at);
      await world.changer.forget('job');
      expect(hidden(world), `step ${at}`).toEqual([]);
      expect(world.contents().has('original'), `step ${at}`).toBe(true);
      expect(world.names().length, `step ${at}`).toBeGreaterThan(0);
      if (!isHit) return;
    }
  });
});

describe.each(disks)('a change that the app was killed in, on a disk %s', (_, options) => {
  it('hides nothing when its job leaves the list before anything was mended', async () => {
    for (let at = 1; ; at++) {
      const world = makeWorld(options);
      const was = world.write('a.jpg', 'original');
      await world.arm({ at, how: 'kill' });
      await world.replace('job', 'a.jpg', 'result', was).catch(() => {});
      const isHit = world.calls.steps() >= at;
      await world.arm(undefined);
      await world.changer.forget('job');
      expect(
        hidden(world).filter((name) => name.includes('.kept')),
        `step ${at}`,
      ).toEqual([]);
      expect(['original', 'result'], `step ${at}`).toContain(world.read('a.jpg'));
      expect(world.contents().has('original'), `step ${at}`).toBe(true);
      if (!isHit) return;
    }
  });

  it('on a disk that is away at the next start is known until the disk is back', async () => {
    for (let at = 1; ; at++) {
      const world = makeWorld(options);
      const was = world.write('stick/a.jpg', 'original');
      await world.arm({ at, how: 'kill' });
      const part = world.part('job', 'result');
      const name = world.path('stick/a.jpg');
      await world.changer.replace('job', { ...part, name, original: { path: name, was } }).catch(() => {});
      const isHit = world.calls.steps() >= at;
      renameSync(world.path('stick'), join(world.root, 'away'));
      await world.restart();
      await world.changer.keepOnly(() => false);
      renameSync(join(world.root, 'away'), world.path('stick'));
      await world.restart();
      await world.changer.keepOnly(() => false);
      expect(
        hidden(world).filter((one) => one.includes('.kept')),
        `step ${at}`,
      ).toEqual([]);
      expect(world.contents().has('original'), `step ${at}`).toBe(true);
      expect(
        world.names().some((one) => one.startsWith('stick/a')),
        `step ${at}`,
      ).toBe(true);
      expect(existsSync(join(world.root, 'changes/job.jsonl')), `step ${at}`).toBe(false);
      if (!isHit) return;
    }
  });
});

describe('an original that could be moved neither on nor back', () => {
  /** In its hidden folder, with its name vacant: the disk, which has no hard links, has become read-only. */
  async function leftWorld(): Promise<World> {
    const world = makeWorld({ hasLinks: false, hasSpares: false });
    const was = world.write('a.jpg', 'original');
    for (let at = 1; world.read('a.jpg') === 'original'; at++) {
      await world.arm({ at, how: 'EROFS' });
      const replaced = world.replace('job', 'a.jpg', 'result', was).catch((error: unknown) => error);
      if (world.read('a.jpg') === undefined) expect(await replaced).toMatchObject({ code: 'ORIGINAL_LEFT' });
      await replaced;
    }
    expect(world.read('a.jpg')).toBeUndefined();
    return world;
  }

  it('is back under its name after the next start', async () => {
    const world = await leftWorld();
    await world.restart();
    expect([world.names(), world.read('a.jpg')]).toEqual([['a.jpg'], 'original']);
    expect(world.changer.changes('job')).toEqual([]);
  });

  it('is said to be left once, as long as something else has its name, and comes back after that', async () => {
    const world = await leftWorld();
    world.write('a.jpg', 'theirs');
    await world.restart();
    expect(world.read('a.jpg')).toBe('theirs');
    await world.restart();
    expect(await world.changer.recover()).toEqual([]);
    renameSync(world.path('a.jpg'), world.path('b.jpg'));
    await world.restart();
    expect([world.names(), world.read('a.jpg')]).toEqual([['a.jpg', 'b.jpg'], 'original']);
    await world.restart();
    expect(await world.changer.recover()).toEqual([]);
  });
});

describe('a spare', () => {
  const spares = (world: World) => readdirSync(join(world.root, 'spare'));

  it('that the app has left when it was killed does not outlive the emptied trash', async () => {
    const world = makeWorld();
    world.trashMode = 'dies-after';
    const was = world.write('a.jpg', 'original');
    await world.replace('job', 'a.jpg', 'result', was).catch(() => {});
    expect(spares(world)).toHaveLength(1);
    world.trashMode = 'good';
    await world.restart();
    expect(spares(world)).toEqual([]);
    await world.undo('job');
    expect(world.read('a.jpg')).toBe('original');
  });

  it('is where an original is found that the trash has taken to where nobody can look', async () => {
    const world = makeWorld();
    world.trashMode = 'dies-after';
    const was = world.write('a.jpg', 'original');
    await world.replace('job', 'a.jpg', 'result', was).catch(() => {});
    world.emptyTrash();
    world.trashMode = 'good';
    await world.restart();
    await world.undo('job');
    expect([world.read('a.jpg'), spares(world)]).toEqual(['original', []]);
  });

  it.each([
    ['a log that cannot be read', (log: string) => mkdirSync(log)],
    ['a log with a line of another version', (log: string) => writeFileSync(log, '{"k":"later","op":0,"open":0}\n')],
  ] as const)('stays where it may be named by %s', async (_, make) => {
    const world = makeWorld();
    await world.replace('job', 'a.jpg', 'result', world.write('a.jpg', 'original'));
    mkdirSync(join(world.root, 'spare'), { recursive: true });
    writeFileSync(join(world.root, 'spare/x.jpg'), 'spare');
    make(join(world.root, 'changes/other.jsonl'));
    await world.restart();
    expect(spares(world)).toEqual(['x.jpg']);
  });
});

it('an original whose folder gets another name while the trash is at work is not said to be in the trash', async () => {
  const world = makeWorld({ hasSpares: false });
  const was = world.write('trip/a.jpg', 'original');
  let isRenaming = true;
  let count = 0;
  const trash = new TrashCan({
    trashItem: async (place) => {
      if (isRenaming) renameSync(world.path('trip'), world.path('renamed'));
      if (!isRenaming) return renameSync(place, join(world.root, `trashed ${count++}`));
      throw new Error(`There is no ${place}.`);
    },
    spareFolder: join(world.root, 'no-folder/spare'),
    environment: { XDG_DATA_HOME: join(world.root, 'data') },
  });
  const changer = new FileChanger({ folder: join(world.root, 'other-changes'), trash });
  onTestFinished(() => changer.close());
  const path = world.path('trip/a.jpg');
  for (const original of [{ path, was }, null]) {
    isRenaming = true;
    const request = { ...world.part('job', 'result'), name: path, original };
    await expect(changer.replace('job', request)).rejects.toMatchObject({ code: 'ORIGINAL_LEFT' });
    const [change] = changer.changes('job').slice(-1);
    expect(change?.ended?.how).toBe('left');
    renameSync(world.path('renamed'), world.path('trip'));
    if (!change) throw new Error('It has replaced nothing.');
    isRenaming = false;
    await changer.restore('job', change);
    expect([readFileSync(path, 'utf8'), world.names()]).toEqual(['original', ['trip/a.jpg']]);
  }
});

it.runIf(isLinux)('what is overwritten goes to the trash also where the system refuses to move it there', async () => {
  for (const mode of ['refuses', 'lies'] as const) {
    const world = makeWorld();
    world.write('a.zip', 'before');
    world.trashMode = mode;
    const { note } = await world.replace('job', 'a.zip', 'archive', null);
    expect([note, world.read('a.zip'), world.contents().has('before')]).toEqual([undefined, 'archive', true]);
    const [info = ''] = world.notes();
    expect(readFileSync(join(dirname(world.trashFiles), 'info', info), 'utf8')).not.toContain(OWN_PREFIX);
    world.trashMode = 'good';
    await world.undo('job');
    expect([world.read('a.zip'), world.names()]).toEqual(['before', ['a.zip']]);
  }
});

it('a second name that could not be taken away is taken away with the job, and the file stays', async () => {
  const world = makeWorld();
  const was = world.write('a.jpg', 'original');
  const kept = '.dropmill-job-0123456789ab.kept';
  mkdirSync(world.path(kept));
  linkSync(world.path('a.jpg'), keptPlace(world.path('a.jpg'), kept));
  const lines = [
    { k: 'replace', op: 0, path: world.path('a.jpg'), was, name: world.path('a.jpg'), result: was, kept, open: 1 },
    { k: 'end', op: 0, how: 'rolled-back', where: null, open: 0 },
  ];
  mkdirSync(join(world.root, 'changes'));
  writeFileSync(join(world.root, 'changes/job.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  await world.restart();
  await world.changer.forget('job');
  expect(allNames(world).filter((name) => !name.endsWith('.part'))).toEqual(['a.jpg']);
});

it.skipIf(isWindows)('the names of all that is in the trash are not read for each file that goes there', async () => {
  const world = makeWorld();
  const read: string[] = [];
  const names = (folder: string) => {
    read.push(folder);
    return realCalls.names(folder);
  };
  mkdirSync(join(dirname(world.trashFiles), 'info'), { recursive: true });
  mkdirSync(world.trashFiles);
  const trash = new TrashCan({
    trashItem: async (place) => {
      const target = join(world.trashFiles, basename(place));
      if (existsSync(target)) return renameSync(place, `${target}.2`);
      writeFileSync(join(dirname(world.trashFiles), `info/${basename(place)}.trashinfo`), `Path=${place}\n`);
      renameSync(place, target);
    },
    spareFolder: join(world.root, 'spare'),
    environment: { XDG_DATA_HOME: join(world.root, 'data') },
    calls: { ...realCalls, names },
  });
  const changer = new FileChanger({ folder: join(world.root, 'other-changes'), trash });
  onTestFinished(() => changer.close());
  for (const name of ['a/1.jpg', 'a/2.jpg', 'b/1.jpg']) {
    const path = world.path(name);
    const original = { path, was: world.write(name, name) };
    await changer.replace('job', { ...world.part('job', 'result'), name: path, original });
    // Another one of the same name was there already: only then is it looked for.
    expect(read.length > 0, name).toBe(name === 'b/1.jpg');
  }
  for (const change of changer.changes('job').toReversed()) await changer.restore('job', change);
  for (const name of ['a/1.jpg', 'a/2.jpg', 'b/1.jpg']) expect(world.read(name)).toBe(name);
});
