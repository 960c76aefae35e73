// Waits actively for results that will come at once.
//
// Waking a sleeping thread on another core takes ten times as long as an empty task. While a worker has only one short
// task, the pool therefore runs its event loop without sleeping and checks the boards. Messages, timers and everything else
// get their turn in each round, and this ends soon.
import { BackOff } from '../common/back-off.ts';
import { performance, setImmediate } from '../common/globals.ts';

/** Milliseconds of work; when a worker has more to do than this, the pool sleeps meanwhile. */
const SHORT = 0.05;

/** Milliseconds that a watch lasts after something was sent. */
const LONGEST = 0.1;

/** What is watched of a worker. */
export interface Watched {
  readonly load: number;
  /** Milliseconds. */
  readonly expected: number;
  /** Whether it runs beside the pool, and not in its thread. */
  readonly isElsewhere: boolean;
  /** Takes the results that are there. @returns whether there were any */
  look(): boolean;
  /** It need not tell of its results until `unmuteWakeUps`. */
  muteWakeUps(): void;
  unmuteWakeUps(): void;
}

export class Watch {
  readonly #workers: () => readonly Watched[];
  readonly #onTasksDone: () => void;
  readonly #backOff = new BackOff();
  #isOn = false;
  #end = 0;

  /** @param workers gives those that the pool has now */
  constructor(workers: () => readonly Watched[], onTasksDone: () => void) {
    this.#workers = workers;
    this.#onTasksDone = onTasksDone;
  }

  /** To be called when tasks were sent. */
  start(): void {
    const workers = this.#workers();
    if (!workers.some(isShortlyDone)) return;
    if (!this.#isOn && !this.#backOff.mayTry()) return;
    this.#end = performance.now() + LONGEST;
    for (const worker of workers) worker.muteWakeUps();
    if (this.#isOn) return;
    this.#isOn = true;
    setImmediate(this.#look);
  }

  readonly #look = (): void => {
    this.#take();
    const isOver = !this.#workers().some(isShortlyDone);
    if (!isOver && performance.now() < this.#end) {
      setImmediate(this.#look);
      return;
    }
    if (isOver) this.#backOff.onSuccess();
    else this.#backOff.onFailure();
    this.#isOn = false;
    for (const worker of this.#workers()) worker.unmuteWakeUps();
    // What came before they were told to tell.
    this.#take();
  };

  #take(): void {
    let isAny = false;
    for (const worker of this.#workers()) isAny = worker.look() || isAny;
    if (isAny) this.#onTasksDone();
  }
}

function isShortlyDone({ load, expected, isElsewhere }: Watched): boolean {
  return isElsewhere && load > 0 && expected < SHORT;
}
