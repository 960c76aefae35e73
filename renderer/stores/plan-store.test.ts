import { beforeEach, expect, it } from 'vitest';
import { usePlans } from './plan-store.ts';

const ref = (id: string) => ({ id, name: id, kind: 'file' as const });
const pending = () => usePlans.getState().pending.map(({ type, refs }) => [type, ...refs.map(({ id }) => id)]);

beforeEach(() => usePlans.setState({ pending: [] }));

it('a further drop for the same type adds to the draft, one for another type waits behind it', () => {
  const { hold } = usePlans.getState();
  hold('zip', [ref('a')]);
  hold('resize', [ref('b')]);
  hold('zip', [ref('c'), ref('d')]);
  expect(pending()).toEqual([
    ['zip', 'a', 'c', 'd'],
    ['resize', 'b'],
  ]);
});

it('what was started or cancelled makes room for the next', () => {
  const { hold, release } = usePlans.getState();
  hold('zip', [ref('a')]);
  hold('resize', [ref('b')]);
  release('zip');
  expect(pending()).toEqual([['resize', 'b']]);
});

it('what was chosen stays with its draft', () => {
  const { hold, select } = usePlans.getState();
  hold('extract', [ref('a')]);
  select('extract', ['3/0-1']);
  hold('extract', [ref('b')]);
  expect(usePlans.getState().pending[0]?.selection).toEqual(['3/0-1']);
});
