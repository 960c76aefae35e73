// Asks the host for a page of a job's rows and waits for its answer.
import { JobError } from '../../workers/jobs/user-error.ts';
import type { FromHost, ItemRow, ToHost } from '../../workers/protocol.ts';
import type { ItemsPage, ItemsRequest } from '../contract/api.ts';
import type { JobItem } from '../contract/jobs.ts';

export class ItemFetcher {
  readonly #send: (message: ToHost) => void;
  readonly #waiting = new Map<number, PromiseWithResolvers<ItemsPage>>();
  #nextRequest = 0;

  constructor(send: (message: ToHost) => void) {
    this.#send = send;
  }

  fetch(query: ItemsRequest): Promise<ItemsPage> {
    const request = this.#nextRequest++;
    const page = Promise.withResolvers<ItemsPage>();
    this.#waiting.set(request, page);
    this.#send({ kind: 'items', request, ...query });
    return page.promise;
  }

  /** Takes the host's answer. */
  settle(message: Extract<FromHost, { kind: 'items' }>): void {
    const page = this.#waiting.get(message.request);
    this.#waiting.delete(message.request);
    page?.resolve({ total: message.total, items: message.rows.map(toItem) });
  }

  /** The host is gone; its answers will not come. */
  hostLost(): void {
    const error = new JobError({ code: 'HOST_LOST', message: 'The worker process ended.', hint: 'Try again.' });
    for (const page of this.#waiting.values()) page.reject(error);
    this.#waiting.clear();
  }
}

function toItem(row: ItemRow): JobItem {
  return {
    index: row.index,
    name: row.name,
    state: row.state ?? 'pending',
    progress: row.progress ?? 0,
    bytesIn: row.bytesIn ?? null,
    bytesOut: row.bytesOut ?? null,
    error: row.error ?? null,
  };
}
