// Limits how many tasks may wait (`maxQueue`).
// Tests that put other timers in the place of the global ones still have those let in who wait for room.
import { setImmediate } from 'node:timers';
import { Fifo } from '../common/fifo.ts';
import { QueueFullError } from '../errors.ts';

export class Room {
  readonly #maxQueue: number;
  readonly #taken: () => number;
  readonly #waiting = new Fifo<() => void>();
  /** Places of those who were let in and have not submitted yet. They have until the next turn of the event loop. */
  #promised = 0;
  #isTurnDue = false;

  /** @param taken gives how many tasks wait, without those that idle workers will take at once; may be less than 0 */
  constructor(maxQueue: number, taken: () => number) {
    this.#maxQueue = maxQueue;
    this.#taken = taken;
  }

  /** A task is about to be submitted. @throws QueueFullError */
  check(): void {
    if (this.#maxQueue === Number.POSITIVE_INFINITY) return;
    if (this.#taken() >= this.#maxQueue) throw new QueueFullError(this.#maxQueue);
    if (this.#promised > 0) this.#promised--;
  }

  /** Resolves when another task may wait; for as many at a time as there are places. */
  wait(): Promise<void> {
    if (this.#maxQueue === Number.POSITIVE_INFINITY) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#letIn();
    });
  }

  /** Resolves waiting callers for whom there is a place, or all of them if no more tasks are taken at all. */
  admit(isClosed: boolean): void {
    if (this.#waiting.size === 0) return;
    if (isClosed) for (const resolve of this.#waiting.takeAll()) resolve();
    else this.#letIn();
  }

  #letIn(): void {
    while (this.#waiting.size > 0 && this.#taken() + this.#promised < this.#maxQueue) {
      this.#promised++;
      this.#waiting.shift()?.();
      this.#endTurn();
    }
  }

  /** Who has submitted nothing by then leaves the place to others. */
  #endTurn(): void {
    if (this.#isTurnDue) return;
    this.#isTurnDue = true;
    setImmediate(() => {
      this.#isTurnDue = false;
      this.#promised = 0;
      this.#letIn();
    });
  }
}
