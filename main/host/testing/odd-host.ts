// A host for tests whose jobs behave badly in ways of their own. All else is as in workers/host.ts.
import { setTimeout as delay } from 'node:timers/promises';
import { createExecutor } from '../../../workers/host/create-executor.ts';
import { Executors } from '../../../workers/host/executors.ts';
import { JobHost } from '../../../workers/host/job-host.ts';
import { defineJob, type JobDriver, type JobOutcome } from '../../../workers/jobs/job-type.ts';
import { plainDefinition } from '../../../workers/options/testing/plain-definition.ts';
import type { FromHost, HostSettings, ToHost } from '../../../workers/protocol.ts';

const outcome: JobOutcome = { outputs: [], entries: 0, failed: 0, bytesIn: 0, bytesOut: 0 };

/** How the jobs run, by type. Options are a number: milliseconds or bytes. */
const drivers: Readonly<Record<string, (amount: number) => Promise<void> | void>> = {
  /** Keeps the event loop from turning for some time. */
  block: (milliseconds) => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds),
  /** Never gives the event loop back. */
  loop: () => {
    for (;;);
  },
  /** Takes memory and keeps it. */
  grow: async (bytes) => {
    const kept = [];
    for (let taken = 0; taken < bytes; taken += 2 ** 24) {
      kept.push(Buffer.alloc(2 ** 24, 1));
      await delay(1);
    }
    await delay(2 ** 31 - 1, kept);
  },
};

function job(type: string) {
  const driver: JobDriver<unknown, object> = {
    async run({ options }) {
      await drivers[type]?.(options as number);
      return outcome;
    },
  };
  return defineJob<unknown, object>({
    definition: plainDefinition(type, {}),
    driver: async () => driver,
    tasks: async () => ({}),
  });
}

const settings: HostSettings = JSON.parse(process.argv[2] ?? '');
const host = new JobHost({
  registry: Object.fromEntries(Object.keys(drivers).map((type) => [type, job(type)])),
  executors: new Executors(settings, createExecutor),
  send: (message: FromHost) => process.send?.(message),
});
process.on('message', (message: ToHost) => {
  if (message.kind === 'shutdown') process.exit(0);
  else host.handle(message);
});
process.on('disconnect', () => process.exit(0));
process.send?.({ kind: 'ready', pid: process.pid, node: process.versions.node } satisfies FromHost);
