// Files that kill whoever reads them: the real service, connection, host and jobs, and workers that such files kill.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join, resolve } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import * as registry from '../../workers/jobs/registry.ts';
import type { FromHost, HostSettings } from '../../workers/protocol.ts';
import { HostConnection } from '../host/host-connection.ts';
import { ItemFetcher } from '../host/item-fetcher.ts';
import { nodeBinary } from '../host/node-binary.ts';
import { isEnded, type KeptRecord } from './job-record.ts';
import { JobService } from './job-service.ts';
import { ProgressFolder } from './progress-folder.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropmill-deadly-'));
  mkdirSync(join(folder, 'in'));
  return () => rmSync(folder, { recursive: true, force: true });
});

/** Everything of main's jobs but the windows. */
function start(executor: HostSettings['executor'], onChanged: (record: KeptRecord) => void = () => {}) {
  const progress = new ProgressFolder(join(folder, 'progress'));
  let losses = 0;
  const ended = Promise.withResolvers<KeptRecord>();
  const host: HostConnection = new HostConnection({
    node: nodeBinary(undefined),
    script: resolve(import.meta.dirname, 'testing/deadly-host.ts'),
    settings: { executor, workers: 2, priority: 'normal' },
    progressFolder: progress.folder,
    onMessage: (message: FromHost) => {
      if (message.kind === 'items') items.settle(message);
      else if ('id' in message) jobs.handle(message);
    },
    onLost: (how) => {
      losses++;
      void jobs.hostLost(how);
    },
    log: () => {},
  });
  const items = new ItemFetcher(
    (message) => host.send(message),
    () => false,
  );
  const jobs: JobService = new JobService({
    registry,
    send: (message) => host.send(message),
    onChanged: (record) => {
      onChanged(record);
      if (isEnded(record.state)) ended.resolve(record);
    },
    onRemoved: () => {},
    journal: { append: async () => {} },
    now: () => Date.now(),
    sweep: (spec, folders) => progress.sweep(spec, folders),
    dropProgress: (id) => progress.drop(id),
    sideBySide: () => 2,
    defaults: () => ({}),
  });
  onTestFinished(() => host.close());
  return { host, jobs, items, ended: ended.promise, losses: () => losses };
}

function writePictures(names: readonly string[]): void {
  const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="64" height="48"><rect width="30" height="20"/></svg>';
  for (const name of names) writeFileSync(join(folder, 'in', name), picture);
}

const NAMES = Array.from({ length: 40 }, (_, index) => `${String(index).padStart(2, '0')}.svg`);

describe.each(['threads', 'processes'] as const)('on %s', (executor) => {
  it('a picture that kills is named on its row, and all others are made', async () => {
    writePictures([...NAMES, '07-killer.svg', '31-killer.svg']);
    const { jobs, items, ended, losses } = start(executor);
    const options = { destination: 'folder', folder: 'out', format: 'png' };
    const { id } = jobs.submit({ type: 'resize', inputs: [join(folder, 'in')], options }, (name) => join(folder, name));
    const record = await ended;
    expect(record).toMatchObject({ state: 'done', outcome: { entries: NAMES.length, failed: 2 } });
    const failed = await items.fetch({ id, offset: 0, limit: 10, state: 'failed' });
    expect(failed.items.map(({ name, error }) => [name, error?.code])).toEqual([
      ['07-killer.svg', 'DECODER_CRASHED'],
      ['31-killer.svg', 'DECODER_CRASHED'],
    ]);
    expect(readdirSync(join(folder, 'out', 'in'))).toHaveLength(NAMES.length);
    // A retry does only what is not done.
    expect(
      readdirSync(join(folder, 'progress'))
        .map((name) => extname(name))
        .sort(),
    ).toEqual(['.folders', '.progress']);
    // Each killer ends the host that threads live in once at most; a process dies alone.
    expect(losses()).toBeLessThanOrEqual(executor === 'threads' ? 2 : 0);
  });

  it('a file that kills is skipped with a message, and all others are packed', async () => {
    for (const name of NAMES) writeFileSync(join(folder, 'in', name), name.repeat(100));
    for (const name of ['07-killer.txt', '31-killer.txt']) writeFileSync(join(folder, 'in', name), 'poison');
    const { jobs, ended } = start(executor);
    jobs.submit({ type: 'zip', inputs: [join(folder, 'in')], options: {} }, (name) => name);
    const record = await ended;
    expect(record).toMatchObject({ state: 'done', skippedCount: 2 });
    const entries = NAMES.length + 1;
    expect(record.outcome).toMatchObject({ entries, outputs: [join(folder, 'in.zip')] });
    expect(record.skipped.map(({ path }) => path)).toEqual(
      ['07-killer.txt', '31-killer.txt'].map((name) => join(folder, 'in', name)),
    );
    expect(readdirSync(folder).sort()).toEqual(['in', 'in.zip', 'progress']);
  });
});

describe('a host that is killed from outside', () => {
  it.each(['threads', 'processes'] as const)(
    'makes each picture once on %s, and none again that was done',
    async (executor) => {
      writePictures(NAMES);
      const out = join(folder, 'out', 'in');
      const found = () => readdirSync(out).filter((name) => name.endsWith('.png'));
      const before = new Map<string, bigint>();
      let kills = 0;
      const app = start(executor, ({ state, progress }) => {
        if (kills > 0 || state !== 'running' || progress.filesDone < 4) return;
        kills++;
        process.kill(app.host.pid ?? 0, 'SIGKILL');
        for (const name of found()) before.set(name, statSync(join(out, name), { bigint: true }).ino);
      });
      // Large enough that the job lasts for several reports of progress.
      const options = { destination: 'folder', folder: 'out', format: 'png', width: 1600, height: null };
      app.jobs.submit({ type: 'resize', inputs: [join(folder, 'in')], options }, (name) => join(folder, name));

      expect(await app.ended).toMatchObject({ state: 'done', outcome: { entries: NAMES.length, failed: 0 } });
      expect([kills, app.losses()]).toEqual([1, 1]);
      expect(readdirSync(out).sort()).toEqual(NAMES.map((name) => name.replace('.svg', '-1600px.png')));
      expect(before.size).toBeGreaterThan(0);
      for (const [name, ino] of before) expect(statSync(join(out, name), { bigint: true }).ino).toBe(ino);
    },
  );
});
