// Tasks that are generators: their values come as they are yielded, and no faster than they are taken.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, expectTypeOf, test } from 'vitest';
import {
  AbortError,
  BrokenExecutorError,
  CancelledError,
  type Executor,
  ExecutorShutdownError,
  NotCloneableError,
  type TaskStream,
  TimeoutError,
  WorkerDiedError,
} from '../index.ts';
import { Gate } from '../testing/gate.ts';
import { ALL_KINDS, EVERY_KIND, INLINE, KILLABLE, type Kind, QUEUES, sharing, usingTasks } from '../testing/kinds.ts';

type Tasks = typeof import('../testing/generator-tasks.ts');

const folder = mkdtempSync(join(tmpdir(), 'executor-generators-'));
afterAll(() => rmSync(folder, { recursive: true }));
let files = 0;

/** An empty file. */
function newFile(): string {
  const file = join(folder, String(files++));
  writeFileSync(file, '');
  return file;
}

async function all<Y>(values: AsyncIterable<Y>): Promise<Y[]> {
  const list: Y[] = [];
  for await (const value of values) list.push(value);
  return list;
}

function linesOf(file: string): string[] {
  return readFileSync(file, 'utf8').split('\n').slice(0, -1);
}

const MODULE = '../testing/generator-tasks.ts';
const share = sharing<Tasks>(MODULE, { maxWorkers: 1 });

/** For tests after which the executor or its worker is no more. */
function using<T>(kind: Kind, test: (executor: Executor<Tasks>) => Promise<T>): Promise<T> {
  // Enough time on a busy machine, too, to end in an orderly way.
  return usingTasks<Tasks, T>(kind, MODULE, { maxWorkers: 1, gracePeriod: 60_000 }, test);
}

describe.each(ALL_KINDS)('the $kind', (kind) => {
  test('gives values in order, then what the generator returns', () =>
    share(kind, async (executor) => {
      for (const below of [0, 1, 100]) {
        const file = newFile();
        const stream = executor.stream('countInto', file, below);
        expectTypeOf(stream).toEqualTypeOf<TaskStream<number, string, string>>();
        const progress: string[] = [];
        stream.future.onProgress((word) => progress.push(word));
        expect(await all(stream)).toEqual(Array.from({ length: below }, (_, i) => i));
        expect(await stream.future).toBe('all');
        expect(progress).toEqual(['began']);
        expect(linesOf(file).at(-1)).toBe('closed');
        expect(await stream.next()).toEqual({ done: true, value: undefined });
      }
      const counting = executor.stream('count', 2);
      expect([await counting.next(), await counting.next(), await counting.next()]).toEqual([
        { done: false, value: 0 },
        { done: false, value: 1 },
        { done: true, value: 'counted' },
      ]);
    }));

  test.each([5, null, undefined])('fails when its iterator gives %o and no object', (step) =>
    share(kind, async (executor) => {
      await expect(executor.stream('giveStep', step).next()).rejects.toThrow('of the values to give an object');
      expect(await executor.submit('add', 1, 2)).toBe(3);
    }),
  );

  test('is never more values ahead than the buffer holds', () =>
    share(kind, async (executor) => {
      for (const streamBuffer of [1, 2, 5]) {
        const file = newFile();
        const stream = executor.with({ streamBuffer }).stream('countInto', file, 60);
        let taken = 0;
        for await (const value of stream) {
          expect(value).toBe(taken++);
          expect(linesOf(file).length).toBeLessThanOrEqual(taken + streamBuffer);
        }
        expect(taken).toBe(60);
      }
    }));

  test('answers several who wait, in their order, and without a bound', () =>
    share(kind, async (executor) => {
      const stream = executor.with({ streamBuffer: Number.POSITIVE_INFINITY }).stream('count', 3);
      const steps = await Promise.all(Array.from({ length: 5 }, () => stream.next()));
      expect(steps.map(({ value }) => value)).toEqual([0, 1, 2, 'counted', undefined]);
    }));

  test('iterates over whatever can be iterated over', () =>
    share(kind, async (executor) => {
      expect(await all(executor.stream('list', 1, undefined, 'two'))).toEqual([1, undefined, 'two']);
      const chunks = await all(executor.stream('bodyOf', 'streamed'));
      expect(Buffer.concat(chunks).toString()).toBe('streamed');
      expect(await all(executor.stream('text', 'ab'))).toEqual(['a', 'b']);
      await expect(executor.stream('add', 1, 2).next()).rejects.toThrow('"add" gives no values one by one');
      await expect(executor.submit('count', 1).result()).rejects.toThrow('Call it by stream()');
    }));

  test('closes the generator when the loop is left', () =>
    share(kind, async (executor) => {
      const file = newFile();
      for await (const value of executor.stream('countInto', file, 1e6)) if (value === 20) break;
      expect(linesOf(file).at(-1)).toBe('closed');
      const other = newFile();
      {
        await using stream = executor.stream('countForEver', other);
        await stream.next();
      }
      expect(linesOf(other)).toEqual(['closed']);
      // The worker is free, and alive.
      expect(await executor.submit('add', 1, 2)).toBe(3);
    }));

  test('closes the generator when it is aborted, and says so', () =>
    share(kind, async (executor) => {
      const file = newFile();
      const stream = executor.stream('countForEver', file);
      expect((await stream.next()).value).toBe(0);
      expect(stream.future.abort('enough')).toBe(true);
      const error = await stream.next().catch((thrown) => thrown);
      expect(error).toBeInstanceOf(AbortError);
      expect(error.cause).toBe('enough');
      expect((await stream.next()).done).toBe(true);
      expect(linesOf(file)).toEqual(['closed']);
    }));

  test('aborts by a signal a generator that waits for something', () =>
    share(kind, async (executor) => {
      await using gate = await Gate.open();
      const controller = new AbortController();
      const stream = executor.with({ signal: controller.signal }).stream('waitForEver', gate.port);
      expect((await stream.next()).value).toBe(1);
      await gate.untilCame(1);
      gate.release();
      const next = stream.next();
      controller.abort('late');
      await expect(next).rejects.toMatchObject({ cause: 'late' });
    }));

  test('fails after the last value, with class and cause', () =>
    share(kind, async (executor) => {
      const stream = executor.stream('failAfter', 3);
      expect([(await stream.next()).value, (await stream.next()).value, (await stream.next()).value]).toEqual([
        0, 1, 2,
      ]);
      const error = await stream.next().catch((thrown) => thrown);
      expect(error).toBeInstanceOf(RangeError);
      expect(error.cause).toBeInstanceOf(TypeError);
      expect((await stream.next()).done).toBe(true);
    }));

  test('fails at a value that cannot be sent, and closes the generator', () =>
    share(kind, async (executor) => {
      const file = newFile();
      const stream = executor.stream('giveFunction', file);
      expect((await stream.next()).value).toBe(1);
      const error = await stream.next().catch((thrown) => thrown);
      expect(error).toBeInstanceOf(NotCloneableError);
      expect(error.message).toContain('The value of "giveFunction" cannot be sent back: its .deep[0] is a function.');
      expect(linesOf(file)).toEqual(['closed']);
    }));

  test('moves values that are marked for it', () =>
    share(kind, async (executor) => {
      const arrays = await all(executor.stream('giveBuffers', 5));
      expect(arrays.map(([first]) => first)).toEqual([0, 1, 2, 3, 4]);
    }));

  test('stops a generator whose values nobody takes when its time is over', () =>
    share(kind, async (executor) => {
      const file = newFile();
      const stream = executor.with({ timeout: 50, streamBuffer: 2 }).stream('countForEver', file);
      await expect(stream.future.result()).rejects.toThrow(TimeoutError);
      // On a busy machine its time can be over before both values, which is as many as the buffer holds, were sent.
      const values: number[] = [];
      const take = async () => {
        for await (const value of stream) values.push(value);
      };
      await expect(take()).rejects.toThrow(TimeoutError);
      expect([0, 1].slice(0, values.length)).toEqual(values);
      if (values.length > 0) expect(linesOf(file)).toEqual(['closed']);
    }));

  test('is cancelled while it waits, and ended by a shutdown that aborts', () =>
    using(kind, async (executor) => {
      const running = executor.stream('countForEver', newFile());
      await running.next();
      const waiting = executor.stream('count', 3);
      expect(waiting.future.cancel()).toBe(true);
      await expect(waiting.next()).rejects.toThrow(CancelledError);
      const left = executor.stream('count', 3);
      await left.return();
      expect(left.future.cancelled()).toBe(true);
      await executor.shutdown({ abort: true });
      await expect(running.next()).rejects.toThrow(CancelledError);
      expect(() => executor.stream('count', 1)).toThrow(ExecutorShutdownError);
    }));
});

describe.each(ALL_KINDS)('the $kind', (kind) => {
  test.each(['count', 'countInto'] as const)('is broken by an initializer that is a generator (%s)', (name) => {
    const initializer = { name, args: ['', 1] } as never;
    return usingTasks<Tasks, void>(kind, './generator-tasks.ts', { initializer }, async (executor) => {
      const error = (await executor.submit('add', 1, 2).exception()) as Error;
      expect(error).toBeInstanceOf(BrokenExecutorError);
      expect(error.message).toContain(`The initializer "${name}" is a generator`);
    });
  });

  test('names a generator that a map has as a result', () =>
    share(kind, async (executor) => {
      await expect(executor.map('count', [1]).next()).rejects.toThrow('it is a Generator.');
      const inChunks = executor.map('count', [1], { chunkSize: 2 });
      await expect(inChunks.next()).rejects.toThrow('its .results[0] is a Generator.');
    }));
});

test.each(KILLABLE)('a worker of the $kind that dies ends the stream, and nothing comes twice', (kind) =>
  using(kind, async (executor) => {
    const stream = executor.with({ retries: 3, retryDelay: 0 }).stream('die');
    expect((await stream.next()).value).toBe(1);
    await expect(stream.next()).rejects.toThrow(WorkerDiedError);
  }),
);

test.each(QUEUES)('the $kind refuses, and says why', (kind) =>
  share(kind, async (executor) => {
    expect(() => executor.stream('count', 3)).toThrow('A QueueExecutor cannot stream');
  }),
);

test.each(EVERY_KIND)('the $kind refuses a buffer that makes no sense', (kind) =>
  share(kind, async (executor) => {
    for (const streamBuffer of [0, -1, 1.5, Number.NaN])
      expect(() => executor.with({ streamBuffer }).stream('count', 1)).toThrow('streamBuffer');
  }),
);

test('two streams overlap on one worker', () =>
  share(INLINE, async (executor) => {
    const [one, other] = [0, 1].map(() => executor.with({ overlap: 2, streamBuffer: 1 }).stream('count', 5));
    const got: unknown[] = [];
    for (let i = 0; i < 5; i++) got.push((await one?.next())?.value, (await other?.next())?.value);
    expect(got).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
  }));
