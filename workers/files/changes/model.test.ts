// Random sequences of all that a user, the disk, the trash and a kill can do to the code that changes files. After each
// sequence the bytes of every original are under its name, or an undo brings them there. `DROPMILL_SEQUENCES` and
// `DROPMILL_SEED` choose how many and which.
import { existsSync, lstatSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { expect, it } from 'vitest';
import type { Fault } from './testing/faulty-calls.ts';
import { type TrashMode, World } from './testing/world.ts';

const SEQUENCES = Number(process.env.DROPMILL_SEQUENCES ?? 150);
const FIRST_SEED = Number(process.env.DROPMILL_SEED ?? 1);
const STEPS = 12;
/** What a step can be: the first so many are replacing, undoing and editing; the rest is what else can happen to the same files. */
const KINDS = { few: 12, all: 20 } as const;
const NAMES = ['a.jpg', 'b.jpg', 'c.jpg'] as const;
const FAULTS: readonly Fault['how'][] = ['EIO', 'EROFS', 'kill', 'kill', 'kill', 'kill'];
const TRASHES: readonly TrashMode[] = ['good', 'good', 'good', 'refuses', 'lies', 'moves-and-fails'];

/** Mulberry32: the same seed gives the same sequence. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

/** One sequence, and what the model knows about it. */
class Sequence {
  readonly world: World;
  readonly #pick: (below: number) => number;
  /** Contents that a person made, which must never be lost, and the name each belongs to. */
  readonly theirs = new Map<string, string>();
  /** Names that a person has taken away, or given a new content after a job had read the old one. */
  readonly touched = new Set<string>();
  /** Names whose files a job has moved to the trash, with nothing in their place. */
  readonly trashed = new Set<string>();
  readonly log: string[] = [];
  readonly jobs = ['job0', 'job1'];
  readonly #kinds: number;
  #count = 0;

  constructor(seed: number, kinds: number) {
    this.#kinds = kinds;
    this.#pick = random(seed);
    const isTrashApart = kinds === KINDS.all && this.#pick(4) === 0;
    const hasSpares = this.#pick(2) === 0 && !isTrashApart;
    this.world = new World({ hasLinks: this.#pick(3) > 0, hasSpares, isTrashApart });
    for (const name of NAMES.slice(0, 2)) this.#writeTheirs(name);
    this.world.link('a.jpg', 'c.jpg');
  }

  async step(): Promise<void> {
    const name = NAMES[this.#pick(NAMES.length)] ?? 'a.jpg';
    const job = this.jobs[this.#pick(2)] ?? '';
    this.world.trashMode = TRASHES[this.#pick(TRASHES.length)] ?? 'good';
    const kind = this.#pick(this.#kinds);
    const kill = this.#pick(3) === 0;
    if (kind >= KINDS.few && kind < 14) this.#mayBeLost(name, kill);
    this.log.push(`${kind} ${name} ${job} ${this.world.trashMode}${kill ? ' kill' : ''}`);
    if (kill) await this.world.arm({ at: 1 + this.#pick(25), how: FAULTS[this.#pick(FAULTS.length)] ?? 'kill' });
    await this.#act(kind, name, job).catch(() => {});
    if (kill) {
      this.world.trashMode = 'good';
      await this.world.restart();
    }
  }

  async #act(kind: number, name: string, job: string): Promise<void> {
    const { world } = this;
    const isThere = world.read(name) !== undefined;
    if (kind < 5 && isThere) await world.replace(job, name, `result ${this.#count++}`, world.identity(name));
    else if (kind === 5 && isThere) await this.#changedUnderWay(name, job);
    else if (kind === 6 && isThere) await this.#otherName(name, job);
    else if (kind === 7) await Promise.allSettled(NAMES.map((each) => this.#replaceIfThere(each, job)));
    else if (kind < 10) await world.undo(job);
    else if (kind === 10 && isThere) this.#edit(name);
    else if (kind === 11 && isThere && this.#pick(3) === 0) {
      const aside = `moved-${this.#count++}-${name}`;
      renameSync(world.path(name), world.path(aside));
      this.touched.add(name);
    } else if (kind === 12 || kind === 13) await world.replace(job, name, `result ${this.#count++}`, null);
    else if (kind === 14) this.#emptyTrash();
    else if (kind === 15 && isThere) await this.#linkInItsPlace(name, job);
    else if (kind === 16) this.#retry(job);
    else if (kind === 17) this.#takeOut(name);
    else if (kind === 18 && isThere) {
      this.trashed.add(name);
      await world.trash(job, name);
    } else if (kind === 19) await this.#forget(job);
  }

  /** The user takes a file out of the trash, whatever has its name by now. */
  #takeOut(name: string): void {
    const before = this.world.read(name) ?? '';
    if (!this.world.takeOut(name)) return;
    const contents = this.world.contents();
    if (!contents.has(before)) this.theirs.delete(before);
    this.touched.add(name);
  }

  /** The job leaves the list, and nobody can undo it any more. */
  async #forget(job: string): Promise<void> {
    for (const { begun } of this.world.changer.changes(job)) this.touched.add(basename(begun.path));
    this.jobs[this.jobs.indexOf(job)] = `job${this.#count++ + 2}`;
    await this.world.changer.forget(job);
  }

  /** What is overwritten is gone where the trash cannot take it, as the row says. */
  #mayBeLost(name: string, kill: boolean): void {
    const isSafe = !kill && (this.world.trashMode === 'good' || this.world.trashMode === 'moves-and-fails');
    if (!isSafe) this.theirs.delete(this.world.read(name) ?? '');
  }

  #emptyTrash(): void {
    this.world.emptyTrash();
    const contents = this.world.contents();
    for (const [content, name] of this.theirs) {
      // Another name of the same file may still have the content; under this one it cannot be brought back.
      if (this.world.read(name) !== content) this.touched.add(name);
      if (!contents.has(content)) this.theirs.delete(content);
    }
  }

  /** A picture becomes a link to itself elsewhere: what was to be replaced is no longer there. */
  async #linkInItsPlace(name: string, job: string): Promise<void> {
    const { world } = this;
    const was = world.identity(name);
    const aside = `moved-${this.#count++}-${name}`;
    renameSync(world.path(name), world.path(aside));
    this.touched.add(name);
    symlinkSync(aside, world.path(name));
    const { note } = await world.replace(job, name, `result ${this.#count++}`, was);
    expect(note).toBe('changed');
    expect(lstatSync(world.path(name)).isSymbolicLink()).toBe(true);
  }

  /** Another job goes on with what this one has begun. */
  #retry(job: string): void {
    const next = `job${this.#count++ + 2}`;
    this.world.changer.handOver(job, next);
    this.jobs[this.jobs.indexOf(job)] = next;
  }

  async #replaceIfThere(name: string, job: string): Promise<void> {
    const { world } = this;
    if (world.read(name) === undefined) return;
    await world.replace(job, name, `result ${this.#count++}`, world.identity(name));
  }

  /** An editor saves the picture while its result is made. */
  async #changedUnderWay(name: string, job: string): Promise<void> {
    const was = this.world.identity(name);
    this.#edit(name);
    const { note } = await this.world.replace(job, name, `result ${this.#count++}`, was);
    expect(note).toBe('changed');
  }

  async #otherName(name: string, job: string): Promise<void> {
    const resultName = `${name}-${this.#count}.webp`;
    this.world.write(resultName, `result ${this.#count++}`);
    await this.world.retire(job, name, resultName, this.world.identity(name));
  }

  /** As editors save: a new file in the place of the old one. */
  #edit(name: string): void {
    const temporary = this.world.path(`editing-${this.#count}`);
    const content = `theirs ${this.#count++} ${name}`;
    const before = this.world.read(name) ?? '';
    const isLastName = NAMES.every((other) => other === name || this.world.read(other) !== before);
    if (isLastName) this.theirs.delete(before);
    writeFileSync(temporary, content);
    renameSync(temporary, this.world.path(name));
    this.theirs.set(content, name);
    this.touched.add(name);
  }

  #writeTheirs(name: string): void {
    const content = `theirs ${this.#count++} ${name}`;
    this.world.write(name, content);
    this.theirs.set(content, name);
  }
}

async function play(seed: number, kinds: number): Promise<void> {
  const sequence = new Sequence(seed, kinds);
  await using world = sequence.world;
  const says = () => `seed ${seed}: ${sequence.log.join(', ')}; now ${world.names().join(' ')}`;
  for (let n = 0; n < STEPS; n++) {
    await sequence.step();
    const contents = world.contents();
    for (const content of sequence.theirs.keys())
      expect(contents.has(content), `${content} lost, ${says()}`).toBe(true);
    for (const name of NAMES) {
      const isTaken = sequence.touched.has(name) || sequence.trashed.has(name);
      const isTheirDoing = isTaken || world.names().some((other) => other.startsWith(`${name}-`));
      if (!isTheirDoing) expect(world.read(name), `${name} is vacant, ${says()}`).toBeDefined();
    }
  }
  world.trashMode = 'good';
  await world.restart();
  // Twice: what one job has replaced last may have been the result of the other one.
  for (let n = 0; n < 4; n++) for (const job of sequence.jobs) await world.undo(job);
  const places = sequence.jobs.flatMap((job) => world.changer.changes(job)).flatMap(({ ended }) => ended?.where ?? []);
  const known = new Set(places.filter((place) => existsSync(place)).map((place) => readFileSync(place, 'utf8')));
  for (const [content, name] of sequence.theirs) {
    // Two jobs that are undone in another order than they ran in: the log knows where the original is, and says so.
    const isKnown = world.read(name) === content || known.has(content);
    if (!sequence.touched.has(name)) expect(isKnown, `${content}, ${says()}`).toBe(true);
  }
}

it.each(['few', 'all'] as const)(
  `${SEQUENCES} random sequences lose nothing and leave no name vacant, of %s kinds of steps`,
  { timeout: 0 },
  async (kinds) => {
    for (let n = 0; n < SEQUENCES; n++) await play(FIRST_SEED + n, KINDS[kinds]);
  },
);
