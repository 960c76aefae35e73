import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { FoundFile } from '../plan/find-pictures.ts';
import { type PlannedOutput, workingBytes } from '../plan/picture-plan.ts';
import { fourFields, save } from '../testing/pictures.ts';
import { runResize, temporaryFolder, testExecutor } from '../testing/run-resize.ts';
import type { PictureFacts } from './facts.ts';
import { largestPicture, MACHINE_BUDGET, MemoryGate, machineMemory } from './memory-gate.ts';

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

  it('counts the file, the decoded picture, and its largest result twice', () => {
    const facts = { width: 4000, height: 3000, pages: 1, channels: 3, depth: 1 } as PictureFacts;
    const output = (width: number, height: number) => ({ size: { width, height, how: 'scale' } }) as PlannedOutput;
    const file = { bytes: 5_000_000 } as FoundFile;
    const outputs = [output(400, 300), output(2000, 1500)];
    expect(workingBytes({ file, facts, outputs })).toBe(5_000_000 + 36_000_000 + 18_000_000);
  });

  it('knows the largest picture for a machine', () => {
    expect(largestPicture(4e9)).toBe(2e9);
    expect(largestPicture(1e12)).toBe(8 * 2 ** 30);
  });
});

describe('a job of large pictures', () => {
  /** Of 1200 × 1000 pixels: 3.6 MB when decoded. */
  const BYTES = 3_600_000;

  /** Runs ten pictures on four workers beside something that leaves this much memory. @returns most at work at once */
  async function mostAtOnce(room: number): Promise<number> {
    const folder = temporaryFolder();
    const large = await fourFields(1200, 1000).jpeg().toBuffer();
    const inputs = await Promise.all(
      Array.from({ length: 10 }, (_, n) => save(sharp(large).keepExif(), folder, `${n}.jpg`)),
    );
    const leave = await machineMemory.enter(MACHINE_BUDGET - room);
    const most = watchInside();
    const options = { folder: join(folder, 'out'), width: 100 };
    const job = await runResize(inputs, options, { executor: testExecutor('threads', 4), workers: 4 });
    leave();
    expect(job.outcome).toMatchObject({ entries: 10, failed: 0 });
    return most();
  }

  /** Watches the real gate. @returns tells how many were inside at once, at most */
  function watchInside(): () => number {
    let inside = 0;
    let most = 0;
    const enter = machineMemory.enter.bind(machineMemory);
    const spy = vi.spyOn(machineMemory, 'enter').mockImplementation(async (bytes) => {
      const leave = await enter(bytes);
      most = Math.max(most, ++inside);
      return () => {
        inside--;
        leave();
      };
    });
    onTestFinished(() => spy.mockRestore());
    return () => most;
  }

  it('is let in one by one where there is room for one', async () => {
    expect(await mostAtOnce(BYTES * 1.5)).toBe(1);
  });

  it('is let in two by two where there is room for two', async () => {
    expect(await mostAtOnce(BYTES * 2.5)).toBe(2);
  });
});
