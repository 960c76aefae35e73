import { describe, expect, it } from 'vitest';
import { arrange } from './arrange.ts';
import { fieldsOf } from './schema.ts';

const schema = (...names: string[]) => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
});
const names = (groups: ReturnType<typeof arrange>) =>
  groups.map((group) => [group.name, group.rows.map((row) => row.map((field) => field.name))]);

describe('the fields of a form', () => {
  it('of a type without a layout stand in the order of the schema', () => {
    expect(names(arrange('unzip', fieldsOf(schema('b', 'a')), {}))).toEqual([[null, [['b'], ['a']]]]);
  });

  it('that a layout does not know are still shown', () => {
    const groups = arrange('zip', fieldsOf(schema('format', 'brandNew')), { format: 'zip' });
    expect(names(groups)).toEqual([
      ['archive', [['format']]],
      ['more', [['brandNew']]],
    ]);
  });

  it('stand side by side where the layout says so', () => {
    const groups = arrange('resize', fieldsOf(schema('width', 'height', 'mode')), { mode: 'fit' });
    expect(names(groups)).toEqual([['size', [['mode'], ['width', 'height']]]]);
  });

  it('that do not matter are left out', () => {
    const groups = arrange('resize', fieldsOf(schema('mode', 'width', 'height')), { mode: 'percent' });
    expect(names(groups)).toEqual([['size', [['mode'], ['width']]]]);
  });
});
