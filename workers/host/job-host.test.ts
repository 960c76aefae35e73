import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { JobRun } from '../jobs/job-type.ts';
import { JobError } from '../jobs/user-error.ts';
import { notedFolders } from '../journal/job-folders.ts';
import { JobJournal } from '../journal/job-journal.ts';
import { plainDefinition } from '../options/testing/plain-definition.ts';
import type { FromHost } from '../protocol.ts';
import { createExecutor } from './create-executor.ts';
import { Executors } from './executors.ts';
import type { StepInput } from './fixtures/steps-worker.ts';
import { JobHost } from './job-host.ts';

interface Options {
  readonly fail?: string;
  readonly trash?: string;
  /** How many there are. */
  readonly outputs?: number;
}

type Tasks = { step(input: StepInput): number };

const gate = new SharedArrayBuffer(4);
const outcome = { outputs: ['/out'], entries: 3, failed: 0, bytesIn: 30, bytesOut: 3 };

/** Three steps of ten bytes each; the second input is skipped with a message. */
async function run(job: JobRun<Options, Tasks>) {
  job.report.title('steps.out');
  job.report.writesTo('/out');
  job.report.total({ files: 3, bytes: 30, final: true });
  job.report.skip({ path: '/in/2', code: 'SOCKET' });
  if (job.options.fail)
    throw new JobError('BAD_OPTIONS', { problem: job.options.fail }, { cause: new RangeError('too few') });
  if (job.options.trash) {
    const change = { part: null, result: ANY, name: job.options.trash, original: null };
    await job.changes?.replace(change);
  }
  const steps = [1, 2, 3].map((value) => ({ gate, value }));
  for await (const result of job.tasks.map('step', steps)) {
    job.report.item({ index: result / 2 - 1, name: `step ${result / 2}`, state: 'done' });
    job.report.advance({ bytes: 10, files: 1 });
  }
  const outputs = Array.from({ length: job.options.outputs ?? 0 }, (_, n) => `/out/${n}`);
  return outputs.length > 0 ? { ...outcome, outputs } : outcome;
}

const registry = {
  steps: { definition: plainDefinition('steps', {}), driver: async () => ({ run }), tasks: async () => ({}) },
};

const ANY = { dev: '1', ino: '1', size: 1, mtime: '1' };

let host: JobHost;
let executors: Executors;
let messages: FromHost[];
let waiting: { kind: string; resolve: (message: FromHost) => void }[];

/** The next message of a kind, also if it has come already. */
function message<K extends FromHost['kind']>(kind: K): Promise<Extract<FromHost, { kind: K }>> {
  const { promise, resolve } = Promise.withResolvers<FromHost>();
  const came = messages.find((one) => one.kind === kind);
  if (came) resolve(came);
  else waiting.push({ kind, resolve });
  return promise as Promise<Extract<FromHost, { kind: K }>>;
}

beforeEach(() => {
  Atomics.store(new Int32Array(gate), 0, 0);
  messages = [];
  waiting = [];
  const module = new URL('./fixtures/steps-worker.ts', import.meta.url);
  executors = new Executors({ executor: 'threads', workers: 2 }, (settings) => createExecutor(settings, module));
  const send = (sent: FromHost) => {
    messages.push(sent);
    for (const { resolve } of waiting.filter(({ kind }) => kind === sent.kind)) resolve(sent);
    waiting = waiting.filter(({ kind }) => kind !== sent.kind);
  };
  host = new JobHost({ registry, executors, send });
});
afterEach(() => host.close());

const start = (options: Options = {}, type = 'steps') =>
  host.handle({ kind: 'start', job: { id: 'a', type, inputs: ['/in'], options } });
const open = () => Atomics.store(new Int32Array(gate), 0, 1);

describe('JobHost', () => {
  it('runs a job to its end and tells title, totals, skipped inputs and outcome', async () => {
    start();
    open();
    expect(await message('done')).toEqual({ kind: 'done', id: 'a', outcome });
    const last = messages.filter((one) => one.kind === 'progress').at(-1);
    expect(last).toMatchObject({ title: 'steps.out', skippedCount: 1, progress: { bytesDone: 30, filesDone: 3 } });
    expect(messages.at(-1)?.kind).toBe('done');
  });

  it('sends many outputs ahead of the end, some at a time', async () => {
    start({ outputs: 2_500 });
    open();
    expect((await message('done')).outcome).toEqual({ ...outcome, outputs: [] });
    const pieces = messages.filter((one) => one.kind === 'outputs');
    expect(pieces.map(({ paths }) => paths.length)).toEqual([1_000, 1_000, 500]);
    expect(pieces.flatMap(({ paths }) => paths)).toEqual(Array.from({ length: 2_500 }, (_, n) => `/out/${n}`));
  });

  it('tells of a folder before anything is written to it', async () => {
    start();
    expect(await message('writes-to')).toEqual({ kind: 'writes-to', id: 'a', folder: '/out' });
    open();
    await message('done');
  });

  it('says why a job failed, with what it began with', async () => {
    start({ fail: 'No luck.' });
    expect((await message('failed')).error).toEqual({
      code: 'BAD_OPTIONS',
      params: { problem: 'No luck.' },
      cause: { message: 'too few' },
    });
  });

  it('refuses a job type that it does not know', async () => {
    start({}, 'unzip');
    expect((await message('failed')).error.code).toBe('UNKNOWN_JOB_TYPE');
  });

  it('cancels tasks that are running', async () => {
    start();
    await message('progress');
    host.handle({ kind: 'cancel', id: 'a' });
    expect(await message('cancelled')).toEqual({ kind: 'cancelled', id: 'a' });
  });

  it('cancels a job that is paused', async () => {
    start();
    host.handle({ kind: 'pause', id: 'a' });
    host.handle({ kind: 'cancel', id: 'a' });
    expect(await message('cancelled')).toEqual({ kind: 'cancelled', id: 'a' });
  });

  it('starts no task while paused, and goes on when resumed', async () => {
    start();
    host.handle({ kind: 'pause', id: 'a' });
    open();
    await message('progress');
    host.handle({ kind: 'items', request: 1, id: 'a', offset: 0, limit: 10 });
    expect((await message('items')).total).toBe(0);
    host.handle({ kind: 'resume', id: 'a' });
    await message('done');
  });

  it('hands out rows of an ended job until it is forgotten', async () => {
    start();
    open();
    await message('done');
    host.handle({ kind: 'items', request: 7, id: 'a', offset: 1, limit: 1 });
    expect(await message('items')).toEqual({
      kind: 'items',
      request: 7,
      total: 3,
      rows: [{ index: 1, name: 'step 2', state: 'done' }],
    });
    host.handle({ kind: 'forget', id: 'a' });
    messages = [];
    host.handle({ kind: 'items', request: 8, id: 'a', offset: 0, limit: 1 });
    expect(await message('items')).toMatchObject({ total: 0, rows: [] });
  });

  it('asks main to replace a file and fails the job when it is refused', async () => {
    start({ trash: '/in/1' });
    const { request, change } = await message('replace');
    expect(change.name).toBe('/in/1');
    host.handle({
      kind: 'replaced',
      request,
      replaced: null,
      error: { code: 'EPERM', cause: { message: 'no trash' } },
    });
    expect((await message('failed')).error).toEqual({ code: 'EPERM', cause: { message: 'no trash' } });
  });

  it('ends what waits for an answer of main when main is gone, and asks it nothing more', async () => {
    start({ trash: '/in/1' });
    await message('replace');
    host.mainLost();
    await host.close();
    expect(messages.at(-1)).toEqual({ kind: 'cancelled', id: 'a' });
    messages = [];
    start({ trash: '/in/1' });
    await message('failed');
    expect(messages.map(({ kind }) => kind)).not.toContain('replace');
  });

  it('cancels what runs when it closes', async () => {
    start();
    await message('progress');
    await host.close();
    expect(messages.at(-1)).toEqual({ kind: 'cancelled', id: 'a' });
  });
});

it('writes down the folders of a job before main is told of them, as main may be killed', async () => {
  const progressFolder = mkdtempSync(join(tmpdir(), 'dropmill-host-'));
  onTestFinished(() => rmSync(progressFolder, { recursive: true }));
  const written: (readonly string[])[] = [];
  const send = (sent: FromHost) => {
    if (sent.kind === 'writes-to') written.push(notedFolders(JobJournal.fileOf(progressFolder, 'first', 'folders')));
    messages.push(sent);
  };
  const kept = new JobHost({ registry, executors, send, progressFolder });
  onTestFinished(() => kept.close());
  kept.handle({ kind: 'start', job: { id: 'second', resumesJobId: 'first', type: 'steps', inputs: [], options: {} } });
  await expect.poll(() => written).toEqual([['/out']]);
});
