// Where releases are. It is asked only when the user presses "Check for updates".

/** The folder that holds `latest-linux.yml` and its like. The project has no home yet: nobody can be reached at `.invalid` (RFC 2606). */
const FEED = 'https://dropmill.invalid/releases/';

/** Replaces the feed in tests; the packed app has no such thing. */
export const FEED_VARIABLE = 'DROPMILL_UPDATE_FEED';

/** @returns null while there is none */
export function updateFeed(isPackaged: boolean, environment: Readonly<NodeJS.ProcessEnv>): string | null {
  const feed = (!isPackaged && environment[FEED_VARIABLE]) || FEED;
  return new URL(feed).hostname.endsWith('.invalid') ? null : feed;
}
