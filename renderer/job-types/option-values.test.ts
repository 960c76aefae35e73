import { describe, expect, it } from 'vitest';
import type { OptionInfo } from '../../main/contract/api.ts';
import { chosen, complete, fits, holds } from './option-values.ts';

const toggle: OptionInfo = { key: 'keep', kind: 'toggle', default: true };
const choice: OptionInfo = { key: 'mode', kind: 'choice', choices: ['fit', 'fill'], default: 'fit' };
const number: OptionInfo = { key: 'width', kind: 'number', min: 1, max: 100, nullable: true, default: 50 };
const template: OptionInfo = { key: 't', kind: 'text', default: '', placeholders: ['name', 'counter'] };
const numbers: OptionInfo = { key: 'more', kind: 'numbers', min: 1, max: 100, maxCount: 2, default: [] };
const options = [toggle, choice, number, numbers];

describe('a draft', () => {
  it('sends only what was chosen, fits and differs from the default', () => {
    const draft = { keep: 'yes', mode: 'fill', width: null, more: [], gone: 1 };
    expect(chosen(options, draft)).toEqual({ mode: 'fill', width: null });
  });

  it('of an older table falls back to the defaults', () => {
    expect(complete(options, { keep: false, mode: 'ask', width: 500, more: [1, 2, 3] })).toEqual({
      keep: false,
      mode: 'fit',
      width: 50,
      more: [],
    });
  });
});

it.for([
  [toggle, false, true],
  [toggle, 'false', false],
  [choice, 'fill', true],
  [choice, 'other', false],
  [number, null, true],
  [number, 1.5, false],
  [number, 0, false],
  [{ ...number, nullable: undefined } as unknown as OptionInfo, null, false],
  [numbers, [1, 100], true],
  [numbers, [101], false],
  [template, '{name}-{counter:3}', true],
  [template, '{name}-{naem}', false],
  [template, '{name:0}', false],
] as const)('the option %j can have the value %j: %j', ([option, value, fitting]) => {
  expect(fits(option, value)).toBe(fitting);
});

it('a condition holds when each of its options has one of the values', () => {
  expect(holds(undefined, {})).toBe(true);
  expect(holds({ mode: ['fit', 'fill'], keep: [true] }, { mode: 'fill', keep: true })).toBe(true);
  expect(holds({ mode: ['fit', 'fill'], keep: [true] }, { mode: 'fill', keep: false })).toBe(false);
  expect(holds({ width: [null] }, { width: null })).toBe(true);
});
