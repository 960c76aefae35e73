import { expect, it } from 'vitest';
import { now } from '../common/clock.ts';
import { FutureSource } from './future-source.ts';

/** A task of another process, whose clock is not quite ours. */
class Elsewhere extends FutureSource<string> {
  start(startedAt: number): void {
    this.startedAt = startedAt;
  }

  finish(startedAt: number, ranFor: number): void {
    this.startedAt = startedAt;
    this.ranFor = ranFor;
    this.setResult('done');
  }

  again(): void {
    this.forgetRun();
  }
}

it('says no less of its times at its end than it said before, and counts a second try anew', () => {
  const task = new Elsewhere();
  const begun = now();
  task.start(begun - 500);
  expect(task.future.runTime).toBeGreaterThanOrEqual(500);
  task.again();
  expect(task.future.runTime).toBe(0);
  task.start(begun - 50);
  const { runTime, queueTime } = task.future;
  task.finish(begun - 60_000, 1);
  expect([task.future.runTime, task.future.queueTime]).toEqual([runTime, queueTime]);
});
