// Whether there is a newer release, when the user asks.
import { setTimeout } from 'node:timers/promises';
import { JobError, message } from '../../workers/jobs/user-error.ts';
import type { Message } from '../contract/result.ts';

/** Nobody waits longer for an answer that a good server gives in one second. In milliseconds. */
const MAX_WAIT_MS = 20_000;

/**
 * Asks the feed for its newest release, in one request.
 * @param feed null: there is none, and nothing is asked
 * @throws {JobError} when the feed cannot be reached, or what it answers is no release
 */
export async function checkForUpdates(feed: string | null): Promise<Message> {
  if (feed === null) throw new JobError('NO_RELEASES');
  const { host } = new URL(feed);
  try {
    // Loaded when it is wanted: the app starts without it.
    const { FeedReader } = await import('./feed-reader.ts');
    const reader = new FeedReader(feed);
    const late = setTimeout(MAX_WAIT_MS, undefined, { ref: false }).then(() => Promise.reject(new Error('timeout')));
    const { newer, version } = await Promise.race([reader.newest(), late]);
    return newer ? message('UPDATE_THERE', { version, feed }) : message('UP_TO_DATE', { version: reader.own });
  } catch (error) {
    const isFar = /net::ERR_|timeout/i.test(String(error));
    throw new JobError(isFar ? 'UPDATES_UNREACHABLE' : 'UPDATES_UNREADABLE', { host }, { cause: error });
  }
}
