// A JobService without an app: the bench records what it sends, writes and sweeps.
import { defineJob } from '../../../workers/jobs/job-type.ts';
import { plainDefinition } from '../../../workers/options/testing/plain-definition.ts';
import type { ToHost } from '../../../workers/protocol.ts';
import type { KeptRecord } from '../job-record.ts';
import { JobService } from '../job-service.ts';
import type { JobServiceParts } from '../job-service-parts.ts';
import type { JournalLine } from '../journal.ts';

const count = defineJob({
  definition: {
    ...plainDefinition('count', {
      upTo: { kind: 'number', min: 1, default: 10 },
      password: { kind: 'text', default: '', secret: true },
    }),
    title: (inputs) => `${inputs.length} inputs`,
  },
  driver: () => Promise.reject(new Error('main never loads a driver')),
  tasks: () => Promise.reject(new Error('main never loads tasks')),
});

export const KILLED = { code: 'HOST_SIGNAL', params: { signal: 'SIGKILL' } };

export const outcome = { outputs: ['/a.zip'], entries: 1, failed: 0, bytesIn: 2, bytesOut: 1 };

export const toPath = (id: string) => `/paths/${id}`;

/** Waits until the journal has taken what was submitted. */
export const written = () => Promise.resolve();

/** Two jobs run at a time, at one and the same moment. @param parts what differs */
export function jobServiceBench(parts: Partial<JobServiceParts> = {}) {
  const sent: ToHost[] = [];
  const changes: KeptRecord[] = [];
  const swept: string[] = [];
  const dropped: string[] = [];
  const journal: JournalLine[] = [];
  const registry = { count };
  const jobs = new JobService({
    registry,
    send: (message) => sent.push(message),
    onChanged: (record) => changes.push(record),
    onRemoved: () => {},
    sweep: async (_, folders) => void swept.push(...folders),
    dropProgress: (id) => void dropped.push(id),
    journal: { append: async (line) => void journal.push(line) },
    now: () => 1_000,
    sideBySide: () => 2,
    defaults: () => ({}),
    ...parts,
  });
  const submit = () => jobs.submit({ type: 'count', inputs: ['/a'], options: {} }, toPath).id;
  const stateOf = (id: string) => jobs.record(id).state;
  return { jobs, registry, sent, changes, swept, dropped, journal, submit, stateOf };
}
