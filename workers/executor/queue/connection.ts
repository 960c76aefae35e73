// Connects to Redis or Valkey.
import { isIP } from 'node:net';
import { fileURLToPath } from 'node:url';
import Redis, { type RedisOptions } from 'ioredis';
import { messageOf, quote } from '../common/show.ts';
import { Timer } from '../common/timer.ts';
import { BrokenExecutorError } from '../errors.ts';

/** `redis://[user:password@]host[:port][/db]`, `rediss://` for TLS, `unix:///path`, or the options of ioredis. */
export type QueueConnection = string | RedisOptions;

/** Most milliseconds between two attempts to connect. */
const MAX_RETRY_DELAY_MS = 1000;

/** Errors with which Redis refuses a user. Trying again is useless. */
const REFUSED = /^(WRONGPASS|NOAUTH|NOPERM|ERR AUTH|ERR invalid password)/;

/**
 * A connection that is opened at its first command, and again whenever it is lost; commands wait meanwhile.
 * @throws TypeError for an address that is none
 */
export function connect(connection: QueueConnection, name: string): Redis {
  const options: RedisOptions = {
    ...optionsOf(connection),
    lazyConnect: true,
    maxRetriesPerRequest: null,
    connectionName: name,
    retryStrategy: (times: number) => Math.min(50 * 2 ** Math.min(times, 10), MAX_RETRY_DELAY_MS),
  };
  const redis = new Redis(options);
  // The code that waits for the connection reports why it failed.
  redis.on('error', () => {});
  return redis;
}

function optionsOf(connection: QueueConnection): RedisOptions {
  if (typeof connection === 'object' && connection !== null) return connection;
  const url = typeof connection === 'string' && URL.canParse(connection) ? new URL(connection) : undefined;
  switch (url?.protocol) {
    case 'unix:':
      return { path: fileURLToPath(`file://${url.pathname}`) };
    case 'redis:':
    case 'rediss:':
      return networkOptions(url);
    default:
      throw new TypeError(
        `Expected the address of Redis, such as redis://localhost:6379 or rediss:// for TLS, got ${quote(connection)}.`,
      );
  }
}

function networkOptions(url: URL): RedisOptions {
  const host = url.hostname.replace(/^\[|\]$/g, '') || 'localhost';
  const db = Number(url.pathname.slice(1) || 0);
  if (!Number.isInteger(db))
    throw new TypeError(`Expected the number of a database at the end of ${addressOf(url.href)}.`);
  return {
    host,
    port: Number(url.port || 6379),
    db,
    ...(url.username && { username: decodeURIComponent(url.username) }),
    ...(url.password && { password: decodeURIComponent(url.password) }),
    ...(url.protocol === 'rediss:' && { tls: isIP(host) ? {} : { servername: host } }),
  };
}

/** Returns the address without the password. */
export function addressOf(connection: QueueConnection): string {
  if (typeof connection !== 'string') {
    const { path, host = 'localhost', port = 6379 } = connection;
    return path ?? `${host}:${port}`;
  }
  if (!URL.canParse(connection)) return connection;
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
  const timer = new Timer(timeout, () =>
    fail(`did not answer within ${timeout} ms (startTimeout)${last ? `: ${messageOf(last)}` : ''}`),
  );
  redis.on('error', onError);
  try {
    await Promise.race([redis.ping(), failure.promise]);
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
