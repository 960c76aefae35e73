import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import * as registry from '../../jobs/registry.ts';
import { resizeDefaults } from '../../jobs/resize/options.ts';
import { grainyPhoto } from '../../jobs/resize/testing/pictures.ts';
import type { FromHost } from '../../protocol.ts';
import { createPictureExecutor, type JobExecutor } from '../create-executor.ts';
import { TryOutService } from './try-out-service.ts';

type Told = Extract<FromHost, { kind: 'tried-out' }>;

let photo: Buffer;
let folder: string;
let executors: JobExecutor[];
let service: TryOutService;
let told: Told[];
let onTold: () => void;

beforeAll(async () => {
  photo = await grainyPhoto(2000, 1500, 10);
});
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'try-outs-'));
  for (const name of ['photo.jpg', 'killer.jpg']) writeFileSync(join(folder, name), photo);
  const module = new URL('../fixtures/killer-worker.ts', import.meta.url);
  executors = [createPictureExecutor('usual', module), createPictureExecutor('usual', module)];
  told = [];
  onTold = () => {};
  service = new TryOutService({
    registry,
    full: () => executors[0] ?? expect.unreachable(),
    drafts: () => executors[1] ?? expect.unreachable(),
    originalOf: (plan, index) => (plan === 1 ? join(folder, ['photo.jpg', 'killer.jpg'][index] ?? '') : undefined),
    send: (message) => {
      if (message.kind === 'tried-out') told.push(message);
      onTold();
    },
  });
});
afterEach(async () => {
  service.close();
  await Promise.all(executors.map((executor) => executor.shutdown({ cancelFutures: true })));
  rmSync(folder, { recursive: true });
});

const ask = (request: number, index: number, options: object, plan = 1) =>
  service.start({
    kind: 'try-out',
    request,
    type: 'resize',
    source: { plan, index },
    options: { ...resizeDefaults, ...options },
    known: null,
  });

const isLast = ({ made }: Told) => !made?.isDraft;

async function lastAnswer(): Promise<Told> {
  for (;;) {
    const last = told.find(isLast);
    if (last) return last;
    await new Promise<void>((resolve) => (onTold = resolve));
  }
}

it('answers with what the job would make, and drafts come before it', async () => {
  ask(1, 0, { width: null, height: null, format: 'webp' });
  const { made, error } = await lastAnswer();
  expect(error).toBeNull();
  expect(made).toMatchObject({ width: 2000, height: 1500, format: 'WebP', isDraft: false });
  expect(made?.before?.data.length).toBeGreaterThan(1_000);
  expect(told.findIndex(isLast)).toBe(told.length - 1);
});

it('a new question ends the one before', async () => {
  ask(1, 0, { width: null, height: null, format: 'avif' });
  ask(2, 0, { width: 300, height: 300 });
  const { request, made } = await lastAnswer();
  expect(request).toBe(2);
  expect(made?.width).toBe(300);
  expect(told.filter((one) => one.request === 1)).toEqual([]);
});

it('a picture that brings the decoder down has an error, and the next one is made', async () => {
  ask(1, 1, {});
  expect((await lastAnswer()).error?.code).toBe('WORKER_LOST');
  told = [];
  ask(2, 0, { width: 200, height: 200 });
  expect((await lastAnswer()).made?.width).toBe(200);
});

it('of a plan that is closed there is nothing to show', async () => {
  ask(1, 0, {}, 2);
  expect((await lastAnswer()).error?.code).toBe('NO_PREVIEW');
});
