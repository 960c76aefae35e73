// A submitter's connection to its queue: BullMQ's queue, its stream of events, and our own keys.
import { Queue } from 'bullmq';
import type { RateLimit } from '../../types.ts';
import type { EncodedError } from '../../wire/encoded-error.ts';
import { type Connection, connect, hold, isReply, type QueueConnection, reach } from '../connection.ts';
import { QueueKeys, type QueueName } from '../keys.ts';
import { encodePayload } from '../payload.ts';
import type { Ending, Sighting, TaskData } from '../task-data.ts';
import { type LiveWorker, listWorkers } from '../worker-list.ts';
import { EventReader, type QueueListener, succeeded } from './event-reader.ts';
import { Leftovers } from './leftovers.ts';

export interface LineSettings extends QueueName {
  readonly connection: QueueConnection;
  /** Milliseconds. */
  readonly startTimeout: number;
  /** Most tasks at work at a time in the whole queue; undefined leaves it as it is. */
  readonly maxWorkers: number | undefined;
  readonly rateLimit: RateLimit | undefined;
}

export interface JobToAdd {
  readonly id: string;
  readonly name: string;
  readonly data: TaskData;
  readonly priority: number;
}

export interface LineEvents extends QueueListener {
  /** The connection is there again; something may have been missed. */
  onReconnected(): void;
}

/** Events that Redis keeps at least. What is pushed out unread is found out by asking. */
const KEPT_EVENTS = 20_000;

/** Milliseconds until adding is tried again when the connection was lost meanwhile. */
const RETRY_MS = 100;

/** Milliseconds for which workers may be told that a task was aborted. */
const ABORT_KEPT_MS = 3_600_000;

/** BullMQ serves lower numbers first, from 1. */
const MIDDLE_PRIORITY = 2 ** 20;
const MAX_PRIORITY = 2 ** 21 - 1;

/**
 * BullMQ's own `remove` takes out tasks that are over, too: one of which the submitter had not heard yet was run again. In one
 * step, as what is half taken out would never run.
 */
const TAKE = `
if redis.call('ZREM', KEYS[1], ARGV[1]) == 0 then return 0 end
redis.call('DEL', KEYS[2])
redis.call('XADD', KEYS[3], '*', 'event', 'removed', 'jobId', ARGV[1], 'prev', 'prioritized')
return 1
`;

export class QueueLine {
  readonly #settings: LineSettings;
  readonly #listener: LineEvents;
  readonly #keys: QueueKeys;
  readonly #redis: Connection;
  readonly #eventsRedis: Connection;
  #queue: Queue | undefined;
  readonly #events: EventReader;
  readonly #leftovers: Leftovers;
  #opening: Promise<void> | undefined;
  #isHeld = true;
  #isClosed = false;

  constructor(settings: LineSettings, listener: LineEvents) {
    this.#settings = settings;
    this.#listener = listener;
    this.#keys = new QueueKeys(settings);
    this.#redis = connect(settings.connection, `${settings.prefix}:submitter`);
    this.#leftovers = new Leftovers(this.#redis, this.#keys);
    this.#eventsRedis = connect(settings.connection, `${settings.prefix}:submitter`);
    this.#events = new EventReader(this.#eventsRedis, this.#keys.events, listener);
  }

  /** @throws BrokenExecutorError if Redis refuses us or does not answer in time */
  open(): Promise<void> {
    this.#opening ??= this.#open();
    return this.#opening;
  }

  async #open(): Promise<void> {
    const { connection, startTimeout, prefix, queue, maxWorkers, rateLimit } = this.#settings;
    await reach(this.#redis, connection, startTimeout);
    const streams = { events: { maxLen: KEPT_EVENTS } };
    this.#queue = new Queue(queue, { prefix, skipVersionCheck: true, connection: this.#redis, streams });
    this.#queue.on('error', () => {});
    if (maxWorkers !== undefined) await this.#queue.setGlobalConcurrency(whole(maxWorkers));
    if (rateLimit) await this.#queue.setGlobalRateLimit(whole(rateLimit.tasks), whole(rateLimit.perMs));
    await this.#events.open();
    if (this.#isClosed) throw new Error('The connection was closed.');
    this.#eventsRedis.on('ready', () => hold(this.#eventsRedis, this.#isHeld));
    this.#redis.on('ready', () => {
      hold(this.#redis, this.#isHeld);
      this.#listener.onReconnected();
    });
  }

  /** Tries for as long as it takes. @throws ReplyError if Redis says no */
  async add(jobs: readonly JobToAdd[]): Promise<void> {
    const entries = jobs.map(({ id, name, data, priority }) => ({
      name,
      data,
      opts: { jobId: id, priority: bullPriority(priority), attempts: 1 },
    }));
    while (!this.#isClosed) {
      try {
        // A job that is there already is left as it is: what was lost may only have been the answer.
        await this.#queue?.addBulk(entries);
        return;
      } catch (error) {
        if (isReply(error) || this.#isClosed) throw error;
        await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  /**
   * Takes a task out of the queue, or has it aborted if a worker has it.
   * @returns whether it will never run
   */
  async withdraw(id: string, reason: EncodedError): Promise<boolean> {
    // Said first: a worker that takes it meanwhile must have heard of it.
    await this.abort(id, reason);
    if (!(await this.take(id))) return false;
    await this.#redis.unlink(this.#keys.abort(id));
    return true;
  }

  /** Takes a task out of the queue. False if a worker has it, or had it. */
  async take(id: string): Promise<boolean> {
    const { waiting, events } = this.#keys;
    return (await this.#redis.eval(TAKE, 3, waiting, this.#keys.job(id), events, id)) === 1;
  }

  async abort(id: string, reason: EncodedError): Promise<void> {
    const bytes = encodePayload('The reason', { id, reason }, Number.POSITIVE_INFINITY);
    await this.#redis
      .multi()
      .set(this.#keys.abort(id), bytes, 'PX', ABORT_KEPT_MS)
      .publish(this.#keys.aborts, bytes)
      .exec();
  }

  async setPriority(id: string, priority: number): Promise<void> {
    const job = await this.#queue?.getJob(id);
    await job?.changePriority({ priority: bullPriority(priority) });
  }

  /** What Redis knows of tasks. */
  async look(ids: readonly string[]): Promise<Sighting[]> {
    const pipeline = this.#redis.pipeline();
    for (const id of ids)
      pipeline.hmget(
        this.#keys.job(id),
        'timestamp',
        'processedOn',
        'finishedOn',
        'returnvalue',
        'failedReason',
        'ats',
      );
    const replies = (await pipeline.exec()) ?? [];
    return replies.map(([error, reply]) => {
      if (error) throw error;
      return sightingOf(reply as (string | null)[]);
    });
  }

  /** The number of the last attempt at a task. */
  async attemptAt(id: string): Promise<number> {
    return Number((await this.#redis.hget(this.#keys.job(id), 'ats')) ?? 0);
  }

  /** What a worker has left under this number, for a task that is over. */
  async kept(id: string, attempt: number): Promise<Uint8Array | undefined> {
    return (await this.#redis.getBuffer(this.#keys.outcome(id, attempt))) ?? undefined;
  }

  /**
   * Removes a task that is over.
   * @param attempt the number under which something was kept for it
   */
  forget(id: string, attempt: number | undefined, wasAborted: boolean): Promise<void> {
    const outcome = attempt === undefined ? [] : [this.#keys.outcome(id, attempt)];
    return this.#leftovers.remove(id, wasAborted ? [...outcome, this.#keys.abort(id)] : outcome);
  }

  workers(): Promise<LiveWorker[]> {
    return listWorkers(this.#redis, this.#keys);
  }

  /** Whether this process stays alive for it. */
  hold(alive: boolean): void {
    this.#isHeld = alive;
    hold(this.#redis, alive);
    hold(this.#eventsRedis, alive);
  }

  /** What is still under way fails. */
  async close(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.hold(true);
    // Nobody waits any more for a Redis that has not answered yet.
    if (this.#redis.status !== 'ready') this.#redis.hangUp();
    this.#events.close();
    await this.#opening?.catch(() => {});
    await this.#queue?.close().catch(() => {});
    this.#redis.hangUp();
  }
}

/** Redis takes no fractions, and no Infinity. */
function whole(value: number): number {
  return Math.min(Math.ceil(value), Number.MAX_SAFE_INTEGER);
}

/** Higher ones come first here, lower ones there. */
function bullPriority(priority: number): number {
  const wanted = MIDDLE_PRIORITY - Math.round(Math.max(-MIDDLE_PRIORITY, Math.min(MIDDLE_PRIORITY, priority)));
  return Math.max(1, Math.min(MAX_PRIORITY, wanted));
}

function sightingOf([added, started, ended, returned, reason, attempts]: readonly (string | null)[]): Sighting {
  const attempt = Number(attempts ?? 0);
  const failed = reason !== null && reason !== undefined;
  const ending: Ending | undefined = !ended
    ? undefined
    : failed
      ? { ok: false, reason, attempt }
      : succeeded(returned ?? 'null');
  return { isKnown: Boolean(added), hasStarted: Boolean(started), ending };
}
