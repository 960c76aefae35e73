import { describe, expect, it } from 'vitest';
import { largestPicture, MemoryGate } from './memory-gate.ts';

/** Enters and tells whether it was let in at once. */
async function tryEnter(gate: MemoryGate, bytes: number) {
  const entered = gate.enter(bytes);
  const outcome = await Promise.race([
    entered,
    Promise.resolve()
      .then(() => Promise.resolve())
      .then(() => undefined),
  ]);
  return { inside: outcome !== undefined, entered };
}

describe('the memory gate', () => {
  it('lets in what fits and holds back what does not, until there is room', async () => {
    const gate = new MemoryGate(100);
    const leave = await gate.enter(60);
    const second = await tryEnter(gate, 60);
    expect(second.inside).toBe(false);

    leave();

    (await second.entered)();
    expect((await tryEnter(gate, 100)).inside).toBe(true);
  });

  it('lets in alone what is heavier than the whole budget', async () => {
    const gate = new MemoryGate(100);
    const leave = await gate.enter(1);
    const heavy = await tryEnter(gate, 1000);
    expect(heavy.inside).toBe(false);

    leave();

    const leaveHeavy = await heavy.entered;
    expect((await tryEnter(gate, 1)).inside).toBe(false);
    leaveHeavy();
  });

  it('is first come, first served, so that the heavy one gets its turn', async () => {
    const gate = new MemoryGate(100);
    const leave = await gate.enter(80);
    const heavy = await tryEnter(gate, 90);
    const light = await tryEnter(gate, 10);
    expect([heavy.inside, light.inside]).toEqual([false, false]);

    leave();

    await Promise.all([heavy.entered, light.entered]);
  });

  it('knows the largest picture for a machine', () => {
    expect(largestPicture(4e9)).toBe(2e9);
    expect(largestPicture(1e12)).toBe(8 * 2 ** 30);
  });
});
