// Asks the host about a job's rows and waits for its answer.
import { JobError } from '../../workers/jobs/user-error.ts';
import type { FromHost, ItemRow, ToHost } from '../../workers/protocol.ts';
import type { ItemsPage, ItemsRequest } from '../contract/api.ts';
import type { JobItem, JobUndo } from '../contract/jobs.ts';

type HostPage = Pick<Extract<FromHost, { kind: 'items' }>, 'total' | 'rows'>;

export class ItemFetcher {
  readonly #send: (message: ToHost) => void;
  readonly #isPicture: (path: string) => boolean;
  readonly #progressOf: (id: string) => string | undefined;
  readonly #waiting = new Map<number, PromiseWithResolvers<HostPage>>();
  readonly #markups = new Map<number, PromiseWithResolvers<string>>();
  #nextRequest = 0;

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
    const request = this.#nextRequest++;
    const page = Promise.withResolvers<HostPage>();
    this.#waiting.set(request, page);
    const progress = this.#progressOf(query.id);
    this.#send({ kind: 'items', request, ...query, ...(progress !== undefined && { progress }) });
    return page.promise;
  }

  /** HTML that shows the results of a job. @throws {JobError} when there is none */
  markup(id: string, type: string): Promise<string> {
    const request = this.#nextRequest++;
    const html = Promise.withResolvers<string>();
    this.#markups.set(request, html);
    const progress = this.#progressOf(id);
    this.#send({ kind: 'markup', request, id, type, ...(progress !== undefined && { progress }) });
    return html.promise;
  }

  /** Takes the host's answer. */
  settleMarkup({ request, html, error }: Extract<FromHost, { kind: 'markup' }>): void {
    const waiting = this.#markups.get(request);
    this.#markups.delete(request);
    if (error) waiting?.reject(JobError.of(error));
    else waiting?.resolve(html);
  }

  /** Takes the host's answer. */
  settle(message: Extract<FromHost, { kind: 'items' }>): void {
    const page = this.#waiting.get(message.request);
    this.#waiting.delete(message.request);
    page?.resolve(message);
  }

  /** The host is gone; its answers will not come. */
  hostLost(): void {
    const error = new JobError('HOST_ENDED');
    for (const waiting of [this.#waiting, this.#markups]) {
      for (const answer of waiting.values()) answer.reject(error);
      waiting.clear();
    }
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
