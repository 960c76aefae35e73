// Reads BullMQ's stream of events about the tasks of a queue. (BullMQ's own QueueEvents keeps a process alive for ever.)
import type { Connection } from '../connection.ts';
import type { Ending, ProgressData, ReturnedData } from '../task-data.ts';

/** What is heard of tasks, of other submitters' as well. */
export interface QueueListener {
  onStarted(id: string): void;
  onProgress(id: string, progress: ProgressData): void;
  onEnded(id: string, ending: Ending): void;
  /** Somebody has taken it out of the queue. */
  onRemoved(id: string): void;
}

/** Milliseconds after which a blocked read is begun anew. */
const BLOCK_MS = 5000;

/** Milliseconds until reading is tried again when the connection was lost. */
const RETRY_MS = 100;

export class EventReader {
  readonly #redis: Connection;
  readonly #key: string;
  readonly #listener: QueueListener;
  #isClosed = false;

  /** @param redis a connection of its own; @param key of the stream */
  constructor(redis: Connection, key: string, listener: QueueListener) {
    this.#redis = redis;
    this.#key = key;
    this.#listener = listener;
  }

  /**
   * Tells of all events from now on. Reading goes on from a known event, so that none is missed between two reads, also if the
   * connection is lost before the first.
   */
  async open(): Promise<void> {
    const [last] = await this.#redis.xrevrange(this.#key, '+', '-', 'COUNT', 1);
    this.#readAll(last?.[0] ?? '0-0');
  }

  close(): void {
    this.#isClosed = true;
    this.#redis.hangUp();
  }

  async #readAll(from: string): Promise<void> {
    let last = from;
    while (!this.#isClosed) {
      try {
        last = await this.#read(last);
      } catch {
        if (!this.#isClosed) await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  /** @returns the id of the last event */
  async #read(from: string): Promise<string> {
    let last = from;
    const streams = await this.#redis.xread('BLOCK', BLOCK_MS, 'STREAMS', this.#key, from);
    for (const [, events] of streams ?? []) {
      for (const [id, fields] of events) {
        last = id;
        this.#hear(recordOf(fields));
      }
    }
    return last;
  }

  /** What others than this library have put into the queue may have another form. It concerns no task that is waited for. */
  #hear(fields: Record<string, string>): void {
    try {
      this.#tell(fields);
    } catch {
      // What becomes of a task is asked for, too.
    }
  }

  #tell({ event, jobId = '', data = '', returnvalue = '', failedReason = '' }: Record<string, string>): void {
    const listener = this.#listener;
    if (event === 'active') listener.onStarted(jobId);
    else if (event === 'progress') listener.onProgress(jobId, JSON.parse(data) as ProgressData);
    else if (event === 'completed') listener.onEnded(jobId, succeeded(returnvalue));
    else if (event === 'failed') listener.onEnded(jobId, { ok: false, reason: failedReason, attempt: undefined });
    else if (event === 'removed') listener.onRemoved(jobId);
  }
}

/** @param returned JSON */
export function succeeded(returned: string): Ending {
  return { ok: true, returned: JSON.parse(returned) as ReturnedData };
}

function recordOf(fields: readonly string[]): Record<string, string> {
  const record: Record<string, string> = {};
  for (let i = 0; i + 1 < fields.length; i += 2) record[fields[i] ?? ''] = fields[i + 1] ?? '';
  return record;
}
