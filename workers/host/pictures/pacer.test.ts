import { expect, it } from 'vitest';
import { Pacer } from './pacer.ts';

function pacerAt() {
  const clock = { now: 0 };
  return { clock, pacer: new Pacer({ cores: 2, now: () => clock.now }) };
}

it('holds nothing back while no job runs', () => {
  const { pacer } = pacerAt();
  pacer.spent(10_000);
  expect(pacer.wait()).toBe(0);
});

it('leaves a job alone at its beginning, and then takes one per cent of all cores', () => {
  const { pacer, clock } = pacerAt();
  pacer.busy(true);
  expect(pacer.wait()).toBeCloseTo(2_500);
  clock.now = 2_500;
  expect(pacer.wait()).toBe(0);
  pacer.spent(20);
  expect(pacer.wait()).toBeCloseTo(1_000);
});

it('saves up no more than one thumbnail or two', () => {
  const { pacer, clock } = pacerAt();
  pacer.busy(true);
  clock.now = 1_000_000;
  pacer.spent(90);
  expect(pacer.wait()).toBeCloseTo(2_000);
});

it('lets what waits go on as soon as the job has ended, and gives up what nobody wants any more', async () => {
  const { pacer } = pacerAt();
  pacer.busy(true);
  const waiting = pacer.turn(new AbortController().signal);
  const controller = new AbortController();
  const unwanted = pacer.turn(controller.signal);
  controller.abort(new Error('gone'));
  await expect(unwanted).rejects.toThrow('gone');
  pacer.busy(false);
  await expect(waiting).resolves.toBeUndefined();
});
