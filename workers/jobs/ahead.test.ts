import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { ahead } from './ahead.ts';

const same = async (input: number) => input;
const stop = () => {};

it('gives results in the order of the inputs, whichever is ready first', async () => {
  const first = Promise.withResolvers<void>();
  const run = async (input: number) => {
    if (input === 1) await first.promise;
    else first.resolve();
    return input;
  };
  const taken: number[] = [];
  for await (const result of ahead({ inputs: [1, 2, 3], run, limit: 2, stop })) taken.push(result);
  expect(taken).toEqual([1, 2, 3]);
});

it.each([
  ['counts each input as one', undefined, [1, 2, 3]],
  ['goes by the weight of the inputs', (input: number) => input * 10, [1, 2]],
])('takes no further input beyond the limit until a result has been taken: %s', async (_, weigh, taken) => {
  const begun: number[] = [];
  const run = async (input: number) => {
    begun.push(input);
    return input;
  };
  const results = ahead({ inputs: [1, 2, 3, 4, 5], run, limit: weigh ? 30 : 3, ...(weigh && { weigh }), stop });
  await results.next();
  // All that can begin has begun when everything that waits has had its turn.
  await setImmediate();
  expect(begun).toEqual(taken);
  await results.next();
  await setImmediate();
  expect(begun).toEqual([...taken, taken.length + 1]);
  await results.return(undefined);
});

it('ends the inputs, and waits for what runs, when nobody takes more', async () => {
  const log: string[] = [];
  async function* inputs() {
    try {
      yield 1;
      yield 2;
      yield 3;
    } finally {
      log.push('inputs ended');
    }
  }
  const slow = Promise.withResolvers<number>();
  const run = (input: number) => (input === 1 ? same(1) : slow.promise.finally(() => log.push('run ended')));
  const settings = { inputs: inputs(), run, limit: 2, stop: () => slow.resolve(2) };
  for await (const result of ahead(settings)) {
    expect(result).toBe(1);
    break;
  }
  expect(log.toSorted()).toEqual(['inputs ended', 'run ended']);
});

it('throws a failure of the inputs after the results of those before it', async () => {
  async function* inputs() {
    yield 1;
    throw new Error('broken');
  }
  const taken: number[] = [];
  const all = (async () => {
    for await (const result of ahead({ inputs: inputs(), run: same, limit: 9, stop })) taken.push(result);
  })();
  await expect(all).rejects.toThrow('broken');
  expect(taken).toEqual([1]);
});
