// The executors of the host: one for new jobs, and earlier ones (with other settings) until their last job has ended.
import type { HostSettings } from '../protocol.ts';
import type { JobExecutor } from './create-executor.ts';

interface Place {
  readonly executor: JobExecutor;
  readonly workers: number;
  jobs: number;
}

/** A job's use of an executor. */
export interface Lease {
  readonly executor: JobExecutor;
  /** Number of the executor's workers. It decides how many tasks a driver submits ahead. */
  readonly workers: number;
  /** Call this when the job has ended. */
  release(): void;
}

export class Executors {
  readonly #create: (settings: HostSettings) => JobExecutor;
  #settings: HostSettings;
  #current: Place | undefined;
  readonly #places = new Set<Place>();

  constructor(settings: HostSettings, create: (settings: HostSettings) => JobExecutor) {
    this.#settings = settings;
    this.#create = create;
  }

  /** Applies from the next job on. Running jobs keep their executor. */
  configure(settings: HostSettings): void {
    const { executor, workers } = this.#settings;
    if (settings.executor === executor && settings.workers === workers) return;
    this.#settings = settings;
    const old = this.#current;
    this.#current = undefined;
    if (old) this.#retire(old);
  }

  lease(): Lease {
    const place = this.#current ?? this.#open();
    place.jobs++;
    let held = true;
    const release = () => {
      if (!held) return;
      held = false;
      place.jobs--;
      if (place !== this.#current) this.#retire(place);
    };
    return { executor: place.executor, workers: place.workers, release };
  }

  /** The ids of all worker processes; for each worker thread, the id of this process. */
  pids(): readonly (number | undefined)[] {
    return [...this.#places].flatMap(({ executor }) => executor.workers.map(({ pid }) => pid));
  }

  /** Ends all workers; what still runs is cancelled. */
  async close(): Promise<void> {
    await Promise.all([...this.#places].map(({ executor }) => executor.shutdown({ cancelFutures: true })));
  }

  #open(): Place {
    const place = { executor: this.#create(this.#settings), workers: this.#settings.workers, jobs: 0 };
    this.#places.add(place);
    this.#current = place;
    return place;
  }

  #retire(place: Place): void {
    if (place.jobs > 0) return;
    void place.executor.shutdown().then(() => this.#places.delete(place));
  }
}
