// Asks the host about a job's rows and waits for its answer.
import { PendingAnswers } from '../../workers/pending-answers.ts';
import type { FromHost, ItemRow, ToHost } from '../../workers/protocol.ts';
import type { ItemsPage, ItemsRequest } from '../contract/api.ts';
import type { JobItem, JobUndo } from '../contract/jobs.ts';

type HostPage = Pick<Extract<FromHost, { kind: 'items' }>, 'total' | 'rows'>;

export class ItemFetcher {
  readonly #send: (message: ToHost) => void;
  readonly #isPicture: (path: string) => boolean;
  readonly #progressOf: (id: string) => string | undefined;
  readonly #pages = new PendingAnswers<HostPage>();
  readonly #markups = new PendingAnswers<string>();

  /**
   * @param isPicture whether a file of that name can be shown
   * @param progressOf the id that a job's journal is kept under, which knows of a job that was killed
   */
  constructor(
    send: (message: ToHost) => void,
    isPicture: (path: string) => boolean,
    progressOf: (id: string) => string | undefined = () => undefined,
  ) {
    this.#progressOf = progressOf;
    this.#send = send;
    this.#isPicture = isPicture;
  }

  /** @param undo of the job, when there was one */
  async fetch(query: ItemsRequest, undo?: JobUndo): Promise<ItemsPage> {
    const { total, rows } = await this.#ask(query);
    return { total, items: rows.map((row) => toItem(row, this.#isPicture, undo)) };
  }

  /** One row as the host has it, paths included. Undefined when the host does not know it, as after a restart. */
  async row(id: string, index: number): Promise<ItemRow | undefined> {
    const { rows } = await this.#ask({ id, offset: index, limit: 1 });
    return rows[0]?.index === index ? rows[0] : undefined;
  }

  #ask(query: ItemsRequest): Promise<HostPage> {
    const progress = this.#progressOf(query.id);
    const more = { ...query, ...(progress !== undefined && { progress }) };
    return this.#pages.ask((request) => this.#send({ kind: 'items', request, ...more }));
  }

  /** HTML that shows the results of a job. @throws {JobError} when there is none */
  markup(id: string, type: string): Promise<string> {
    const progress = this.#progressOf(id);
    const more = { id, type, ...(progress !== undefined && { progress }) };
    return this.#markups.ask((request) => this.#send({ kind: 'markup', request, ...more }));
  }

  /** Takes the host's answer. */
  settleMarkup({ request, html, error }: Extract<FromHost, { kind: 'markup' }>): void {
    if (error) this.#markups.reject(request, error);
    else this.#markups.resolve(request, html);
  }

  /** Takes the host's answer. */
  settle(message: Extract<FromHost, { kind: 'items' }>): void {
    this.#pages.resolve(message.request, message);
  }

  /** The host is gone; its answers will not come. */
  hostLost(): void {
    this.#pages.lost();
    this.#markups.lost();
  }
}

function toItem(row: ItemRow, isPicture: (path: string) => boolean, undo: JobUndo | undefined): JobItem {
  const path = row.output ?? row.input;
  return {
    index: row.index,
    name: row.name,
    state: row.state ?? 'pending',
    progress: row.progress ?? 0,
    bytesIn: row.bytesIn ?? null,
    bytesOut: row.bytesOut ?? null,
    hasOutput: row.output !== undefined,
    comparable: row.input !== undefined && row.output !== undefined,
    picture: path !== undefined && isPicture(path),
    error: row.error ?? null,
    ...(undo && row.state === 'done' && isUndone(row, undo) && { undone: true }),
  };
}

/** Entries of an archive go with it. What was left is named up to a bound: beyond it nothing is claimed. */
function isUndone({ output }: ItemRow, { left, leftCount }: JobUndo): boolean {
  if (leftCount === 0) return true;
  return output !== undefined && leftCount === left.length && !left.some(({ path }) => path === output);
}
