import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Task } from '../pool/task.ts';
import { taskOf } from '../testing/lone-task.ts';
import { TaskQueue } from './task-queue.ts';

test('a queue gives the highest priority first, then who came first; whatever was put first or taken out', () => {
  const step = fc.record({
    kind: fc.constantFrom('push', 'unshift', 'remove', 'shift'),
    priority: fc.integer({ min: -1, max: 2 }),
    at: fc.nat(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const queue = new TaskQueue();
      let model: Task[] = [];
      const place = (added: Task, isFirst: boolean) => {
        const before = model.filter(
          (other) => other.priority > added.priority || (!isFirst && other.priority === added.priority),
        );
        model = [...before, added, ...model.filter((other) => !before.includes(other))];
      };
      for (const { kind, priority, at } of steps) {
        if (kind === 'push' || kind === 'unshift') {
          const added = taskOf(priority);
          queue[kind](added);
          place(added, kind === 'unshift');
        } else if (kind === 'shift') {
          expect(queue.shift()).toBe(model.shift());
        } else if (model.length > 0) {
          const [removed] = model.splice(at % model.length, 1) as [Task];
          expect([queue.remove(removed), queue.remove(removed)]).toEqual([true, false]);
        }
        expect(queue.size).toBe(model.length);
        expect(queue.peek()).toBe(model[0]);
      }
    }),
    { seed: 1 },
  );
});
