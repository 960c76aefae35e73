// Collects tasks for one worker and sends those that come together in one message.
import type { Transferable } from 'node:worker_threads';
import type { WorkerLink } from '../links/link.ts';
import type { TaskMessage } from '../links/protocol.ts';
import { onceEach, transferListOf } from '../wire/transfer.ts';
import type { Task } from './task.ts';

export class Outgoing {
  #tasks: Task[] | undefined;

  get isEmpty(): boolean {
    return this.#tasks === undefined;
  }

  add(task: Task): void {
    // Often it is one alone, for which a list that begins empty would take much more memory.
    if (this.#tasks) this.#tasks.push(task);
    else this.#tasks = [task];
  }

  /** Sends all tasks; those that cannot be cloned go to `refuse`, the others are sent without them. */
  send(link: WorkerLink, refuse: (task: Task, error: unknown) => void): void {
    const tasks = this.#tasks ?? [];
    this.#tasks = undefined;
    try {
      post(link, tasks);
    } catch (error) {
      if (tasks.length === 1) for (const task of tasks) refuse(task, error);
      else for (const task of tasks) sendAlone(link, task, refuse);
    }
  }
}

function sendAlone(link: WorkerLink, task: Task, refuse: (task: Task, error: unknown) => void): void {
  try {
    post(link, [task]);
  } catch (error) {
    refuse(task, error);
  }
}

function post(link: WorkerLink, batch: readonly Task[]): void {
  const transfer: Transferable[] = [];
  const tasks = batch.map((task): TaskMessage => {
    collectTransfer(task, transfer);
    const { seq, name, args, chunk, overlap, values } = task;
    if (!chunk && overlap === 1 && !values) return [seq, name, args];
    return [seq, name, args, { chunk, overlap, values: values?.bufferSize ?? 0 }];
  });
  link.post({ kind: 'run', tasks }, transfer);
  link.board?.announceMail();
}

function collectTransfer(task: Task, into: Transferable[]): void {
  let moved = task.transfer;
  for (const arg of task.args) {
    const marked = transferListOf(arg);
    if (marked) moved = moved ? [...moved, ...marked] : marked;
  }
  if (!moved) return;
  const before = into.length;
  for (const one of onceEach(moved)) into.push(one);
  task.isMoved = into.length > before;
}
