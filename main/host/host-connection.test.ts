// The real connection and real host processes, some of which misbehave.

import { readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import { resolve } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Message } from '../../workers/messages/message.ts';
import type { FromHost } from '../../workers/protocol.ts';
import { HostConnection } from './host-connection.ts';
import { HAS_GROUPS } from './host-priority.ts';
import type { WatchBounds } from './host-watch.ts';
import { nodeBinary } from './node-binary.ts';

/** Watched often, and with more patience than a host needs to start on the busiest machine. */
const bounds: WatchBounds = { interval: 500, patience: 150_000, mostMemory: 1e9 };

/** A host whose first loss and whose messages can be awaited. Its bounds may be changed while it runs. */
function connect(change: Partial<WatchBounds> = {}) {
  const watched: { -readonly [K in keyof WatchBounds]: WatchBounds[K] } = { ...bounds, ...change };
  const lost = Promise.withResolvers<Message>();
  const waiting = new Map<string, PromiseWithResolvers<FromHost>>();
  const next = (kind: FromHost['kind']) => {
    const message = Promise.withResolvers<FromHost>();
    waiting.set(kind, message);
    return message.promise;
  };
  const host = new HostConnection({
    node: nodeBinary(undefined),
    script: resolve(import.meta.dirname, 'testing/odd-host.ts'),
    settings: { executor: 'threads', workers: 1, priority: 'low' },
    onMessage: (message) => waiting.get(message.kind)?.resolve(message),
    onLost: lost.resolve,
    log: () => {},
    bounds: watched,
    inUseMs: 300,
  });
  onTestFinished(() => host.close(0));
  const start = (type: string, options: number) =>
    host.send({ kind: 'start', job: { id: type, type, inputs: [], options } });
  return { host, start, next, lost: lost.promise, bounds: watched };
}

describe('HostConnection', () => {
  it('ends a host that loops for ever, and has another one ready', async () => {
    const { host, start, lost, next, bounds } = connect({ patience: 2_000 });
    start('loop', 0);
    const first = host.pid;
    expect(await lost).toEqual({ code: 'HOST_SILENT', params: { seconds: 2 } });
    bounds.patience = 150_000;
    expect(host.pid).not.toBe(first);
    const done = next('done');
    start('block', 1);
    expect(await done).toMatchObject({ id: 'block' });
  });

  it.skipIf(process.platform === 'win32')('ends a host that was stopped from outside', async () => {
    const { host, start, lost, next, bounds } = connect();
    const ready = next('ready');
    start('grow', 1);
    await ready;
    process.kill(host.pid ?? 0, 'SIGSTOP');
    bounds.patience = 2_000;
    expect(await lost).toEqual({ code: 'HOST_SILENT', params: { seconds: 2 } });
  });

  it('ends a host that takes too much memory', async () => {
    const { start, lost } = connect({ mostMemory: 400e6 });
    start('grow', 2e9);
    expect(await lost).toMatchObject({ code: 'HOST_TOO_LARGE' });
  });

  it('gives the next job a new process when its priority changes, and keeps the process for fewer workers', async () => {
    const { host, start, next } = connect();
    const ready = next('ready');
    start('block', 1);
    await Promise.all([ready, next('done')]);
    const first = host.pid ?? 0;
    expect(getPriority(first)).toBeGreaterThan(0);

    host.configure({ executor: 'processes', workers: 1, priority: 'low' });
    let done = next('done');
    start('block', 1);
    await done;
    expect(host.pid).toBe(first);

    host.configure({ executor: 'threads', workers: 1, priority: 'normal' });
    done = next('done');
    start('block', 1);
    await done;
    expect(host.pid).not.toBe(first);
    expect(getPriority(host.pid ?? 0)).toBe(getPriority(process.pid));
  });

  it.skipIf(!HAS_GROUPS)('has a fair share beside other programs, and gives way while the window is used', async () => {
    const { host, next } = connect();
    const ready = next('ready');
    host.warmUp();
    await ready;
    const niceness = () => Number(/nice (-?\d+)/.exec(readFileSync(`/proc/${host.pid}/autogroup`, 'utf8'))?.[1]);
    // Only root may take back niceness that the tests were started with.
    const low = process.getuid?.() === 0 ? 5 : Math.max(5, getPriority());
    expect([getPriority(host.pid ?? 0), niceness()]).toEqual([low, 0]);
    const whileUsed = () => {
      host.windowUsed();
      return niceness();
    };
    for (let use = 1; use <= 2; use++) {
      await expect.poll(whileUsed).toBe(10);
      await expect.poll(niceness).toBe(0);
    }

    host.configure({ executor: 'threads', workers: 1, priority: 'normal' });
    const done = next('done');
    host.send({ kind: 'start', job: { id: 'block', type: 'block', inputs: [], options: 1 } });
    await done;
    host.windowUsed();
    expect(niceness()).toBe(0);
  });

  it('lets a host be that works for long without turning, within its patience', async () => {
    const { start, lost, next } = connect();
    const done = next('done');
    start('block', 1_000);
    expect(await Promise.race([done, lost])).toMatchObject({ kind: 'done' });
  });
});
