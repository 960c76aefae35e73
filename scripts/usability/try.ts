// `npm run usability [-- --pictures DIR] [TASK ...]`: tries the tasks of docs/usability.md in the real app and counts clicks and keys.
import { link, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Dropmill } from '../../e2e/dropmill.ts';
import { noise, prose, writeTree } from '../../e2e/files.ts';
import { landscapes } from '../screenshots/landscape.ts';
import { type Count, Person } from './person.ts';
import { backup, byKeyboard, clumsy, firstStart, officeWorker, parent, type Task, webDeveloper } from './tasks.ts';

const { values, positionals } = parseArgs({ options: { pictures: { type: 'string' } }, allowPositionals: true });

interface Trial {
  readonly task: Task;
  /** Makes what the task needs. */
  readonly files: (folder: string) => Promise<unknown>;
}

const trials: Readonly<Record<string, Trial>> = {
  parent: { task: parent, files: holiday },
  'web developer': { task: webDeveloper, files: site },
  'office worker': { task: officeWorker, files: contracts },
  backup: { task: backup, files: documents },
  keyboard: { task: byKeyboard, files: (folder) => Promise.all([site(folder), contracts(folder)]) },
  clumsy: {
    task: clumsy,
    files: (folder) => Promise.all([holiday(folder), writeTree(folder, { 'Notes/a.txt': 'a' })]),
  },
  'first start': { task: firstStart, files: async () => undefined },
};

const unknown = positionals.find((name) => !Object.hasOwn(trials, name));
if (unknown !== undefined) throw new Error(`No such task: ${unknown}. There are: ${Object.keys(trials).join(', ')}.`);
for (const [name, trial] of Object.entries(trials)) {
  if (positionals.length === 0 || positionals.includes(name)) await run(name, trial);
}

async function run(name: string, { task, files }: Trial): Promise<void> {
  const place = await mkdtemp(join(tmpdir(), 'dropmill-usability-'));
  const folder = join(place, 'files');
  const pictures = values.pictures === undefined ? null : resolve(values.pictures, name);
  const count: Count = { clicks: 0, keys: 0, steps: [], pictures };
  const apps: Dropmill[] = [];
  const start = async () => {
    const app = await Dropmill.start(join(place, 'profile'));
    apps.push(app);
    return new Person(app, count);
  };
  const expect = (what: string, holds: boolean) => {
    count.steps.push(what);
    if (!holds) throw new Error(`Not as it should be: ${what}`);
  };
  try {
    await mkdir(folder);
    if (pictures !== null) await mkdir(pictures, { recursive: true });
    await files(folder);
    await task({ folder, start, expect });
    console.log(`${name}: ${count.clicks} clicks, ${count.keys} keys`);
  } catch (error) {
    process.exitCode = 1;
    console.log(`${name}: failed after\n  ${count.steps.join('\n  ')}\n${error}`);
    for (const app of apps) app.electron.process().kill('SIGKILL');
  } finally {
    await rm(place, { recursive: true, force: true, maxRetries: 20 });
  }
}

/** 120 photos of 12 megapixels. */
async function holiday(folder: string): Promise<void> {
  const photos = await landscapes();
  await mkdir(join(folder, 'Holiday'));
  for (let n = 0; n < 120; n++) {
    const path = join(folder, 'Holiday', `IMG_${4001 + n}.jpg`);
    if (n < photos.length) await writeFile(path, photos[n] ?? '');
    else await link(join(folder, 'Holiday', `IMG_${4001 + (n % photos.length)}.jpg`), path);
  }
}

async function site(folder: string): Promise<void> {
  const photos = await landscapes();
  await writeTree(folder, { 'Site/hero.jpg': photos[0] ?? '', 'Site/team.jpg': photos[1] ?? '' });
}

/** Two and a half parts of 10 MB. */
async function contracts(folder: string): Promise<void> {
  await writeTree(folder, {
    'Contracts/scans.bin': noise(24_000_000),
    'Contracts/rent.txt': prose(40_000),
    'Contracts/old/work.txt': prose(90_000, 2),
  });
}

async function documents(folder: string): Promise<void> {
  for (let part = 0; part < 100; part++) {
    const place = join(folder, 'Documents', String(part));
    await mkdir(place, { recursive: true });
    const text = prose(20_000, part + 1);
    for (let n = 0; n < 200; n++) await writeFile(join(place, `${n}.txt`), text);
  }
}
