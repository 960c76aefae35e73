// Connects to Redis or Valkey.
import { isIP } from 'node:net';
import { fileURLToPath } from 'node:url';
import Redis, { type RedisOptions } from 'ioredis';
import { isObject } from '../common/check.ts';
import { messageOf, quote } from '../common/show.ts';
import { Timer } from '../common/timer.ts';
import { BrokenExecutorError } from '../errors.ts';

/** `redis://[user:password@]host[:port][/db]`, `rediss://` for TLS, `unix:///path`, or the options of ioredis. */
export type QueueConnection = string | URL | RedisOptions;

/** Most milliseconds between two attempts to connect. */
const MAX_RETRY_DELAY_MS = 1000;

/** Errors with which Redis refuses a user. Trying again is useless. */
const REFUSED = /^(WRONGPASS|NOAUTH|NOPERM|ERR AUTH|ERR invalid password)/;

/** ioredis, but that it can be given up at any moment. */
export class Connection extends Redis {
  readonly #copies: Redis[] = [];

  /** BullMQ waits for tasks on one of these. */
  override duplicate(override?: Partial<RedisOptions>): Redis {
    const copy = super.duplicate(override);
    this.#copies.push(copy);
    return copy;
  }

  /** Disconnects it and its duplicates. Commands that wait are rejected, also those of a Redis that is gone. */
  hangUp(): void {
    // Where it is over, `disconnect` would wait for the end once more.
    for (const redis of [this, ...this.#copies].filter(({ status }) => status !== 'end')) {
      // Between two attempts to connect, `disconnect` alone leaves those who wait without an answer.
      if (redis.status === 'reconnecting') redis.connect().catch(() => {});
      redis.disconnect();
    }
  }
}

/**
 * A connection that is opened at its first command, and again whenever it is lost; commands wait meanwhile.
 * @throws TypeError for an address that is none
 */
export function connect(connection: QueueConnection, name: string): Connection {
  const options: RedisOptions = {
    ...optionsOf(connection),
    lazyConnect: true,
    maxRetriesPerRequest: null,
    connectionName: name,
    retryStrategy: (times: number) => Math.min(50 * 2 ** Math.min(times, 10), MAX_RETRY_DELAY_MS),
  };
  const redis = new Connection(options);
  // The code that waits for the connection reports why it failed.
  redis.on('error', () => {});
  return redis;
}

/** @throws TypeError for what says nothing of where Redis is */
export function checkConnection(connection: QueueConnection): void {
  optionsOf(connection);
}

/** @throws TypeError without an address of Redis */
export function checkOptions<T extends object>(options: T): T {
  if (isObject(options)) return options;
  throw new TypeError(`Expected options with the address of Redis as connection, got ${quote(options)}.`);
}

function optionsOf(connection: QueueConnection): RedisOptions {
  if (isObject(connection) && !(connection instanceof URL)) return connection as RedisOptions;
  const text = connection instanceof URL ? connection.href : connection;
  const url = typeof text === 'string' && URL.canParse(text) ? new URL(text) : undefined;
  switch (url?.protocol) {
    case 'unix:':
      return { path: fileURLToPath(`file://${url.pathname}`) };
    case 'redis:':
    case 'rediss:':
      return networkOptions(url);
    default:
      throw new TypeError(
        `Expected the address of Redis, such as redis://localhost:6379 or rediss:// for TLS, got ${quote(withoutSecret(text))}.`,
      );
  }
}

function networkOptions(url: URL): RedisOptions {
  // A password may hold anything.
  const { username, password } = url;
  if (!isDecodable(username + password))
    throw new TypeError(`Expected "%" to be written as "%25" in the user and password of ${addressOf(url.href)}.`);
  const host = url.hostname.replace(/^\[|\]$/g, '') || 'localhost';
  const db = Number(url.pathname.slice(1) || 0);
  if (!Number.isInteger(db) || db < 0)
    throw new TypeError(`Expected the number of a database at the end of ${addressOf(url.href)}.`);
  return {
    host,
    port: Number(url.port || 6379),
    db,
    ...(username && { username: decodeURIComponent(username) }),
    ...(password && { password: decodeURIComponent(password) }),
    ...(url.protocol === 'rediss:' && { tls: isIP(host) ? {} : { servername: host } }),
  };
}

function isDecodable(text: string): boolean {
  try {
    return typeof decodeURIComponent(text) === 'string';
  } catch {
    return false;
  }
}

/** What is no address may hold a password all the same. */
function withoutSecret(connection: unknown): unknown {
  if (typeof connection !== 'string') return connection;
  const [, scheme = ''] = /^([a-z]*:?\/\/)/.exec(connection) ?? [];
  const end = connection.lastIndexOf('@') + 1;
  return end === 0 ? connection : scheme + connection.slice(end);
}

/** Returns the address without the password. */
export function addressOf(connection: QueueConnection): string {
  if (typeof connection !== 'string' && !(connection instanceof URL)) {
    const { path, host = 'localhost', port = 6379 } = connection;
    return path ?? `${host}:${port}`;
  }
  const url = new URL(connection);
  url.username = '';
  url.password = '';
  return url.href;
}

/**
 * Resolves when Redis answers.
 * @param timeout milliseconds
 * @throws BrokenExecutorError if Redis refuses us or does not answer in time
 */
export async function reach(redis: Redis, connection: QueueConnection, timeout: number): Promise<void> {
  let last: unknown;
  const failure = Promise.withResolvers<never>();
  const fail = (why: string) =>
    failure.reject(new BrokenExecutorError(`Redis at ${addressOf(connection)} ${why}.`, { cause: last }));
  const onError = (error: unknown) => {
    last = error;
    if (isRefusal(error)) fail('refuses this program');
  };
  // A server without TLS waits for the rest of what it takes for a command.
  const why = () => (last ? `: ${messageOf(last)}` : redis.options.tls ? ': perhaps it does not speak TLS' : '');
  const timer = new Timer(timeout, () => fail(`did not answer within ${timeout} ms (startTimeout)${why()}`));
  redis.on('error', onError);
  try {
    await Promise.race([use(redis), failure.promise]);
  } catch (error) {
    onError(error);
    // The first error is reported, with the address.
    fail(`cannot be used: ${messageOf(error)}`);
    return await failure.promise;
  } finally {
    timer.stop();
    redis.off('error', onError);
  }
}

/** ioredis itself would go on with database 0 if there is none of this number. */
async function use(redis: Redis): Promise<void> {
  await redis.ping();
  const { db = 0 } = redis.options;
  if (db !== 0) await redis.select(db);
}

/** Whether Redis has refused it, and will go on doing so. */
function isRefusal(error: unknown): boolean {
  return error instanceof Error && REFUSED.test(error.message);
}

/** Whether Redis has answered, if only with an error; else the connection was lost. */
export function isReply(error: unknown): boolean {
  return error instanceof Error && error.name === 'ReplyError';
}

/** What ioredis says of a command that was lost with its connection. It has no class of errors for it. */
const LOST: ReadonlySet<string> = new Set(['Connection is closed.', 'Command aborted due to connection close']);

/** Whether a command was lost with the connection: nobody knows whether Redis has done it. */
export function isLoss(error: unknown): boolean {
  return LOST.has(messageOf(error));
}

/** Whether the connection keeps this process alive. */
export function hold(redis: Redis, alive: boolean): void {
  // Undefined before the first connection.
  const stream: Redis['stream'] | undefined = redis.stream;
  if (alive) stream?.ref?.();
  else stream?.unref?.();
}
