import { expectTypeOf, test } from 'vitest';
import type { Executor, Future, TaskContext, TaskName } from '../index.ts';

interface Tasks {
  add(a: number, b: number): number;
  later(name?: string): Promise<string>;
  report(this: TaskContext<{ done: number }>, of: string): Promise<boolean>;
  count: number;
  Class: new () => object;
}

test('names, arguments, results and progress are those of the module', () => {
  expectTypeOf<TaskName<Tasks>>().toEqualTypeOf<'add' | 'later' | 'report'>();
  const check = (executor: Executor<Tasks>) => {
    expectTypeOf(executor.submit('add', 1, 2)).toEqualTypeOf<Future<number, never>>();
    expectTypeOf(executor.submit('later')).toEqualTypeOf<Future<string, never>>();
    expectTypeOf(executor.submit('report', 'x')).toEqualTypeOf<Future<boolean, { done: number }>>();
    expectTypeOf(executor.with({ priority: 1 }).submit('add', 1, 2)).toEqualTypeOf<Future<number, never>>();
    executor
      .map('report', ['a'])
      .next()
      .then((step) => expectTypeOf(step).toExtend<IteratorResult<boolean>>());
    // @ts-expect-error: no such task.
    executor.submit('count');
    // @ts-expect-error: a wrong argument.
    executor.submit('add', 1, 'two');
    // @ts-expect-error: an argument is missing.
    executor.submit('add', 1);
    // @ts-expect-error: inputs of the wrong type.
    executor.map('later', [1]);
  };
  expectTypeOf(check).toBeFunction();
});
