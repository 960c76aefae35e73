// A program that has an original open writes to it while it is replaced: under whatever name the file is in that moment, what was written
// is found again.
import { closeSync, lstatSync, openSync, readFileSync, renameSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type ChangeCalls, realCalls } from './change-calls.ts';
import { FileChanger } from './file-changer.ts';
import { atEveryStep } from './testing/every-step.ts';
import { World } from './testing/world.ts';
import { TrashCan } from './trash-can.ts';

const WRITTEN = 'original and more';

/** Writes to a file by whatever name it has by then. */
class Writer {
  readonly #file: number;

  constructor(path: string) {
    this.#file = openSync(path, 'a');
  }

  write(): void {
    writeSync(this.#file, ' and more');
    closeSync(this.#file);
  }
}

interface Scene {
  readonly world: World;
  readonly changer: FileChanger;
  /** Replaces a.jpg. */
  readonly replace: () => ReturnType<FileChanger['replace']>;
}

/** @param overrides of the system's calls and of its trash, which get what writes to the original */
function sceneWith(overrides: (writer: Writer) => [Partial<ChangeCalls>, (path: string) => Promise<void>]) {
  const world = new World();
  onTestFinished(() => world[Symbol.asyncDispose]());
  const path = world.path('a.jpg');
  const was = world.write('a.jpg', 'original');
  const [own, trashItem] = overrides(new Writer(path));
  const calls = { ...realCalls, ...own };
  const environment = { XDG_DATA_HOME: join(world.root, 'data') };
  const trash = new TrashCan({
    trashItem,
    spareFolder: join(world.root, 'spare'),
    platform: 'linux',
    environment,
    calls,
  });
  const changer = new FileChanger({ folder: join(world.root, 'changes'), trash, calls });
  onTestFinished(() => changer.close());
  const replace = () => changer.replace('job', { ...world.part('job', 'result'), name: path, original: { path, was } });
  return { world, changer, replace } satisfies Scene;
}

const refuse = async () => {
  throw new Error('There is no trash here.');
};

describe('what is written to an original', () => {
  it.each([true, false])(
    'when its name is its result’s already: it gets its name back, with hard links: %s',
    async (hasLinks) => {
      const noLinks = async () => {
        throw Object.assign(new Error('EPERM'), { code: 'EPERM' });
      };
      const { world, changer, replace } = sceneWith((writer) => [
        {
          ...(!hasLinks && { link: noLinks }),
          rename: async (from, to) => {
            await realCalls.rename(from, to);
            if (from.endsWith('.part')) writer.write();
          },
        },
        refuse,
      ]);
      expect(await replace()).toEqual({ path: world.path('a (2).jpg'), note: 'changed' });
      expect([world.read('a.jpg'), world.read('a (2).jpg'), world.keptFolders()]).toEqual([WRITTEN, 'result', []]);
      expect(changer.changes('job')).toEqual([]);
    },
  );

  it.each([true, false])(
    'is in its hidden folder where an editor has saved under its name before it was back, with hard links: %s',
    async (hasLinks) => {
      const save = (path: string) => {
        writeFileSync(`${path}.new`, 'saved');
        renameSync(`${path}.new`, path);
      };
      const { world, replace } = sceneWith((writer) => [
        {
          link: async (from, to) => {
            if (!hasLinks) throw Object.assign(new Error('EPERM'), { code: 'EPERM' });
            await realCalls.link(from, to);
            if (to.endsWith('a (2).jpg')) save(from);
          },
          rename: async (from, to) => {
            await realCalls.rename(from, to);
            if (from.endsWith('.part')) writer.write();
            if (to.endsWith('a (2).jpg')) save(from);
          },
        },
        refuse,
      ]);
      await expect(replace()).rejects.toThrow();
      expect(world.read('a.jpg')).toBe('saved');
      expect(world.contents()).toContain(WRITTEN);
    },
  );

  it('while the trash is at work comes back with it', async () => {
    const { world, changer, replace } = sceneWith((writer) => [
      {},
      async (path) => {
        world.moveToTrash(path);
        writer.write();
      },
    ]);
    expect(await replace()).toEqual({ path: world.path('a.jpg') });
    const [change] = changer.changes('job');
    expect(change && (await changer.restore('job', change))).toEqual({ original: undefined, result: undefined });
    expect([world.read('a.jpg'), world.keptFolders()]).toEqual([WRITTEN, []]);
  });

  it('in the trash, and after a restart: an undo brings it back with that', async () => {
    await using world = new World();
    const was = world.write('a.jpg', 'original');
    const writer = new Writer(world.path('a.jpg'));
    await world.replace('job', 'a.jpg', 'result', was);
    writer.write();
    await world.restart();
    const [change] = world.changer.changes('job');
    expect(change && (await world.changer.restore('job', change))).toEqual({ original: undefined, result: undefined });
    expect([world.read('a.jpg'), world.keptFolders(), world.notes().length]).toEqual([WRITTEN, [], 1]);
    expect(world.contents()).toEqual(new Set([WRITTEN, 'result']));
  });

  it('in the trash is not taken for what a stranger has in its place there, though it has the same number', async () => {
    await using world = new World({ hasSpares: false });
    const was = world.write('a.jpg', 'original');
    await world.replace('job', 'a.jpg', 'result', was);
    const inTrash = join(world.trashFiles, 'a.jpg');
    const { ino } = lstatSync(inTrash);
    // A file system gives the number of a removed file to the next one.
    const stranger = {
      look: async (path: string) => {
        const found = await realCalls.look(path);
        return path === inTrash && found ? { ...found, ino: `${ino}` } : found;
      },
    };
    rmSync(inTrash);
    writeFileSync(inTrash, 'a stranger’s');
    const calls = { ...realCalls, ...stranger };
    const environment = { XDG_DATA_HOME: join(world.root, 'data') };
    const parts = { trashItem: refuse, spareFolder: join(world.root, 'spare'), environment, calls };
    const trash = new TrashCan({ ...parts, platform: 'linux' });
    const changer = new FileChanger({ folder: join(world.root, 'changes'), trash, calls });
    onTestFinished(() => changer.close());
    const [change] = changer.changes('job');
    expect(change && (await changer.restore('job', change))).toMatchObject({ original: 'original-gone' });
    expect([world.read('a.jpg'), readFileSync(inTrash, 'utf8')]).toEqual(['result', 'a stranger’s']);
  });

  it('while the trash refuses it has its name again', async () => {
    const { world, replace } = sceneWith((writer) => [
      {},
      async () => {
        writer.write();
        throw new Error('There is no trash here.');
      },
    ]);
    await expect(replace()).rejects.toMatchObject({ code: 'TRASH_REFUSED' });
    expect([world.read('a.jpg'), world.names(), world.keptFolders()]).toEqual([WRITTEN, ['a.jpg'], []]);
  });

  it.each([true, false])('when the app is killed is lost at no step, with hard links: %s', async (hasLinks) => {
    let writer: Writer | undefined;
    const steps = await atEveryStep(
      'kill',
      { hasLinks },
      async (world) => {
        world.write('a.jpg', 'original');
        writer = new Writer(world.path('a.jpg'));
      },
      async (world) => {
        await world.replace('job', 'a.jpg', 'result', world.identity('a.jpg')).catch(() => {});
        writer?.write();
      },
      async (world, step) => {
        expect(world.contents(), `step ${step}`).toContain(WRITTEN);
        expect(world.keptFolders(), `step ${step}`).toEqual([]);
        await world.undo('job');
        expect(world.contents(), `step ${step}`).toContain(WRITTEN);
        // In the trash, it is left there where nothing tells it from other files.
        if (world.notes().length === 0) expect(world.read('a.jpg'), `step ${step}`).toBe(WRITTEN);
      },
    );
    expect(steps).toBeGreaterThan(5);
  });
});
