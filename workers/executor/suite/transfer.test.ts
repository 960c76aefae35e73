import { describe, expect, test } from 'vitest';
import { transfer } from '../index.ts';
import { EVERY_KIND, INLINE, sharing, THREADS } from '../testing/kinds.ts';

const MEGABYTE = 2 ** 20;

const share = sharing();

describe.each(EVERY_KIND)('buffers with the $kind', (kind) => {
  test('come back moved or copied, the same', () =>
    share(kind, async (executor) => {
      for (const name of ['bytesMoved', 'bytesCopied'] as const) {
        const bytes = await executor.submit(name, MEGABYTE);
        expect(bytes.length).toBe(MEGABYTE);
        expect(bytes.every((byte) => byte === 7)).toBe(true);
      }
    }));

  test('marked with transfer() as an argument are moved', () =>
    share(kind, async (executor) => {
      const bytes = new Uint8Array(MEGABYTE).fill(1);
      const future = executor.submit('sum', transfer(bytes, [bytes.buffer]));
      expect(await future).toBe(MEGABYTE);
      expect(bytes.buffer.detached).toBe(true);
    }));

  test('named in the options are moved, others are not', () =>
    share(kind, async (executor) => {
      const [moved, kept] = [new ArrayBuffer(10_000), new ArrayBuffer(10_000)];
      new Uint8Array(moved).fill(2);
      expect(await executor.with({ transfer: [moved] }).submit('sumBuffer', moved)).toBe(20_000);
      expect(await executor.submit('sumBuffer', kept)).toBe(0);
      expect([moved.detached, kept.detached]).toEqual([true, false]);
    }));

  test('that are part of a larger one arrive as what they show', () =>
    share(kind, async (executor) => {
      const whole = new Uint8Array(3 * MEGABYTE).map((_, i) => i % 3);
      const parts = [whole.subarray(1, 4), whole.subarray(MEGABYTE, 2 * MEGABYTE)];
      const back = (await executor.submit('echo', parts)) as Uint8Array[];
      expect(back.map((part) => part.length)).toEqual([3, MEGABYTE]);
      expect(back.every((part, i) => Buffer.compare(part, parts[i] ?? part) === 0)).toBe(true);
    }));

  test('in a chunk of map are moved, each of them', () =>
    share(kind, async (executor) => {
      const lengths: number[] = [];
      for await (const bytes of executor.map('bytesMoved', [10, 10_000, MEGABYTE], { chunkSize: 3 }))
        lengths.push(bytes.length);
      expect(lengths).toEqual([10, 10_000, MEGABYTE]);
    }));

  test('that were moved elsewhere before fail their task', () =>
    share(kind, async (executor) => {
      const bytes = new Uint8Array(10);
      structuredClone(bytes, { transfer: [bytes.buffer] });
      const future = executor.with({ transfer: [bytes.buffer] }).submit('sum', bytes);
      expect(await future.exception()).toMatchObject({ code: 'NOT_CLONEABLE' });
      expect(await executor.submit('add', 1, 1)).toBe(2);
    }));

  test('fails a task that is given a port which another one was given before', () =>
    share(kind, async (executor) => {
      const { port1, port2 } = new MessageChannel();
      const give = () => executor.with({ transfer: [port1] }).submit('kindOf', port1);
      const first = await give().exception();
      // Processes and queues take no ports at all.
      expect(first === undefined).toBe(kind === THREADS || kind === INLINE);
      const both = [give(), give()];
      for (const future of both) expect(await future.exception()).toMatchObject({ code: 'NOT_CLONEABLE' });
      // A while later Node has let go of what it was.
      await new Promise(setImmediate);
      expect(await give().exception()).toMatchObject({ code: 'NOT_CLONEABLE' });
      for (const port of [port1, port2]) port.close();
      expect(await executor.submit('add', 1, 1)).toBe(2);
    }));
});
