import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FEED_VARIABLE, updateFeed } from './feed.ts';

describe('the release feed', () => {
  it('is none while the project has no home, and belongs to its homepage as soon as it has', () => {
    const { homepage } = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../package.json'), 'utf8'));
    const feed = updateFeed(true, {});
    if (new URL(homepage).hostname.endsWith('.invalid')) expect(feed).toBeNull();
    else expect(feed?.startsWith(homepage)).toBe(true);
  });

  it('is another one for tests, and never in the packed app', () => {
    const other = { [FEED_VARIABLE]: 'http://127.0.0.1:8080/' };
    expect(updateFeed(false, other)).toBe('http://127.0.0.1:8080/');
    expect(updateFeed(true, other)).toBe(updateFeed(true, {}));
  });
});
