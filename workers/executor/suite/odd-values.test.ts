// What is seldom sent or thrown has the same end on every kind of executor, and the executor lives on.
import { on } from 'node:events';
import { describe, expect, test } from 'vitest';
import { type Executor, NotCloneableError } from '../index.ts';
import { EVERY_KIND, type Kind, sharing } from '../testing/kinds.ts';

type Tasks = typeof import('../testing/odd/odd-tasks.ts');

const share = sharing<Tasks>('../testing/odd/odd-tasks.ts', { maxWorkers: 1 });

/** After the test a further task must run. */
function using(kind: Kind, test: (executor: Executor<Tasks>) => Promise<void>): Promise<void> {
  return share(kind, async (executor) => {
    await test(executor);
    expect(await executor.submit('echo', 'still there')).toBe('still there');
  });
}

function nested(depth: number): object {
  let value = {};
  for (let i = 0; i < depth; i++) value = { value };
  return value;
}

describe.each(EVERY_KIND)('the $kind', (kind) => {
  test('refuses at once what is nested more deeply than the stack is', () =>
    using(kind, async (executor) => {
      const sent = await executor.submit('echo', nested(200_000)).exception();
      expect(sent).toBeInstanceOf(NotCloneableError);
      expect((sent as Error).message).toContain('it is nested too deeply');
      const returned = await executor.submit('nested', 200_000).exception();
      expect((returned as Error).message).toContain('it is nested too deeply');
      expect(await executor.submit('throwNested', 200_000).exception()).toBeTypeOf('string');
      expect(await executor.submit('nested', 500)).toEqual(nested(500));
    }));

  test('brings back an error whose list of errors holds itself', () =>
    using(kind, async (executor) => {
      const error = (await executor.submit('throwListInItself').exception()) as AggregateError;
      expect(error.message).toBe('outer');
      expect(error.errors[0]).toBeInstanceOf(TypeError);
      expect(error.errors[1]).toContain('Circular');
    }));

  test('brings back an error with lists of errors in lists of errors', () =>
    using(kind, async (executor) => {
      const few = (await executor.submit('throwListsInLists', 2).exception()) as AggregateError;
      expect(few.errors[0][0][0]).toBeInstanceOf(TypeError);
      expect(few.errors[0][1]).toBeInstanceOf(RangeError);
      const many = (await executor.submit('throwListsInLists', 20_000).exception()) as AggregateError;
      expect(many.errors[1]).toBeInstanceOf(RangeError);
    }));

  test("gives the border's refusal as the cause, which is a DataCloneError", () =>
    using(kind, async (executor) => {
      for (const what of ['function', 'symbol', 'promise', 'generator'] as const) {
        const error = (await executor.submit('give', what).exception()) as Error;
        expect(error).toBeInstanceOf(NotCloneableError);
        expect(error.cause).toBeInstanceOf(DOMException);
        expect(error.cause).toMatchObject({ name: 'DataCloneError' });
      }
      const sent = (await executor.submit('echo', () => 1).exception()) as Error;
      expect(sent.cause).toMatchObject({ name: 'DataCloneError' });
    }));

  test('moves once what is named twice', () =>
    using(kind, async (executor) => {
      const buffer = new ArrayBuffer(8);
      const back = await executor.with({ transfer: [buffer, buffer] }).submit('echo', buffer);
      expect((back as ArrayBuffer).byteLength).toBe(8);
      expect(buffer.byteLength).toBe(0);
    }));

  test('makes a warning of what an asynchronous callback is rejected with', () =>
    using(kind, async (executor) => {
      const future = executor.submit('echo', 1);
      const warnings = on(process, 'warning');
      future.addDoneCallback(async () => {
        throw new RangeError('from the callback');
      });
      await future;
      for await (const [{ message }] of warnings) if (message === 'from the callback') break;
    }));
});
