import { beforeEach, expect, it } from 'vitest';
import { pendingNow, usePlans } from './plan-store.ts';

const ref = (id: string) => ({ id, name: id, kind: 'file' as const });
const drop = (type: string, ...ids: string[]) =>
  usePlans.getState().hold({ key: type, type, refs: ids.map(ref), selection: [] });
const pending = () => usePlans.getState().pending.map(({ type, refs }) => [type, ...refs.map(({ id }) => id)]);
const shown = () => pendingNow(usePlans.getState())?.type;

beforeEach(() => usePlans.setState({ pending: [], shown: null }));

it('a further drop for the same type adds to its review, one for another type is a second one; the last is shown', () => {
  drop('zip', 'a');
  drop('resize', 'b');
  expect(shown()).toBe('resize');
  drop('zip', 'c', 'd');
  expect(shown()).toBe('zip');
  expect(pending()).toEqual([
    ['zip', 'a', 'c', 'd'],
    ['resize', 'b'],
  ]);
});

it('what was started or cancelled makes room for the one in its place', () => {
  for (const type of ['zip', 'resize', 'extract']) drop(type, type);
  usePlans.getState().show('resize');
  usePlans.getState().release('resize');
  expect(shown()).toBe('extract');
  usePlans.getState().release('extract');
  expect(shown()).toBe('zip');
  usePlans.getState().release('zip');
  expect(shown()).toBeUndefined();
});

it('a review that is not shown goes without the shown one going', () => {
  for (const type of ['zip', 'resize']) drop(type, type);
  usePlans.getState().release('zip');
  expect(shown()).toBe('resize');
});

it('what was chosen stays with its draft', () => {
  drop('extract', 'a');
  usePlans.getState().select('extract', ['3/0-1']);
  drop('extract', 'b');
  expect(usePlans.getState().pending[0]?.selection).toEqual(['3/0-1']);
});
