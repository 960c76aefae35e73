import { describe, expect, it } from 'vitest';
import type { JobItem } from '../../main/contract/jobs.ts';
import { type ItemPages, itemAt, noPages, PAGE, pagesFor, visibleRows, withPage } from './item-pages.ts';

const item = (index: number): JobItem => ({
  index,
  name: `${index}.jpg`,
  state: 'pending',
  progress: 0,
  bytesIn: null,
  bytesOut: null,
  hasOutput: false,
  comparable: false,
  picture: false,
  error: null,
});
const page = (number: number) => Array.from({ length: PAGE }, (_, index) => item(number * PAGE + index));

describe('the rows in sight', () => {
  it('are a few, however long the list', () => {
    const { first, last } = visibleRows(200_000, 400, 40, 10_000);
    expect(first).toBeLessThanOrEqual(5_000);
    expect(last).toBeGreaterThanOrEqual(5_010);
    expect(last - first).toBeLessThan(30);
  });

  it('stay within the list, also when it shrinks under a far scroll', () => {
    expect(visibleRows(200_000, 400, 40, 10)).toEqual({ first: 9, last: 9 });
    expect(visibleRows(0, 400, 40, 0)).toEqual({ first: 0, last: -1 });
  });
});

describe('pages', () => {
  it('cover the rows in sight', () => {
    expect(pagesFor(0, 10)).toEqual([0]);
    expect(pagesFor(95, 105)).toEqual([0, 1]);
    expect(pagesFor(0, -1)).toEqual([0]);
  });

  it('give each row its item, and none where nothing was fetched', () => {
    const pages = withPage(noPages, 2, page(2), 1000);
    expect(itemAt(pages, 205)?.index).toBe(205);
    expect(itemAt(pages, 5)).toBeUndefined();
  });

  it('far from the last one are let go', () => {
    let pages: ItemPages = noPages;
    for (let number = 0; number < 100; number += 1) pages = withPage(pages, number, page(number), 10_000);
    expect(pages.pages.size).toBeLessThan(20);
    expect(itemAt(pages, 9_950)?.index).toBe(9_950);
  });
});
