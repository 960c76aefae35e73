import { expect, it } from 'vitest';
import { ThumbnailCache } from './thumbnail-cache.ts';

const NONE = { picture: null, alpha: false, version: '' };
const shown = (bytes: number) => ({ ...NONE, picture: new Blob([new Uint8Array(bytes)]) });
const never = () => false;

it('lets go of what was not used for longest', () => {
  const cache = new ThumbnailCache(10_000);
  for (const key of ['a', 'b', 'c']) cache.put(key, shown(2_000), never);
  cache.touch('a');
  cache.put('d', shown(2_000), never);
  expect(['a', 'b', 'c', 'd'].filter((key) => cache.get(key))).toEqual(['a', 'c', 'd']);
  expect(cache.bytes).toBeLessThanOrEqual(10_000);
});

it('keeps what is in sight, also beyond its limit', () => {
  const cache = new ThumbnailCache(4_000);
  cache.put('a', shown(2_000), never);
  cache.put('b', shown(2_000), (key) => key === 'a');
  expect(['a', 'b'].filter((key) => cache.get(key))).toEqual(['a', 'b']);
  cache.put('c', shown(2_000), never);
  expect(['a', 'b', 'c'].filter((key) => cache.get(key))).toEqual(['c']);
});

it('counts the bytes of what takes the place of another once', () => {
  const cache = new ThumbnailCache(10_000);
  cache.put('a', NONE, never);
  cache.put('a', shown(1_000), never);
  cache.put('a', shown(1_000), never);
  expect(cache.bytes).toBe(2_024);
});
