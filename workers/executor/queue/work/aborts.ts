// Learns from submitters which tasks to abort.
import type { Redis } from 'ioredis';
import { ErrorDecoder } from '../../wire/decode-error.ts';
import type { EncodedError } from '../../wire/encoded-error.ts';
import type { QueueKeys } from '../keys.ts';
import { decodePayload } from '../payload.ts';

/** Ids of tasks that are remembered although they are not at work here: they may be on their way. */
const MAX_REMEMBERED = 10_000;

export interface Abort {
  readonly reason: unknown;
}

export class Aborts {
  readonly #keys: QueueKeys;
  readonly #redis: Redis;
  readonly #subscriber: Redis;
  readonly #decoder = new ErrorDecoder();
  readonly #remembered = new Map<string, Abort>();
  readonly #onAbort: (id: string, abort: Abort) => void;
  readonly #running: () => Iterable<string>;

  /**
   * @param subscriber a connection of its own
   * @param running gives the ids of tasks that are at work here
   */
  constructor(
    keys: QueueKeys,
    redis: Redis,
    subscriber: Redis,
    running: () => Iterable<string>,
    onAbort: (id: string, abort: Abort) => void,
  ) {
    this.#keys = keys;
    this.#redis = redis;
    this.#subscriber = subscriber;
    this.#running = running;
    this.#onAbort = onAbort;
  }

  async listen(): Promise<void> {
    this.#subscriber.on('messageBuffer', (_channel, bytes: Buffer) => this.#accept(bytes));
    await this.#subscriber.subscribe(this.#keys.aborts);
    // What was said while the connection was lost.
    this.#subscriber.on('ready', () => {
      for (const id of this.#running()) this.#ask(id).catch(() => {});
    });
  }

  /** Whether a task was aborted that is about to start, for the first time or after another worker was lost. */
  async of(id: string, attempt: number): Promise<Abort | undefined> {
    const known = this.#remembered.get(id);
    if (known || attempt <= 1) return known;
    const bytes = await this.#redis.getBuffer(this.#keys.abort(id));
    return bytes ? this.#decode(bytes).abort : undefined;
  }

  async #ask(id: string): Promise<void> {
    const bytes = await this.#redis.getBuffer(this.#keys.abort(id));
    if (bytes) this.#accept(bytes);
  }

  #accept(bytes: Buffer): void {
    const { id, abort } = this.#decode(bytes);
    this.#remembered.set(id, abort);
    if (this.#remembered.size > MAX_REMEMBERED) {
      for (const oldest of this.#remembered.keys().take(1)) this.#remembered.delete(oldest);
    }
    this.#onAbort(id, abort);
  }

  #decode(bytes: Buffer): { readonly id: string; readonly abort: Abort } {
    const { id, reason } = decodePayload(bytes) as { id: string; reason: EncodedError };
    return { id, abort: { reason: this.#decoder.decode(reason) } };
  }
}
