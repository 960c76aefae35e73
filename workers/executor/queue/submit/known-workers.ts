// The workers of a queue as a submitter sees them, a second or more behind.
import type { PoolEvents } from '../../pool/observation.ts';
import type { WorkerInfo } from '../../types.ts';
import type { LiveWorker } from '../worker-list.ts';
import type { QueueLine } from './queue-line.ts';

/** Milliseconds between two looks while somebody waits for workers. */
const LOOK_EVERY_MS = 100;

export class KnownWorkers {
  readonly #line: QueueLine;
  readonly #events: PoolEvents;
  #known: ReadonlyMap<string, { readonly worker: LiveWorker; readonly info: WorkerInfo }> = new Map();
  #lastNumber = 0;

  constructor(line: QueueLine, events: PoolEvents) {
    this.#line = line;
    this.#events = events;
  }

  get infos(): readonly WorkerInfo[] {
    return [...this.#known.values()].map(({ info }) => info);
  }

  /** How many tasks they can run at a time. */
  get slots(): number {
    return [...this.#known.values()].reduce((sum, { worker }) => sum + worker.concurrency, 0);
  }

  async refresh(): Promise<void> {
    const before = this.#known;
    const workers = await this.#line.workers();
    this.#known = new Map(
      workers.map((worker) => {
        const number = before.get(worker.id)?.info.id ?? ++this.#lastNumber;
        return [worker.id, { worker, info: infoOf(worker, number) }] as const;
      }),
    );
    for (const [id, { info }] of this.#known) if (!before.has(id)) this.#events.emit('workerStart', info);
    for (const [id, { info }] of before) if (!this.#known.has(id)) this.#events.emit('workerExit', info, undefined);
  }

  /** Resolves when they can run so many tasks at a time, or nobody waits any more. */
  async until(slots: number, isOver: () => boolean): Promise<void> {
    while (!isOver()) {
      await this.refresh().catch(() => {});
      if (this.slots >= slots) return;
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }
}

function infoOf({ host, pid, concurrency, running }: LiveWorker, id: number): WorkerInfo {
  return { id, host, pid, slots: concurrency, threadId: undefined, state: running > 0 ? 'busy' : 'idle' };
}
