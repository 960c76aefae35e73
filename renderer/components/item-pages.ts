// The rows of a long list that are in sight, fetched by pages. Pure steps; hooks do the fetching.
import type { JobItem } from '../../main/contract/jobs.ts';

/** Rows of one page. A window shows a page or two. */
export const PAGE = 100;

/** What has been fetched so far. Old pages stay until newer ones come, so that nothing flickers. */
export interface ItemPages<Row = JobItem> {
  /** null until the first page has come. */
  readonly total: number | null;
  readonly pages: ReadonlyMap<number, readonly Row[]>;
}

export const noPages: ItemPages<never> = { total: null, pages: new Map() };

/** The pages that rows first..last are on. */
export function pagesFor(first: number, last: number): number[] {
  const from = Math.floor(Math.max(0, first) / PAGE);
  const to = Math.floor(Math.max(first, last) / PAGE);
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

/** Puts a page in; pages far from it are let go, so that memory stays small however far one scrolls. */
export function withPage<Row>(
  before: ItemPages<Row>,
  page: number,
  items: readonly Row[],
  total: number,
): ItemPages<Row> {
  const pages = new Map([...before.pages].filter(([other]) => Math.abs(other - page) <= 8));
  pages.set(page, items);
  return { total, pages };
}

export function itemAt<Row>({ pages }: ItemPages<Row>, row: number): Row | undefined {
  return pages.get(Math.floor(row / PAGE))?.[row % PAGE];
}

export interface Visible {
  readonly first: number;
  readonly last: number;
}

/** Rows in sight, and a few beyond, of a list scrolled by `top` pixels. */
export function visibleRows(top: number, height: number, rowHeight: number, total: number): Visible {
  const spare = 6;
  const first = Math.max(0, Math.floor(top / rowHeight) - spare);
  const last = Math.min(total - 1, Math.ceil((top + height) / rowHeight) + spare);
  return { first: Math.min(first, Math.max(0, total - 1)), last };
}
