// The tasks sent to one worker, oldest first, under consecutive numbers.
import { FIRST_SEQ, nextSeq, SLOTS } from '../links/board.ts';
import type { Task } from './task.ts';

/** A ring of slots like the board's. A slot stays in use, though empty, until the worker has passed it. */
export class SentTasks {
  readonly #slots = new Array<Task | undefined>(SLOTS);
  #next = FIRST_SEQ;
  /** Younger than the head: tasks that overlap are over in any order. */
  readonly #passed = new Set<number>();
  /** The oldest number that the worker has not passed. */
  head = FIRST_SEQ;
  slotsInUse = 0;

  /** @returns the task's number */
  add(task: Task): number {
    const seq = this.#next;
    this.#slots[seq & (SLOTS - 1)] = task;
    this.#next = nextSeq(seq);
    this.slotsInUse++;
    return seq;
  }

  get(seq: number): Task | undefined {
    return this.#slots[seq & (SLOTS - 1)];
  }

  /** Empties a task's slot. */
  remove(seq: number): void {
    this.#slots[seq & (SLOTS - 1)] = undefined;
  }

  /** Gives a slot free, when all older ones are. */
  pass(seq: number): void {
    this.remove(seq);
    if (seq !== this.head) {
      this.#passed.add(seq);
      return;
    }
    do {
      this.head = nextSeq(this.head);
      this.slotsInUse--;
    } while (this.#passed.size > 0 && this.#passed.delete(this.head));
  }

  /** The tasks, oldest first. */
  list(): Task[] {
    const tasks: Task[] = [];
    for (let seq = this.head, left = this.slotsInUse; left > 0; seq = nextSeq(seq), left--) {
      const task = this.get(seq);
      if (task) tasks.push(task);
    }
    return tasks;
  }
}
