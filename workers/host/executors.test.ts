import { afterEach, describe, expect, it } from 'vitest';
import type { HostSettings } from '../protocol.ts';
import { createExecutor } from './create-executor.ts';
import { Executors } from './executors.ts';

const module = new URL('./fixtures/steps-worker.ts', import.meta.url);
let executors: Executors;
const open = (settings: HostSettings) => {
  executors = new Executors(settings, (wanted) => createExecutor(wanted, module));
};
afterEach(() => executors.close());

describe('the executors of the host', () => {
  it('are one for all jobs while the settings stay', () => {
    open({ executor: 'threads', workers: 2 });
    const first = executors.lease();
    executors.configure({ executor: 'threads', workers: 2 });
    expect(executors.lease().executor).toBe(first.executor);
  });

  it('leave a running job its workers and give the next one those of the new settings', async () => {
    open({ executor: 'threads', workers: 1 });
    const running = executors.lease();
    executors.configure({ executor: 'processes', workers: 3 });
    const next = executors.lease();
    expect(next).toMatchObject({ workers: 3 });
    expect(next.executor).not.toBe(running.executor);
    const call = { type: 'steps', task: 'step', input: { gate: openGate(), value: 4 } };
    expect(await running.executor.submit('call', call).result()).toBe(8);
  });

  it('end an earlier executor when its last job has ended', async () => {
    open({ executor: 'threads', workers: 1 });
    const [one, two] = [executors.lease(), executors.lease()];
    executors.configure({ executor: 'threads', workers: 2 });
    one.release();
    one.release();
    const call = { type: 'steps', task: 'step', input: { gate: openGate(), value: 1 } };
    expect(await two.executor.submit('call', call).result()).toBe(2);
    two.release();
    expect(() => two.executor.submit('call', call)).toThrow(/shut ?down/i);
  });
});

function openGate(): SharedArrayBuffer {
  const gate = new SharedArrayBuffer(4);
  Atomics.store(new Int32Array(gate), 0, 1);
  return gate;
}
