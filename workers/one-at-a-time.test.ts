import threads, { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { inTurnBySharedCell, type OneAtATime, oneAtATime, shareTurns } from './one-at-a-time.ts';

const ways: readonly (readonly [string, string, OneAtATime])[] = [
  ['by what this Node has', 'oneAtATime', oneAtATime],
  ['without the locks of Node 24', 'inTurnBySharedCell', inTurnBySharedCell],
];

describe.each(ways)('work in turn, %s,', (_, name, inTurn) => {
  it('is done one piece at a time', async () => {
    let [now, most] = [0, 0];
    const work = async () => {
      most = Math.max(most, ++now);
      await new Promise(setImmediate);
      now--;
    };
    await Promise.all([1, 2, 3].map(() => inTurn(work)));
    expect(most).toBe(1);
  });

  it('goes on when a piece has failed', async () => {
    const failing = inTurn(() => Promise.reject(new Error('damaged')));
    const next = inTurn(async () => 'made');
    await expect(failing).rejects.toThrow('damaged');
    expect(await next).toBe('made');
  });

  it('waits for that of another thread', async () => {
    shareTurns();
    const state = new Int32Array(new SharedArrayBuffer(4));
    const url = new URL('./one-at-a-time.ts', import.meta.url).href;
    // The thread is started within the turn, so that it finds what is shared.
    const gone = await inTurn(async () => {
      const worker = new Worker(
        `import { workerData } from 'node:worker_threads';
        const turns = await import(workerData.url);
        const alive = setInterval(() => {}, 1_000);
        Atomics.store(workerData.state, 0, 1);
        Atomics.notify(workerData.state, 0);
        await turns[workerData.name](async () => { Atomics.store(workerData.state, 0, 2); Atomics.notify(workerData.state, 0); });
        clearInterval(alive);`,
        { eval: true, execArgv: ['--input-type=module'], workerData: { url, state, name } },
      );
      const ended = new Promise((resolve) => worker.once('exit', resolve));
      await new Promise((resolve) => worker.once('online', resolve));
      // It asks for its turn while this one lasts.
      Atomics.wait(state, 0, 0);
      expect(Atomics.wait(state, 0, 1, 200)).toBe('timed-out');
      return { ended };
    });
    await gone.ended;
    expect(Atomics.load(state, 0)).toBe(2);
  });
});

it('does not wait for ever for a thread that was ended in its turn', async () => {
  const hanging = new Promise<never>(() => {});
  void inTurnBySharedCell(() => hanging);
  expect(await inTurnBySharedCell(async () => 'made', 20)).toBe('made');
});

it('takes the locks of Node where there are any', () => {
  expect(Reflect.get(threads, 'locks') === undefined).toBe(Number(process.versions.node.split('.')[0]) < 24);
});
