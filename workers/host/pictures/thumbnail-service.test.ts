import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import * as registry from '../../jobs/registry.ts';
import { fourFields, sizeOf } from '../../jobs/resize/testing/pictures.ts';
import type { FromHost } from '../../protocol.ts';
import { createPictureExecutor, type JobExecutor } from '../create-executor.ts';
import { Pacer } from './pacer.ts';
import { ThumbnailService } from './thumbnail-service.ts';

type Made = Extract<FromHost, { kind: 'thumbnail' }>;

let folder: string;
let executor: JobExecutor;
let pacer: Pacer;
let service: ThumbnailService;
let made: Made[];
let onMade: () => void;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'thumbnails-'));
  const picture = await fourFields(400, 200).jpeg().toBuffer();
  for (const name of ['a.jpg', 'killer.jpg', 'b.jpg']) writeFileSync(join(folder, name), picture);
  executor = createPictureExecutor('idle', new URL('../fixtures/killer-worker.ts', import.meta.url));
  pacer = new Pacer({ cores: 2, now: () => performance.now() });
  made = [];
  onMade = () => {};
  service = new ThumbnailService({
    registry,
    pacer,
    executor: () => executor,
    originalOf: (plan, index) => (plan === 7 ? join(folder, ['a.jpg', 'b.jpg'][index] ?? '') : undefined),
    send: (message) => {
      if (message.kind === 'thumbnail') made.push(message);
      onMade();
    },
  });
});
afterEach(async () => {
  service.close();
  await executor.shutdown({ cancelFutures: true });
  rmSync(folder, { recursive: true });
});

const ask = (request: number, name: string) =>
  service.make({ kind: 'thumbnail', request, source: { path: join(folder, name) }, edge: 96 });

async function answers(count: number): Promise<readonly Made[]> {
  while (made.length < count) await new Promise<void>((resolve) => (onMade = resolve));
  return made;
}

it('makes one after the other, in a process of the lowest priority', async () => {
  ask(1, 'a.jpg');
  service.make({ kind: 'thumbnail', request: 2, source: { plan: 7, index: 1 }, edge: 40 });
  const [first, second] = await answers(2);
  expect(first?.request).toBe(1);
  const size = (one: Made | undefined) => sizeOf(Buffer.from(one?.thumbnail?.data ?? '', 'base64'));
  expect(await size(first)).toEqual({ width: 96, height: 48 });
  expect(await size(second)).toEqual({ width: 40, height: 20 });
  const [worker] = executor.workers;
  expect(worker?.pid).not.toBe(process.pid);
  expect(getPriority(worker?.pid)).toBe(19);
});

it('a picture that brings the decoder down takes nothing else along', async () => {
  ask(1, 'a.jpg');
  ask(2, 'killer.jpg');
  ask(3, 'b.jpg');
  ask(4, 'gone.jpg');
  const error = (code: string) => expect.objectContaining({ code });
  expect((await answers(4)).map((one) => one.error)).toEqual([null, error('WORKER_LOST'), null, error('ENOENT')]);
});

it('what is cancelled while it waits is not made, and a job that runs comes first', async () => {
  pacer.busy(true);
  ask(1, 'a.jpg');
  ask(2, 'a.jpg');
  ask(3, 'b.jpg');
  service.cancel(1);
  service.cancel(2);
  expect(executor.workers).toHaveLength(0);
  pacer.busy(false);
  expect((await answers(1)).map(({ request }) => request)).toEqual([3]);
});

it('of a plan that is closed there is nothing to show', async () => {
  service.make({ kind: 'thumbnail', request: 1, source: { plan: 8, index: 0 }, edge: 96 });
  expect((await answers(1))[0]?.error?.code).toBe('NO_PREVIEW');
});
