import { expect, it } from 'vitest';
import { ThumbnailCache } from './thumbnail-cache.ts';

const shown = (url: string) => ({ url, alpha: false, version: '' });
const never = () => false;

function cacheOf(limit: number) {
  const revoked: string[] = [];
  return { cache: new ThumbnailCache(limit, (url) => revoked.push(url)), revoked };
}

it('lets go of what was not used for longest, and gives its URL back', () => {
  const { cache, revoked } = cacheOf(10_000);
  for (const key of ['a', 'b', 'c']) cache.put(key, shown(`blob:${key}`), 2_000, never);
  cache.touch('a');
  cache.put('d', shown('blob:d'), 2_000, never);
  expect(revoked).toEqual(['blob:b']);
  expect(cache.get('a')).toBeDefined();
  expect(cache.bytes).toBeLessThanOrEqual(10_000);
});

it('keeps what is in sight, also beyond its limit', () => {
  const { cache, revoked } = cacheOf(4_000);
  cache.put('a', shown('blob:a'), 2_000, never);
  cache.put('b', shown('blob:b'), 2_000, (key) => key === 'a');
  expect(revoked).toEqual([]);
  cache.put('c', shown('blob:c'), 2_000, never);
  expect(revoked).toEqual(['blob:a', 'blob:b']);
});

it('counts the bytes of what takes the place of another once', () => {
  const { cache, revoked } = cacheOf(10_000);
  cache.put('a', { url: null, alpha: false, version: '1' }, 0, never);
  cache.put('a', shown('blob:1'), 1_000, never);
  cache.put('a', shown('blob:2'), 1_000, never);
  expect(revoked).toEqual(['blob:1']);
  expect(cache.bytes).toBe(2_024);
});
