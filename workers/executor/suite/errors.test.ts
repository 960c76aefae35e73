import { describe, expect, test } from 'vitest';
import { describeDeath } from '../errors.ts';
import { FIRST_EXCEPTION, TimeoutError, WorkerDiedError, wait } from '../index.ts';
import { EVERY_KIND, sharing, using } from '../testing/kinds.ts';
import { PictureError } from '../testing/tasks.ts';
import { ErrorDecoder } from '../wire/decode-error.ts';
import { encodeError } from '../wire/encode-error.ts';

const share = sharing();

describe.each(EVERY_KIND)('an error from a task of the $kind', (kind) => {
  test('keeps class, name, message, code, stack, cause and properties', () =>
    using(kind, { errorClasses: [PictureError] }, async (executor) => {
      const error = (await executor.submit('failWithClass').exception()) as PictureError;
      expect(error).toBeInstanceOf(PictureError);
      expect(error).toMatchObject({
        name: 'PictureError',
        message: 'A picture 7 pixels wide.',
        code: 'BAD_PICTURE',
        width: 7,
      });
      expect(error.stack).toMatch(/failWithClass .*tasks\.ts/);
      expect(error.cause).toBeInstanceOf(TypeError);
      expect(error.cause).toMatchObject({ message: 'the cause', cause: 'its cause' });
    }));

  test('of a class unknown here keeps its name and is of the nearest known class', () =>
    share(kind, async (executor) => {
      const error = await executor.submit('failWithClass').exception();
      expect(error).toBeInstanceOf(Error);
      expect(error).not.toBeInstanceOf(PictureError);
      expect(error).toMatchObject({ name: 'PictureError', code: 'BAD_PICTURE' });
    }));

  test('of the system keeps code, errno and path', () =>
    share(kind, async (executor) => {
      const error = await executor.submit('failWithSystemError').exception();
      expect(error).toMatchObject({ message: 'no such file', code: 'ENOENT', errno: -2, path: '/nowhere' });
    }));

  test('that holds several keeps them all', () =>
    share(kind, async (executor) => {
      const error = (await executor.submit('failWithAggregate').exception()) as AggregateError;
      expect(error).toBeInstanceOf(AggregateError);
      expect(error.errors.map((one) => [one.constructor, one.message])).toEqual([
        [RangeError, 'one'],
        [SyntaxError, 'two'],
      ]);
    }));

  test('loses only those properties that cannot be cloned', () =>
    share(kind, async (executor) => {
      const error = await executor.submit('failWithUncloneable').exception();
      expect(error).toMatchObject({ message: 'odd', list: [1, 2] });
      expect(error).not.toHaveProperty('callback');
    }));

  test('may be any value, even one that cannot be cloned, or its own cause', () =>
    share(kind, async (executor) => {
      expect(await executor.submit('failWithValue', { a: 1 }).exception()).toEqual({ a: 1 });
      expect(await executor.submit('failWithFunction').exception()).toContain('Function');
      expect(await executor.submit('failWithCycle').exception()).toMatchObject({ message: 'cyclic' });
    }));
});

describe.each(EVERY_KIND)('what is no error, thrown by a task of the $kind', (kind) => {
  test.each([0, -0, '', false, null, undefined, Number.NaN, 0n])('fails it although it counts as false: %o', (value) =>
    share(kind, async (executor) => {
      const future = executor.submit('failWithValue', value);
      const { done } = await wait([future], { returnWhen: FIRST_EXCEPTION });
      expect(done.size).toBe(1);
      await expect(future.result()).rejects.toBe(value);
      expect(await future.exception()).toBe(value);
      for (const chunkSize of [1, 2]) {
        const results = executor.map('failWithValue', [value, value], { chunkSize });
        await expect(results.next()).rejects.toBe(value);
        expect((await results.next()).done).toBe(true);
      }
    }),
  );
});

describe('an error encoded and decoded', () => {
  const decoder = new ErrorDecoder([PictureError]);
  const back = (error: unknown) => decoder.decode(structuredClone(encodeError(error)));

  test('is a DOMException if it was one', () => {
    const error = back(new DOMException('stop', 'AbortError'));
    expect(error).toBeInstanceOf(DOMException);
    expect(error).toMatchObject({ name: 'AbortError', message: 'stop', code: 20 });
  });

  test('is one of the executor if it was one', () => {
    expect(back(new TimeoutError('late'))).toBeInstanceOf(TimeoutError);
    const died = back(new WorkerDiedError({ kind: 'signal', signal: 'SIGKILL' }));
    expect(died).toBeInstanceOf(WorkerDiedError);
    expect(died).toMatchObject({ code: 'WORKER_DIED', death: { kind: 'signal', signal: 'SIGKILL' } });
  });

  test('keeps a code that its class has as a getter, or that is hidden', () => {
    class Coded extends Error {
      get code() {
        return 'CODED';
      }
    }
    const hidden = Object.defineProperty(new Error('x'), 'code', { value: 'HIDDEN' });
    expect([back(new Coded('x')), back(hidden)]).toMatchObject([{ code: 'CODED' }, { code: 'HIDDEN' }]);
    expect(new ErrorDecoder([Coded]).decode(encodeError(new Coded('x')))).toMatchObject({ code: 'CODED' });
    for (const error of [back(hidden), back(new DOMException('stop', 'AbortError'))])
      expect(Object.keys(error as object)).toEqual([]);
  });

  test("is one of WebAssembly's if it was one, and not for its name alone", () => {
    class RuntimeError extends Error {}
    const Trap: new (message: string) => Error = Reflect.get(globalThis, 'WebAssembly').RuntimeError;
    expect(back(new Trap('unreachable'))).toBeInstanceOf(Trap);
    expect(back(new RuntimeError('mine'))).not.toBeInstanceOf(Trap);
  });

  test('is a native error, and its name and cause are not printed as properties', () => {
    const error = back(new PictureError(3, { cause: 1 })) as Error;
    expect(Object.prototype.toString.call(error)).toBe('[object Error]');
    expect(Object.keys(error)).not.toContain('cause');
  });
});

test.each([
  [{ kind: 'exit', exitCode: 3 } as const, 'exit code 3'],
  [{ kind: 'signal', signal: 'SIGSEGV' } as const, 'signal SIGSEGV'],
  [{ kind: 'out-of-memory' } as const, 'out of memory'],
  [{ kind: 'uncaught', error: new Error('x') } as const, 'uncaught error: x'],
])('a death by %o is told as "%s"', (death, words) => {
  expect(describeDeath(death)).toBe(words);
  expect(new WorkerDiedError(death).message).toContain(words);
});
