// The app ends while the system's trash is at work. A stand-in for `gio` that waits makes that moment certain.
import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { Dropmill, expect, test } from './dropmill.ts';
import { call, hostPid, list, mainPid } from './faults/app-control.ts';
import { childrenOf, commandOf, isAlive, kill } from './faults/processes.ts';
import { writeTree } from './files.ts';
import { photo, setOptions } from './pictures.ts';

/** Of pictures, an archive that is written over, and a folder that goes to the trash once it is packed. */
const KINDS = ['one.jpg', 'Letters.zip', 'Notes'] as const;

/** The trash of the system behind a gate. */
class Gate {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async make(folder: string): Promise<Gate> {
    const gate = new Gate(folder);
    await mkdir(folder);
    const { PATH = '' } = process.env;
    const script = `#!/bin/sh
echo "$2" >>'${folder}/called'
while [ ! -e '${folder}/open' ]; do sleep 0.05; done
PATH='${PATH}' exec gio "$@"
`;
    await writeFile(join(folder, 'gio'), script);
    await chmod(join(folder, 'gio'), 0o755);
    return gate;
  }

  get environment(): NodeJS.ProcessEnv {
    return { PATH: `${this.folder}${delimiter}${process.env.PATH}` };
  }

  /** Paths that are to go to the trash, and wait. */
  async waiting(): Promise<readonly string[]> {
    const called = join(this.folder, 'called');
    return existsSync(called) ? (await readFile(called, 'utf8')).trim().split('\n') : [];
  }

  async open(): Promise<void> {
    await writeFile(join(this.folder, 'open'), '');
  }
}

/** What is in a folder, without hidden files, by name. */
async function contentsOf(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = files.sort().map(async (path) => [path.slice(folder.length + 1), await readFile(path, 'latin1')]);
  return Object.fromEntries(await Promise.all(contents));
}

async function undoAll(app: Dropmill): Promise<void> {
  for (const { id } of await list(app)) {
    await call(app, 'undo', [id]).catch(() => {});
    await expect.poll(async () => (await list(app)).find((job) => job.id === id)?.undo?.state).not.toBe('running');
  }
}

interface Started {
  /** The folder of the originals. */
  readonly home: string;
  /** What it held. */
  readonly before: Record<string, string>;
  readonly gate: Gate;
  readonly app: Dropmill;
}

/** Jobs of each kind, all of which wait for the trash. */
async function startAll(profile: string, folder: string): Promise<Started> {
  const home = join(folder, 'Home');
  await mkdir(home);
  const before = await makeOriginals(home);
  const gate = await Gate.make(join(folder, 'gate'));
  const app = await Dropmill.start(profile, [], undefined, gate.environment);
  await app.changeSettings({ sideBySide: 3 });
  await setOptions(app, {
    resize: { width: 100, height: 100, destination: 'replace' },
    zip: { collision: 'overwrite', trashOriginals: true },
  });
  await app.dropInTurn('resize', [join(home, 'one.jpg')]);
  await app.dropInTurn('zip', [join(home, 'Letters'), join(home, 'Notes')]);
  const names = async () => (await gate.waiting()).map((path) => path.split('/').at(-1));
  await expect.poll(async () => (await names()).toSorted()).toEqual([...KINDS].toSorted());
  return { home, before, gate, app };
}

async function makeOriginals(folder: string): Promise<Record<string, string>> {
  await writeTree(folder, {
    'one.jpg': await photo(),
    'Letters/a.txt': 'a letter',
    'Letters.zip': 'an older archive',
    'Notes/a.txt': 'a note',
  });
  return contentsOf(folder);
}

const trashesOf = (main: number) => childrenOf(main).filter((pid) => commandOf(pid).includes('/gio trash'));

/** @returns what ends the app in this moment, and resolves when it and the trash are still */
const ENDINGS: Readonly<Record<string, (app: Dropmill, gate: Gate) => Promise<void>>> = {
  'kill -9 of the app and of the trash': async (app) => {
    const trashes = trashesOf(mainPid(app));
    await killApp(app);
    for (const pid of trashes) kill(pid, 'SIGKILL');
  },
  'kill -9 of the app, whose trash goes on by itself': async (app, gate) => {
    const trashes = trashesOf(mainPid(app));
    expect(trashes).toHaveLength(KINDS.length);
    await killApp(app);
    await gate.open();
    await expect.poll(() => trashes.filter(isAlive)).toEqual([]);
  },
  'a quit that waits for the trash': async (app, gate) => {
    const ended = app.exited();
    await app.pressMenu('Quit');
    await app.page.getByRole('button', { name: 'Cancel the jobs and quit' }).click();
    await gate.open();
    await ended;
  },
  'a quit that the trash takes too long for': async (app) => {
    const trashes = trashesOf(mainPid(app));
    const ended = app.exited();
    await app.pressMenu('Quit');
    await app.page.getByRole('button', { name: 'Cancel the jobs and quit' }).click();
    await ended;
    for (const pid of trashes) kill(pid, 'SIGKILL');
  },
};

async function killApp(app: Dropmill): Promise<void> {
  const host = hostPid(app);
  const ended = app.exited();
  kill(mainPid(app), 'SIGKILL');
  await ended;
  await expect.poll(() => host !== undefined && isAlive(host)).toBe(false);
}

for (const [how, end] of Object.entries(ENDINGS)) {
  test(`${how}: no name is vacant, nothing is hidden at the next start, and an undo brings all originals back`, async ({
    folder,
    profile,
  }) => {
    const { home, before, gate, app } = await startAll(profile, folder);
    for (const name of ['one.jpg', 'Letters.zip']) expect(await readdir(home)).toContain(name);
    await end(app, gate);
    for (const name of ['one.jpg', 'Letters.zip']) expect(await readdir(home)).toContain(name);

    const again = await Dropmill.start(profile);
    const hidden = async () => (await readdir(home)).filter((name) => name.startsWith('.'));
    await expect.poll(hidden).toEqual([]);
    await undoAll(again);
    expect(await contentsOf(home)).toEqual(before);
    await again.electron.close();
  });
}

test('kill -9 of the host while the trash is at work: each original is in the trash once, and comes back', async ({
  folder,
  profile,
}) => {
  const { home, before, gate, app } = await startAll(profile, folder);
  const host = hostPid(app);
  kill(host, 'SIGKILL');
  await gate.open();
  await expect.poll(() => host !== undefined && isAlive(host)).toBe(false);
  await expect.poll(async () => (await list(app)).map(({ state }) => state)).toEqual(['done', 'done', 'done']);
  // What the archive of these letters was made of is not known any more: they stay.
  expect((await readdir(home)).toSorted()).toEqual(['Letters', 'Letters.zip', 'Notes.zip', 'one.jpg']);
  const trash = await readdir(join(profile, 'data/Trash/files'));
  expect(trash.toSorted()).toEqual(['Letters.zip', 'Notes', 'one.jpg']);
  await undoAll(app);
  expect(await contentsOf(home)).toEqual(before);
  await app.electron.close();
});
