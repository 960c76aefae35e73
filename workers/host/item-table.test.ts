import { describe, expect, it } from 'vitest';
import { ItemTable } from './item-table.ts';

function table(): ItemTable {
  const items = new ItemTable();
  for (const [index, name] of ['Berg.jpg', 'berg-2.png', 'See.jpg'].entries()) items.update({ index, name });
  items.update({ index: 1, state: 'done', bytesOut: 5 });
  return items;
}

describe('ItemTable', () => {
  it('merges updates of one index into its row', () => {
    expect(table().page({ offset: 1, limit: 1 })).toEqual({
      total: 3,
      rows: [{ index: 1, name: 'berg-2.png', state: 'done', bytesOut: 5 }],
    });
  });

  it('finds names whatever their case, and states, and both', () => {
    expect(table().page({ offset: 0, limit: 10, search: 'BERG' }).total).toBe(2);
    expect(table().page({ offset: 0, limit: 10, state: 'pending' }).total).toBe(2);
    expect(table().page({ offset: 0, limit: 10, state: 'pending', search: 'berg' }).total).toBe(1);
  });

  it('ends what has not ended when the job does', () => {
    const items = table();
    items.end('cancelled');
    expect(items.page({ offset: 0, limit: 10 }).rows.map((row) => row.state)).toEqual([
      'cancelled',
      'done',
      'cancelled',
    ]);
  });
});
