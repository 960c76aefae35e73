import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as registry from '../jobs/registry.ts';
import { type ResizeOptions, resizeDefaults } from '../jobs/resize/options.ts';
import { fourFields, grainyPhoto } from '../jobs/resize/testing/pictures.ts';
import { runResize } from '../jobs/resize/testing/run-resize.ts';
import { zipDefaults } from '../jobs/zip/options.ts';
import { defaultsOf } from '../options/option-table.ts';
import type { JobPlan } from '../plan/job-plan.ts';
import type { FromHost } from '../protocol.ts';
import { createExecutor } from './create-executor.ts';
import { Executors } from './executors.ts';
import { PlanService } from './plan-service.ts';

let folder: string;
let executors: Executors;
let messages: FromHost[];
let desk: PlanService;
let onMessage: (message: FromHost) => void;

beforeAll(() => {
  executors = new Executors({ executor: 'threads', workers: 2 }, createExecutor);
});
afterAll(() => executors.close());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropmill-plan-'));
  messages = [];
  onMessage = () => {};
  const send = (message: FromHost) => {
    messages.push(message);
    onMessage(message);
  };
  // A type without a plan of its own stands for a third one.
  const { plan, ...plain } = registry.zip;
  desk = new PlanService({ registry: { ...registry, plain }, executors, send });
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const at = (...names: string[]) => join(folder, ...names);

function write(name: string, content: string | Uint8Array = 'x'): string {
  mkdirSync(join(at(name), '..'), { recursive: true });
  writeFileSync(at(name), content);
  return at(name);
}

async function picture(name: string, width: number, height: number): Promise<string> {
  return write(name, await fourFields(width, height).jpeg().toBuffer());
}

/** Names and fates alone. */
const named = ({ outputs }: JobPlan) => outputs.map(({ name, fate }) => ({ name, fate }));

async function planOf(type: 'zip' | 'resize' | 'plain', inputs: readonly string[], options: object): Promise<JobPlan> {
  const { options: table } = (type === 'resize' ? registry.resize : registry.zip).definition;
  await desk.plan(1, { type, inputs, options: { ...defaultsOf(table), ...options } });
  const last = messages.at(-1);
  if (last?.kind !== 'plan') throw new Error(JSON.stringify(last));
  expect(last.plan.complete).toBe(true);
  return last.plan;
}

const skips = (plan: JobPlan) =>
  plan.skipped.map(({ path, code }) => `${path.slice(folder.length + 1).replaceAll(sep, '/')}: ${code}`);

describe('the plan of a zip job', () => {
  it('counts what goes in, names the archive, and says what it takes at most and what is free', async () => {
    write('Photos/a.txt', 'four');
    write('Photos/in/b.txt', 'twelve bytes');
    const plan = await planOf('zip', [at('Photos')], {});
    expect(plan).toMatchObject({ files: 2, bytes: 16, counted: true, folder });
    expect(named(plan)).toEqual([{ name: 'Photos.zip', fate: 'new' }]);
    expect(plan.need).toEqual({ bytes: 16, outputs: 16, kind: 'most' });
    expect(plan.free).toBeGreaterThan(0);
  });

  it.each([
    ['rename', 'Photos (2).zip', 'numbered'],
    ['overwrite', 'Photos.zip', 'replaces'],
    ['skip', 'Photos.zip', 'skipped'],
  ])('says how a taken name is settled by %s', async (collision, name, fate) => {
    write('Photos/a.txt');
    write('Photos.zip');
    const plan = await planOf('zip', [at('Photos')], { collision });
    expect(named(plan)).toEqual([{ name, fate }]);
    expect(plan.fates).toMatchObject({ [fate]: 1 });
  });

  it('names what is skipped, with the reason, and names that other systems cannot hold', async () => {
    write('Mixed/good.txt');
    write('Mixed/aux.txt');
    execFileSync('mkfifo', [at('Mixed/pipe')]);
    const plan = await planOf('zip', [at('Mixed')], {});
    expect(skips(plan)).toEqual(['Mixed/pipe: PIPE']);
    expect(plan.notes).toMatchObject([{ code: 'NAMES_FOREIGN', params: { count: 1 } }]);
  });

  it('refuses before the start what could not run', async () => {
    write('a.txt');
    const options = { ...zipDefaults, format: 'tar', password: 'x' };
    await desk.plan(1, { type: 'zip', inputs: [at('a.txt')], options });
    expect(messages.at(-1)).toMatchObject({ kind: 'plan-failed', error: { code: 'TAR_PASSWORD' } });
  });

  it('tells counts before it is complete, names at most 200 of what is skipped, and stops when cancelled', async () => {
    mkdirSync(at('Many'));
    for (let n = 0; n < 20_000; n++) writeFileSync(at('Many', `${n}.txt`), '');
    execFileSync(
      'mkfifo',
      Array.from({ length: 300 }, (_, n) => at('Many', `pipe-${n}`)),
    );
    const plan = await planOf('zip', [at('Many')], {});
    expect(plan).toMatchObject({ files: 20_000, skippedCount: 300 });
    expect(plan.skipped).toHaveLength(200);
    const growing = messages.filter((message) => message.kind === 'plan').map((message) => message.plan.files);
    expect(growing.length).toBeGreaterThan(1);
    expect(growing).toEqual(growing.toSorted((a, b) => a - b));

    messages = [];
    onMessage = () => desk.cancel(2);
    await desk.plan(2, { type: 'zip', inputs: [at('Many')], options: zipDefaults });
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({ kind: 'plan', plan: { complete: false } });
  });
});

describe('the plan of a picture job', () => {
  it('names the results of pictures and says why other files are skipped', async () => {
    await picture('Holiday/beach.jpg', 3000, 1500);
    await picture('Holiday/hills.jpg', 400, 200);
    write('Holiday/notes.txt', 'no picture');
    write('Holiday/broken.jpg', 'no picture either');
    const plan = await planOf('resize', [at('Holiday')], {});
    expect(named(plan)).toEqual([
      { name: 'beach.jpg', fate: 'new' },
      { name: 'hills.jpg', fate: 'new' },
    ]);
    expect(plan).toMatchObject({ files: 3, counted: true, folder: at('Holiday (resized)'), skippedCount: 2 });
    expect(skips(plan)).toEqual(['Holiday/broken.jpg: NOT_A_PICTURE', 'Holiday/notes.txt: NO_PICTURE']);
    expect(plan.need?.kind).toBe('about');
    expect(plan.need?.bytes).toBeGreaterThan(0);
  });

  // From smooth to grainy: what is in them decides, and no header tells it.
  let photos: readonly Buffer[];
  beforeAll(async () => {
    photos = await Promise.all(Array.from({ length: 9 }, (_, n) => grainyPhoto(800, 600, 2 + n * 3)));
  });
  it.each([
    { format: 'same' },
    { format: 'webp', width: 200, height: 200 },
    { format: 'png', width: 300, height: 300 },
  ])('tells within 30 % what photos will take: %o', async (options) => {
    const inputs = photos.map((photo, n) => write(`${n}.jpg`, photo));
    const plan = await planOf('resize', inputs, options);
    const { outcome } = await runResize(inputs, { ...options, folder: at('out') } as Partial<ResizeOptions>);
    expect(outcome.outputs).toHaveLength(9);
    const ratio = (plan.need?.bytes ?? 0) / outcome.bytesOut;
    expect(ratio).toBeGreaterThan(0.7);
    expect(ratio).toBeLessThan(1.3);
  });

  it('settles names as the job will', async () => {
    await picture('a/one.jpg', 300, 200);
    await picture('b/one.jpg', 300, 200);
    write('out/one.jpg', 'there before');
    const options = { destination: 'folder', folder: at('out'), template: '{name}' };
    const numbered = await planOf('resize', [at('a/one.jpg'), at('b/one.jpg')], options);
    expect(named(numbered)).toEqual([
      { name: 'one (2).jpg', fate: 'numbered' },
      { name: 'one (3).jpg', fate: 'numbered' },
    ]);
    const replaced = await planOf('resize', [at('a/one.jpg')], { ...options, collision: 'overwrite' });
    expect(named(replaced)).toEqual([{ name: 'one.jpg', fate: 'replaces' }]);
    const skipping = await planOf('resize', [at('a/one.jpg')], { ...options, collision: 'skip' });
    expect(skipping.fates).toMatchObject({ skipped: 1, new: 0 });
  });

  it('says which originals are replaced', async () => {
    const path = await picture('one.jpg', 3000, 200);
    const plan = await planOf('resize', [path], { destination: 'replace' });
    expect(named(plan)).toEqual([{ name: 'one.jpg', fate: 'original' }]);
  });

  it('forecasts what a job that takes the results would write, and the room for both', async () => {
    const path = await picture('Trip/one.jpg', 300, 200);
    const options = { ...resizeDefaults, destination: 'subfolder' };
    const zip = (change: object) => ({ type: 'zip', options: { ...zipDefaults, ...change } });
    const planWith = async (next: object) => {
      await desk.plan(1, { type: 'resize', inputs: [path], options, next: zip(next) });
      const last = messages.at(-1);
      return last?.kind === 'plan' ? last.plan : undefined;
    };
    const alone = await planOf('resize', [path], { destination: 'subfolder' });
    const folder = at('Trip');
    const chained = await planWith({});
    expect(chained?.next).toEqual({ folder, output: { name: 'resized.zip', fate: 'new' }, count: 1 });
    expect(chained?.need?.bytes).toBe((alone.need?.bytes ?? 0) * 2);
    expect(chained?.need?.outputs).toBe(alone.need?.bytes);
    expect(alone.next).toBeNull();
    write('Trip/resized.zip');
    expect((await planWith({}))?.next?.output).toEqual({ name: 'resized (2).zip', fate: 'numbered' });
    expect((await planWith({ collision: 'overwrite' }))?.next?.output.fate).toBe('replaces');
    expect((await planWith({ collision: 'skip' }))?.next?.output.fate).toBe('skipped');
  });

  it('writes nothing', async () => {
    const path = await picture('one.jpg', 3000, 200);
    await planOf('resize', [path], { destination: 'subfolder' });
    expect(readdirSync(folder)).toEqual(['one.jpg']);
  });
});

it('a job type without a plan of its own gets its files and bytes counted', async () => {
  write('Photos/a.txt', 'four');
  write('Photos/in/b.txt', 'twelve bytes');
  const plan = await planOf('plain', [at('Photos'), at('gone')], {});
  expect(plan).toMatchObject({ files: 2, bytes: 16, counted: true, folder: null, outputs: [], need: null });
  expect(skips(plan)).toEqual(['gone: ENOENT']);
});
