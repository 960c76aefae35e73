// Random sequences of all that a person and a crash can do to pictures that jobs replace, through the real app.
import { createHash } from 'node:crypto';
import { type Dirent, existsSync, linkSync, readdirSync, readFileSync, watch } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { ENDED_STATES, type JobRecord } from '../../main/contract/jobs.ts';
import { OWN_PREFIX } from '../../workers/files/output/part-name.ts';
import { Dropmill, expect, test } from '../dropmill.ts';
import { noise, writeTree } from '../files.ts';
import { call, hostPid, list, mainPid, register, submit } from './app-control.ts';
import { isAlive, kill } from './processes.ts';
import { type Fault, tryFault } from './trials.ts';

const FAULT: Fault = {
  row: 'random sequences of replace, overwrite, cancel, retry, undo, quit and kill -9 on the same pictures',
  outcome:
    'no picture is lost and no name vacant at any step; undo brings all back, or says what it left and where that is',
  short: 0,
  full: 100,
};
const STEPS = 8;
/** Of the pictures' folder, while a job is at work, before the next step. A job makes about so many. */
const MAX_CHANGES = 25;
/** Sequences that end with a quit and a start: the others have both in their middle as often as chance has it. */
const QUITS_IN_THE_END = 0.25;
/** For what is asked again and again. */
const OFTEN = { timeout: 300_000, intervals: [20, 50, 100] };
const NAMES = ['a.png', 'b.png', 'c.png', 'd.png', 'link.png'] as const;
const ACTIVE: ReadonlySet<string> = new Set(['waiting', 'running', 'paused', 'cancelling']);

test.describe.configure({ timeout: 3_600_000 });

/** A sequence takes some seconds, most of which are starts of the app. */
const isWanted = process.env.DROPMILL_FAULTS === 'full' || process.env.DROPMILL_TRIALS !== undefined;

test('random sequences of what a person and a crash do', async ({ folder, profile }) => {
  test.skip(!isWanted, 'npm run faults plays them, and DROPMILL_TRIALS=20 npm run e2e -- e2e/faults/sequences.');
  const session = new Session(profile);
  await tryFault(FAULT, async (random, index) => {
    const place = join(folder, String(index));
    const sequence = await Sequence.prepare(session, place, random);
    try {
      for (let step = 0; step < STEPS; step++) await sequence.step();
      await sequence.undoAll();
    } finally {
      console.log(`  ${sequence.log.join(', ')}`);
      await session.clear();
      await rm(place, { recursive: true });
    }
  });
  await session.end();
});

/** The app, which is started again as often as it is ended. */
class Session {
  readonly profile: string;
  #app: Dropmill | undefined;
  /** By path, in the window that there is. */
  readonly #ids = new Map<string, string>();

  constructor(profile: string) {
    this.profile = profile;
  }

  async app(): Promise<Dropmill> {
    this.#app ??= await Dropmill.start(this.profile);
    return this.#app;
  }

  /** What stands for paths in the window that there is. The page is loaded anew for it, once. */
  async idsOf(paths: readonly string[]): Promise<readonly string[]> {
    const unknown = paths.filter((path) => !this.#ids.has(path));
    const ids = unknown.length > 0 ? await register(await this.app(), unknown) : [];
    for (const [index, path] of unknown.entries()) this.#ids.set(path, ids[index] ?? '');
    return paths.map((path) => this.#ids.get(path) ?? '');
  }

  /** @param how what ends it */
  async endBy(how: (app: Dropmill) => unknown): Promise<void> {
    const app = await this.app();
    const host = hostPid(app);
    const exited = app.exited();
    await how(app);
    await exited;
    await expect.poll(() => host !== undefined && isAlive(host), OFTEN).toBe(false);
    this.#app = undefined;
    this.#ids.clear();
  }

  /** Takes all jobs off the list, and all files out of the trash. */
  async clear(): Promise<void> {
    const app = await this.app();
    const ids = (await list(app)).map(({ id }) => id);
    await call(app, 'cancel', ids);
    await expect.poll(async () => (await list(app)).some(({ state }) => ACTIVE.has(state)), OFTEN).toBe(false);
    await call(app, 'remove', ids);
    await expect.poll(() => list(app), OFTEN).toEqual([]);
    await rm(join(this.profile, 'data/Trash'), { recursive: true, force: true });
  }

  async end(): Promise<void> {
    await this.#app?.electron.close();
  }
}

class Sequence {
  readonly log: string[] = [];
  readonly #session: Session;
  readonly #folder: string;
  readonly #random: () => number;
  /** Hash of what a person made, by its path. */
  readonly #originals = new Map<string, string>();
  /** Paths that an undo said it has left alone. */
  readonly #left = new Set<string>();

  private constructor(session: Session, folder: string, random: () => number) {
    this.#session = session;
    this.#folder = folder;
    this.#random = random;
  }

  /** Pictures, one of which has two names, and others of the same names in another folder. */
  static async prepare(session: Session, folder: string, random: () => number): Promise<Sequence> {
    const sequence = new Sequence(session, folder, random);
    for (const [place, seed] of [
      ['Photos', 1],
      ['Others', 100],
    ] as const) {
      await mkdir(join(folder, place), { recursive: true });
      const files = NAMES.slice(0, 4).map(async (name, index) => {
        const raw = { width: 300, height: 200, channels: 3 } as const;
        return [
          `${place}/${name}`,
          await sharp(noise(300 * 200 * 3, seed + index), { raw })
            .png()
            .toBuffer(),
        ] as const;
      });
      await writeTree(folder, Object.fromEntries(await Promise.all(files)));
    }
    linkSync(join(folder, 'Photos/a.png'), join(folder, 'Photos/link.png'));
    for (const path of sequence.#paths()) sequence.#originals.set(path, hashOf(path));
    return sequence;
  }

  async step(): Promise<void> {
    const next = this.#pick(await this.#sensible());
    await this.#letWork(Math.floor(this.#random() * MAX_CHANGES));
    await next?.call(this);
    await this.#expectNothingLost();
    await this.#noteLeft();
  }

  /** Steps that do something now. A fault where nothing is at work would cost a start of the app for nothing. */
  async #sensible(): Promise<readonly (() => Promise<void>)[]> {
    const jobs = await list(await this.#session.app());
    const answers = [this.#retry, this.#retry, this.#undo, this.#undo, this.#undo];
    const faults = [
      this.#cancel,
      this.#cancel,
      this.#quit,
      this.#killMain,
      this.#killMain,
      this.#killHost,
      this.#killHost,
    ];
    return [
      ...[this.#replace, this.#replace, this.#replace, this.#overwrite, this.#overwrite],
      ...(jobs.some(({ state }) => ENDED_STATES.has(state)) ? answers : []),
      ...(jobs.some(isAtWork) ? faults : []),
      ...(jobs.some(({ held }) => held) ? [this.#resume, this.#resume, this.#resume] : []),
    ];
  }

  /** Resolves in the moment of a change of the pictures' folder, the one of that number, or when nothing is at work. */
  async #letWork(changes: number): Promise<void> {
    const app = await this.#session.app();
    const { promise: isReached, resolve: reach } = Promise.withResolvers<void>();
    let left = changes;
    const watcher = watch(join(this.#folder, 'Photos'), () => {
      if (--left === 0) reach();
    });
    let isOver = changes === 0;
    const isStill = async () => isOver || !(await list(app)).some(isAtWork);
    const still = expect.poll(isStill, OFTEN).toBe(true);
    await Promise.race([isReached, still]);
    isOver = true;
    // What follows may end the app while it is asked.
    still.catch(() => {});
    watcher.close();
  }

  /** After a last start, if chance has it so, and when all is still. */
  async undoAll(): Promise<void> {
    if (this.#random() < QUITS_IN_THE_END) await this.#quit();
    const app = await this.#session.app();
    await call(
      app,
      'cancel',
      (await this.#jobs(ACTIVE)).map(({ id }) => id),
    );
    await expect.poll(() => this.#jobs(ACTIVE), OFTEN).toEqual([]);
    for (const { id } of (await list(app)).toSorted((a, b) => b.submittedAt - a.submittedAt)) await this.#undoOf(id);
    await this.#expectNothingLost();
    await this.#noteLeft();
    const away = [...this.#originals].filter(([path, hash]) => hashOf(path) !== hash).map(([path]) => path);
    const unreported = away.filter((path) => !this.#left.has(path));
    expect(unreported, `left: ${[...this.#left].join(' ')}; ${this.log.join(', ')}`).toEqual([]);
    await expect.poll(() => this.#unfinished(), OFTEN).toEqual([]);
  }

  async #replace(): Promise<void> {
    const [photos = ''] = await this.#ids();
    await this.#submit('replace', [photos], { destination: 'replace' });
  }

  async #overwrite(): Promise<void> {
    const [folder, ...others] = await this.#ids();
    await this.#submit('overwrite', others, { destination: 'folder', folder, collision: 'overwrite' });
  }

  /** Of the pictures' folder, and of the other pictures. */
  #ids(): Promise<readonly string[]> {
    const others = NAMES.slice(0, 4).map((name) => join(this.#folder, 'Others', name));
    return this.#session.idsOf([join(this.#folder, 'Photos'), ...others]);
  }

  async #submit(word: string, inputs: readonly string[], options: object): Promise<void> {
    const width = 40 + Math.floor(this.#random() * 200);
    this.log.push(`${word} ${width}`);
    const request = { type: 'resize', inputs, options: { template: '{name}', width, height: null, ...options } };
    await submit(await this.#session.app(), request);
  }

  async #cancel(): Promise<void> {
    this.log.push('cancel');
    await call(
      await this.#session.app(),
      'cancel',
      (await this.#jobs(ACTIVE)).map(({ id }) => id),
    );
  }

  async #resume(): Promise<void> {
    const app = await this.#session.app();
    const held = (await list(app)).filter((job) => job.held).map(({ id }) => id);
    this.log.push('resume');
    await call(app, 'resume', held);
  }

  async #retry(): Promise<void> {
    const job = this.#pick(await this.#jobs(ENDED_STATES));
    this.log.push(`retry ${job?.state}`);
    // Refused where there is nothing to retry.
    if (job) await call(await this.#session.app(), 'retry', [job.id]).catch(() => {});
  }

  async #undo(): Promise<void> {
    const job = this.#pick(await this.#jobs(ENDED_STATES));
    this.log.push(`undo ${job?.state}`);
    if (job) await call(await this.#session.app(), 'undo', [job.id]).catch(() => {});
  }

  async #quit(): Promise<void> {
    this.log.push('quit');
    await this.#session.endBy((app) => app.electron.evaluate(({ app: electron }) => electron.quit()));
  }

  async #killMain(): Promise<void> {
    this.log.push('kill main');
    await this.#session.endBy((app) => kill(mainPid(app), 'SIGKILL'));
  }

  async #killHost(): Promise<void> {
    this.log.push('kill host');
    kill(hostPid(await this.#session.app()), 'SIGKILL');
  }

  async #undoOf(id: string): Promise<void> {
    const app = await this.#session.app();
    const isRefused = await call(app, 'undo', [id]).then(
      () => false,
      () => true,
    );
    if (isRefused) return;
    const isDone = async () => (await list(app)).find((job) => job.id === id)?.undo?.state !== 'running';
    await expect.poll(isDone, OFTEN).toBe(true);
  }

  async #jobs(states: ReadonlySet<string>): Promise<readonly JobRecord[]> {
    return (await list(await this.#session.app())).filter(({ state }) => states.has(state));
  }

  async #expectNothingLost(): Promise<void> {
    for (const name of NAMES)
      expect(existsSync(join(this.#folder, 'Photos', name)), `${name}: ${this.log.join(', ')}`).toBe(true);
    const { profile } = this.#session;
    const places = [this.#folder, join(profile, 'data/Trash/files'), join(profile, 'kept')];
    // While a job is at work, a file may move from a place that is still to be looked at to one that was.
    const lost = () => {
      const there = new Set(places.flatMap(hashesIn));
      return [...this.#originals].filter(([, hash]) => !there.has(hash)).map(([path]) => path);
    };
    await expect.poll(lost, { ...OFTEN, message: this.log.join(', ') }).toEqual([]);
  }

  /** A job that is tried again takes the place of the one that said so. */
  async #noteLeft(): Promise<void> {
    const jobs = await list(await this.#session.app());
    for (const { undo } of jobs) for (const { path } of undo?.left ?? []) this.#left.add(path);
  }

  #paths(): string[] {
    return ['Photos', 'Others'].flatMap((place) =>
      readdirSync(join(this.#folder, place)).map((name) => join(this.#folder, place, name)),
    );
  }

  #unfinished(): string[] {
    try {
      const names = readdirSync(this.#folder, { recursive: true, encoding: 'utf8' });
      return names.filter((name) => name.includes(OWN_PREFIX));
    } catch {
      return ['A folder has gone in this moment.'];
    }
  }

  #pick<T>(choices: readonly T[]): T | undefined {
    return choices[Math.floor(this.#random() * choices.length)];
  }
}

/** A job of an earlier start waits until a person resumes it. */
function isAtWork({ state, held, undo }: JobRecord): boolean {
  return (ACTIVE.has(state) && !held) || undo?.state === 'running';
}

function hashOf(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}

function hashesIn(folder: string): string[] {
  return entriesIn(folder).flatMap((entry) => {
    try {
      return entry.isFile() ? hashOf(join(entry.parentPath, entry.name)) : [];
    } catch {
      // It has gone in this moment.
      return [];
    }
  });
}

/** None where a folder goes while it is read: who asks asks again. */
function entriesIn(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true });
  } catch {
    return [];
  }
}
