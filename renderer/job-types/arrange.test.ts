import { describe, expect, it } from 'vitest';
import type { OptionInfo } from '../../main/contract/api.ts';
import { arrange, asShown, retitledFor } from './arrange.ts';
import type { Values } from './option-values.ts';

const text = (key: string, more: Partial<OptionInfo> = {}) =>
  ({ kind: 'text', key, default: '', ...more }) as OptionInfo;
const names = (groups: ReturnType<typeof arrange>) =>
  groups.map(({ name, rows }) => [name, rows.map((row) => row.map(({ key }) => key))]);

describe('the options of a form', () => {
  it('of a type without groups are in the order of the table', () => {
    expect(names(arrange([text('b'), text('a')], {}))).toEqual([[null, [['b'], ['a']]]]);
  });

  it('are in their groups, and the advanced ones in a group of their own at the end', () => {
    const groups = arrange([text('a', { group: 'x' }), text('b', { advanced: true }), text('c', { group: 'x' })], {});
    expect(names(groups)).toEqual([
      ['x', [['a'], ['c']]],
      [null, [['b']]],
    ]);
    expect(groups.map(({ advanced }) => advanced)).toEqual([false, true]);
  });

  it('stand side by side where the table says so', () => {
    const options = [text('mode'), text('width'), text('height', { sameRow: true })];
    expect(names(arrange(options, {}))).toEqual([[null, [['mode'], ['width', 'height']]]]);
  });

  it('are not shown when they do not matter', () => {
    const options = [text('mode'), text('height', { when: { mode: ['fit'] } })];
    expect(names(arrange(options, { mode: 'percent' }))).toEqual([[null, [['mode']]]]);
    expect(names(arrange(options, { mode: 'fit' }))).toEqual([[null, [['mode'], ['height']]]]);
  });

  it('can have another title and unit with some values', () => {
    const retitled = [{ when: { mode: ['percent'] }, title: 'percent', unit: '%' }];
    const option: OptionInfo = { key: 'width', kind: 'number', min: 1, default: 1, unit: 'px', retitled };
    const texts = { title: 'Width', titles: { percent: 'Percent' } };
    const shown = (values: Values) => asShown(option, texts, retitledFor(option, values));
    expect(shown({ mode: 'fit' })).toEqual({ option, texts });
    expect(shown({ mode: 'percent' })).toMatchObject({
      option: { unit: '%' },
      texts: { title: 'Percent' },
    });
  });
});
