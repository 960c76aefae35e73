import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { isLinux, isWindows } from '../system.ts';
import { readNames, systemPath, unescapeBytes } from '../system-path.ts';
import { markTree } from '../tree-mark.ts';
import { FileChanger } from './file-changer.ts';
import { identityOf } from './identity.ts';
import { World } from './testing/world.ts';
import { TrashCan } from './trash-can.ts';

function makeWorld(): World {
  const world = new World();
  onTestFinished(() => world[Symbol.asyncDispose]());
  return world;
}

describe('a changed original', () => {
  it('is left alone, and the result gets a number', async () => {
    const world = makeWorld();
    const was = world.write('a.jpg', 'original');
    world.write('a.jpg', 'retouched');
    const { path, note } = await world.replace('job', 'a.jpg', 'result', was);
    expect([path, note]).toEqual([world.path('a (2).jpg'), 'changed']);
    expect([world.read('a.jpg'), world.read('a (2).jpg')]).toEqual(['retouched', 'result']);
    expect(world.changer.changes('job')).toEqual([]);
  });

  it('that was moved away is not made up for', async () => {
    const world = makeWorld();
    const was = world.write('a.jpg', 'original');
    renameSync(world.path('a.jpg'), world.path('elsewhere.jpg'));
    const { note } = await world.replace('job', 'a.jpg', 'result', was);
    expect(note).toBe('changed');
    expect(world.read('elsewhere.jpg')).toBe('original');
  });
});

describe('an original that something else has taken the place of', () => {
  const others: Readonly<Record<string, (path: string) => void>> = {
    'a folder': (path) => mkdirSync(path),
    'a link to another file': (path) => symlinkSync('theirs', path),
    'a copy with its size and time': (path) => cpSync(`${path}.before`, path, { preserveTimestamps: true }),
    ...(isWindows ? {} : { 'a pipe': (path) => void execFileSync('mkfifo', [path]) }),
  };
  it.each(Object.keys(others))('is left alone, and the result gets a number: %s', async (name) => {
    const world = makeWorld();
    world.write('theirs', 'theirs');
    const was = world.write('a.jpg', 'original');
    renameSync(world.path('a.jpg'), world.path('a.jpg.before'));
    others[name]?.(world.path('a.jpg'));
    const there = lstatSync(world.path('a.jpg'));
    const { path, note } = await world.replace('job', 'a.jpg', 'result', was);
    expect([path, note]).toEqual([world.path('a (2).jpg'), 'changed']);
    // Not even a second name was given to it.
    const { ino, mode, ctimeMs } = there;
    expect(lstatSync(world.path('a.jpg'))).toMatchObject({ ino, mode, ctimeMs });
    expect([world.read('theirs'), world.keptFolders()]).toEqual(['theirs', []]);
  });
});

describe('what is no file', () => {
  it.each([
    ['EISDIR', (path: string) => mkdirSync(path)],
    ...(isWindows ? [] : [['SPECIAL_IN_THE_WAY', (path: string) => void execFileSync('mkfifo', [path])] as const]),
  ] as const)('is not overwritten: %s', async (code, make) => {
    const world = makeWorld();
    make(world.path('a.zip'));
    const { mode } = lstatSync(world.path('a.zip'));
    await expect(world.replace('job', 'a.zip', 'archive', null)).rejects.toMatchObject({ code });
    expect(lstatSync(world.path('a.zip')).mode).toBe(mode);
  });
});

describe('an undo', () => {
  it('never takes away the last copy: where the trash was emptied the result stays', async () => {
    const world = makeWorld();
    await world.replace('job', 'a.jpg', 'result', world.write('a.jpg', 'original'));
    world.emptyTrash();
    await world.undo('job');
    expect(world.names()).toEqual(['a.jpg']);
    expect(world.read('a.jpg')).toBe('result');
  });

  it('takes no file of a stranger that is in the trash under the same name', async () => {
    const world = makeWorld();
    await world.replace('job', 'a.jpg', 'result', world.write('a.jpg', 'original'));
    const [place = ''] = readdirSync(world.trashFiles);
    world.emptyTrash();
    await world.replace('other', 'b.jpg', 'another result', world.write('b.jpg', 'filler'));
    writeFileSync(join(world.trashFiles, place), 'original');
    await world.undo('job');
    expect(world.read('a.jpg')).toBe('result');
  });

  it.each(['a.jpg', 'a.webp'])(
    'knows an original that the user has taken out of the trash, beside %s',
    async (name) => {
      const world = makeWorld();
      const was = world.write('a.jpg', 'original');
      if (name === 'a.jpg') await world.replace('job', name, 'result', was);
      else {
        world.write(name, 'result');
        await world.retire('job', 'a.jpg', name, was);
      }
      renameSync(join(world.trashFiles, 'a.jpg'), world.path('a.jpg'));
      const [change] = world.changer.changes('job');
      if (!change) throw new Error('It has replaced nothing.');
      const said = await world.changer.restore('job', change);
      expect(said).toEqual({ original: undefined, result: name === 'a.jpg' ? 'result-changed' : undefined });
      expect([world.names(), world.read('a.jpg')]).toEqual([['a.jpg'], 'original']);
      expect(world.contents().has('result')).toBe(name === 'a.webp');
      expect(world.changer.changes('job')).toEqual([]);
    },
  );

  it('needs no spare of an original that is back', async () => {
    const world = makeWorld();
    world.trashMode = 'dies-after';
    await world.replace('job', 'a.jpg', 'result', world.write('a.jpg', 'original')).catch(() => {});
    // To where nobody can look, as on macOS; the user can.
    renameSync(join(world.trashFiles, 'a.jpg'), join(world.root, 'elsewhere'));
    world.trashMode = 'good';
    await world.restart();
    renameSync(join(world.root, 'elsewhere'), world.path('a.jpg'));
    await world.undo('job');
    expect([world.names(), world.read('a.jpg')]).toEqual([['a.jpg'], 'original']);
    expect(readdirSync(join(world.root, 'spare'))).toEqual([]);
  });

  it('leaves a folder in a trash on another disk, and says so: a copy would not be all that it is', async () => {
    const world = new World({ hasSpares: false, isTrashApart: true });
    onTestFinished(() => world[Symbol.asyncDispose]());
    world.write('b/a', 'original');
    await world.trash('job', 'b');
    const [change] = world.changer.changes('job');
    if (!change) throw new Error('It has moved nothing.');
    const place = join(world.trashFiles, 'b');
    expect(await world.changer.restore('job', change)).toMatchObject({ original: 'original-in-trash', place });
    expect([world.names(), readdirSync(place), world.keptFolders()]).toEqual([[], ['a'], []]);
    expect(world.changer.changes('job')).toHaveLength(1);
    await world.restart();
    expect(readdirSync(place)).toEqual(['a']);
  });

  it('goes on after the app was ended in its middle', async () => {
    const world = makeWorld();
    for (const name of ['a.jpg', 'b.jpg', 'c.jpg']) {
      await world.replace('job', name, `${name} small`, world.write(name, `${name} original`));
    }
    await world.arm({ at: 12, how: 'kill' });
    await world.undo('job').catch(() => {});
    await world.restart();
    await world.undo('job');
    expect(world.names().map((name) => world.read(name))).toEqual([
      'a.jpg original',
      'b.jpg original',
      'c.jpg original',
    ]);
  });
});

describe('an original that the trash has refused at the start after a kill', () => {
  /** It is in its hidden folder, under the log. */
  async function refusedWorld(): Promise<World> {
    const world = makeWorld();
    world.trashMode = 'dies-after';
    const was = world.write('a.jpg', 'original');
    await world.replace('job', 'a.jpg', 'result', was).catch(() => {});
    const [place = ''] = readdirSync(world.trashFiles);
    const [kept = ''] = world.keptFolders();
    renameSync(join(world.trashFiles, place), world.path(join(kept, 'a.jpg')));
    await world.arm(undefined);
    world.trashMode = 'refuses';
    await world.changer.recover();
    expect(world.keptFolders()).toHaveLength(1);
    return world;
  }

  it('comes back by an undo', async () => {
    const world = await refusedWorld();
    await world.undo('job');
    expect([world.read('a.jpg'), world.keptFolders()]).toEqual(['original', []]);
  });

  it.each(['good', 'refuses', 'lies'] as const)('is seen again when its job leaves the list: %s', async (mode) => {
    const world = await refusedWorld();
    world.trashMode = mode;
    await world.changer.forget('job');
    expect(world.keptFolders()).toEqual([]);
    expect(world.read('a.jpg')).toBe('result');
    if (mode === 'good') expect(readdirSync(world.trashFiles)).toEqual(['a.jpg']);
    else expect(world.read('a (2).jpg')).toBe('original');
  });
});

it('an undo says where an original is whose name something else has', async () => {
  const world = makeWorld();
  await world.replace('job', 'a.jpg', 'result', world.write('a.jpg', 'original'));
  world.write('a.jpg', 'retouched');
  const [change] = world.changer.changes('job');
  if (!change) throw new Error('It has replaced nothing.');
  const { original, place = '' } = await world.changer.restore('job', change);
  expect([original, readFileSync(place, 'utf8')]).toEqual(['name-taken', 'original']);
});

describe('a log that somebody has tampered with', () => {
  const log = (world: World) => join(world.root, 'changes/job.jsonl');

  it('moves nothing that is not in a folder of ours, and brings back nothing from elsewhere', async () => {
    const world = makeWorld();
    const was = world.write('theirs.txt', 'theirs');
    const line = {
      k: 'replace',
      op: 0,
      path: world.path('a.jpg'),
      was,
      name: world.path('a.jpg'),
      result: was,
      kept: '../../etc',
      open: 1,
    };
    const good = { ...line, kept: '.dropmill-job-0123456789ab.kept' };
    const end = { k: 'end', op: 0, how: 'replaced', where: world.path('theirs.txt'), open: 0 };
    await world.changer.close();
    await world.replace('x', 'b.jpg', 'r', world.write('b.jpg', 'o'));
    for (const lines of [
      [line],
      [good],
      [good, end],
      [good, { k: 'restore', op: 0, part: '../b', kept: good.kept, open: 1 }],
    ]) {
      writeFileSync(log(world), lines.map((one) => `${JSON.stringify(one)}\n`).join(''));
      await world.restart();
      await world.undo('job');
      expect(world.read('theirs.txt')).toBe('theirs');
      expect(world.read('a.jpg')).toBeUndefined();
    }
  });

  it.each(['{"k":"replace"}', 'null', '[]', '{"k":"end","op":-1}', '\u0000', '{"k":"undone","paths":7,"open":1}'])(
    'of %j is read as nothing',
    async (text) => {
      const world = makeWorld();
      await world.replace('x', 'b.jpg', 'r', world.write('b.jpg', 'o'));
      writeFileSync(log(world), `${text}\n`);
      await world.restart();
      expect(world.changer.changes('job')).toEqual([]);
    },
  );
});

it('numbers no change like one before, also where a kill has kept some from the log', async () => {
  const world = makeWorld();
  for (const name of ['a.jpg', 'b.jpg']) await world.replace('job', name, `small ${name}`, world.write(name, name));
  const log = join(world.root, 'changes/job.jsonl');
  const lines = readFileSync(log, 'utf8').split('\n');
  writeFileSync(log, lines.filter((line) => !line.includes('"op":0,')).join('\n'));
  await world.restart();
  await world.replace('job', 'c.jpg', 'small c.jpg', world.write('c.jpg', 'c.jpg'));
  expect(world.changer.changes('job')).toHaveLength(2);
  await world.undo('job');
  expect(['b.jpg', 'c.jpg'].map((name) => world.read(name))).toEqual(['b.jpg', 'c.jpg']);
});

it.runIf(isLinux)('names that are not UTF-8 go to the trash and come back', async () => {
  const world = makeWorld();
  const names = ['gr\udcfc\udcdf.jpg', 'overwritten\udcff.jpg', 'folder\udcff'];
  const [replaced = '', overwritten = '', folder = ''] = names.map((name) => world.path(name));
  for (const path of [replaced, overwritten]) writeFileSync(systemPath(path), 'original');
  mkdirSync(systemPath(folder));
  writeFileSync(Buffer.concat([unescapeBytes(folder), Buffer.from('/a')]), 'inside');
  const was = async (path: string) => identityOf(lstatSync(systemPath(path), { bigint: true }));
  const original = { path: replaced, was: await was(replaced) };
  await world.changer.replace('job', { ...world.part('job', 'result'), name: replaced, original });
  await world.changer.replace('job', { ...world.part('job', 'result'), name: overwritten, original: null });
  const whole = { path: folder, was: await was(folder), mark: (await markTree(folder))?.mark ?? '' };
  await world.changer.replace('job', { part: null, result: null, name: folder, original: whole });
  expect(readNames(world.photos).toSorted()).toEqual([replaced, overwritten].map((path) => basename(path)).toSorted());
  expect(readNames(world.trashFiles).toSorted()).toEqual([...names].toSorted());
  const notes = readNames(join(world.root, 'data/Trash/info')).map((name) =>
    readFileSync(systemPath(join(world.root, 'data/Trash/info', name)), 'latin1'),
  );
  expect(notes.filter((note) => note.includes('.kept/'))).toEqual([]);
  expect(notes.filter((note) => note.includes('gr%FC%DF.jpg'))).toHaveLength(1);

  await world.restart();
  await world.undo('job');
  expect(readNames(world.photos).toSorted()).toEqual([...names].toSorted());
  for (const path of [replaced, overwritten]) expect(readFileSync(systemPath(path), 'utf8')).toBe('original');
  const results = [replaced, overwritten].map((path) => basename(path, '.jpg'));
  expect(readNames(world.trashFiles).toSorted()).toEqual(results.map((name) => `${name}.2.jpg`).toSorted());
});

it.runIf(isLinux)('a result whose name is not UTF-8 goes to the trash when its job is undone', async () => {
  const world = makeWorld();
  const path = world.path('gr\udcfcn.webp');
  writeFileSync(systemPath(path), 'result');
  const result = identityOf(lstatSync(systemPath(path), { bigint: true }));
  expect(await world.changer.discard('job', path, result)).toBe('done');
  expect([readNames(world.photos), readNames(world.trashFiles)]).toEqual([[], [basename(path)]]);
});

it('stops between two changes, and not within one', async () => {
  const world = makeWorld();
  const was = world.write('a.jpg', 'original');
  const change = world.replace('job', 'a.jpg', 'result', was);
  await world.changer.stop(60_000);
  await change;
  expect([world.read('a.jpg'), world.keptFolders()]).toEqual(['result', []]);
  await expect(world.replace('job', 'a.jpg', 'more', world.identity('a.jpg'))).rejects.toMatchObject({
    code: 'CANCELLED',
  });
});

it('stops after its time where the trash never answers, and the next start mends what that leaves', async () => {
  const world = makeWorld();
  const path = world.path('a.jpg');
  const was = world.write('a.jpg', 'original');
  const trashed = Promise.withResolvers<void>();
  const trash = new TrashCan({ trashItem: () => trashed.promise, spareFolder: join(world.root, 'spare') });
  const changer = new FileChanger({ folder: join(world.root, 'changes'), trash });
  const request = { ...world.part('job', 'result'), name: path, original: { path, was } };
  const replaced = changer.replace('job', request).catch(() => {});
  await expect.poll(() => world.read('a.jpg')).toBe('result');
  await changer.stop(1);
  expect(changer.pending).toBe(1);
  await world.restart();
  expect([world.read('a.jpg'), world.keptFolders()]).toEqual(['result', []]);
  await world.undo('job');
  expect(world.names().map((name) => world.read(name))).toEqual(['original']);
  // Windows removes no folder with a file that is open.
  trashed.resolve();
  await replaced;
  await changer.close();
});

it('keeps its log from others', async () => {
  const world = makeWorld();
  await world.replace('job', 'a.jpg', 'result', world.write('a.jpg', 'original'));
  if (!isWindows) expect(statSync(join(world.root, 'changes/job.jsonl')).mode & 0o777).toBe(0o600);
  await world.changer.forget('job');
  expect(existsSync(join(world.root, 'changes/job.jsonl'))).toBe(false);
});

it.skipIf(isWindows)('has the trash say where an original came from', async () => {
  const world = makeWorld();
  await world.replace('job', 'a.jpg', 'result', world.write('a.jpg', 'original'));
  const info = readFileSync(join(world.root, 'data/Trash/info/a.jpg.trashinfo'), 'utf8');
  expect(info).toContain(`Path=${encodeURI(world.path('a.jpg'))}\n`);
});
