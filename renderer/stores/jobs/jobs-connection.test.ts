import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { JobList, JobsChanged } from '../../../main/contract/api.ts';
import type { JobRecord } from '../../../main/contract/jobs.ts';
import type { Result } from '../../../main/contract/result.ts';
import { connectJobs } from './jobs-connection.ts';
import { noJobs } from './jobs-state.ts';
import { useJobs } from './jobs-store.ts';
import { sampleRecord } from './sample-record.ts';

/** Main's side of the border: what it holds, and when it answers. */
class Main {
  readonly jobs = new Map<string, JobRecord>();
  lists = 0;
  revision = 0;
  tell: (changed: JobsChanged) => void = () => {};
  #answer: PromiseWithResolvers<Result<JobList>> | undefined;

  set(id: string, state: JobRecord['state']): JobsChanged {
    this.revision += 1;
    const job = sampleRecord({ id, state, revision: this.revision });
    this.jobs.set(id, job);
    return { revision: this.revision, jobs: [job], removed: [] };
  }

  listJobs(): Promise<Result<JobList>> {
    this.lists += 1;
    this.#answer = Promise.withResolvers();
    return this.#answer.promise;
  }

  async answer(list: JobList = { revision: this.revision, jobs: [...this.jobs.values()] }): Promise<void> {
    this.#answer?.resolve({ ok: true, value: list });
    await vi.advanceTimersByTimeAsync(0);
  }

  connect(): () => void {
    return connectJobs(
      {
        listJobs: () => this.listJobs(),
        onJobsChanged: (listener) => {
          this.tell = listener;
          return () => {
            this.tell = () => {};
          };
        },
      },
      (error) => expect(error).toBeUndefined(),
    );
  }
}

const states = () => Object.values(useJobs.getState().records).map((record) => record.state);

beforeEach(() => {
  vi.useFakeTimers();
  useJobs.setState(noJobs);
});
afterEach(() => vi.useRealTimers());

it('an event that comes while the list is on its way is not undone by it', async () => {
  const main = new Main();
  main.set('a', 'waiting');
  const old = { revision: main.revision, jobs: [...main.jobs.values()] };
  const disconnect = main.connect();
  main.tell(main.set('a', 'running'));
  await main.answer(old);
  expect(states()).toEqual(['running']);
  disconnect();
});

it('a lost event is made good when events stay away while a job is under way', async () => {
  const main = new Main();
  main.set('a', 'running');
  const disconnect = main.connect();
  await main.answer();
  main.set('a', 'done');
  await vi.advanceTimersByTimeAsync(10_000);
  await main.answer();
  expect(states()).toEqual(['done']);
  disconnect();
});

it('an idle queue asks for nothing', async () => {
  const main = new Main();
  main.set('a', 'done');
  const disconnect = main.connect();
  await main.answer();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(main.lists).toBe(1);
  disconnect();
});

it('after disconnecting nothing is asked for or taken', async () => {
  const main = new Main();
  main.set('a', 'running');
  const disconnect = main.connect();
  await main.answer();
  disconnect();
  main.tell(main.set('a', 'done'));
  await vi.advanceTimersByTimeAsync(60_000);
  expect(main.lists).toBe(1);
  expect(states()).toEqual(['running']);
});
