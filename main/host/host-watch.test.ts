import { beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../workers/messages/message.ts';
import { HostWatch } from './host-watch.ts';

const bounds = { interval: 1_000, patience: 10_000, mostMemory: 1e9 };

let clock: number;
let asked: number;
let troubles: Message[];
let watch: HostWatch;

beforeEach(() => {
  clock = 0;
  asked = 0;
  troubles = [];
  watch = new HostWatch({
    bounds,
    ask: () => asked++,
    onTrouble: (why) => troubles.push(why),
    now: () => clock,
  });
  watch.start();
  return () => watch.stop();
});

/** Lets the clock run and the watch tick, as often as it would. */
function pass(ticks: number, each: () => void = () => {}): void {
  for (let tick = 0; tick < ticks; tick++) {
    clock += bounds.interval;
    watch.tick();
    each();
  }
}

describe('HostWatch', () => {
  it('tells of a host that leaves its questions unanswered, once', () => {
    pass(10);
    expect([asked, troubles]).toEqual([10, []]);
    pass(5);
    expect(troubles).toEqual([{ code: 'HOST_SILENT', params: { seconds: 10 } }]);
  });

  it('is content with any word within the patience', () => {
    for (let word = 0; word < 5; word++) {
      pass(9);
      watch.heard();
    }
    expect(troubles).toEqual([]);
  });

  it('does not count the time in which this process stood still itself', () => {
    pass(9);
    clock += 3_600_000;
    pass(9);
    expect(troubles).toEqual([]);
    pass(2);
    expect(troubles).toHaveLength(1);
  });

  it('tells of a host that uses more memory than it may', () => {
    watch.beat({ memory: 1e9 });
    expect(troubles).toEqual([]);
    watch.beat({ memory: 1.25e9 });
    expect(troubles).toEqual([{ code: 'HOST_TOO_LARGE', params: { memory: expect.any(Number) } }]);
  });
});
