import { describe, expect, it } from 'vitest';
import { growthOf } from './growth.ts';

describe('the growth of a regular expression', () => {
  it.each([
    /abc/,
    /^\s*$/,
    /^\s*a/,
    /\b\w+: /,
    /"[^"]*"/,
    /<!--[\s\S]*/,
    /a{1,20}b/,
    /^[a-z]+[0-9]+x/,
    /^(?:a|b)*c/,
    /^x*;/m,
    /(?=ab)a./,
    /^(?:a?)*b/,
    /^(con|prn)(?= *(?:$|\.))/i,
    /\p{L}\p{N}?/gu,
  ])('%s is linear', (regexp) => {
    expect(growthOf(regexp)).toEqual({ kind: 'linear' });
  });

  it.each([
    /\s+$/,
    /a*b/,
    /^\s*\s*x/,
    /<a.*>/,
    /\d+\.\d+/,
    /x*;/m,
    /^(?:a|b)*[ab]*c/,
    /(?=.*x)y/,
    /[A-Z]+[a-z]*!/i,
    /\p{L}+!/u,
    /\s+x/y,
  ])('%s is polynomial', (regexp) => {
    expect(growthOf(regexp)).toMatchObject({ kind: 'polynomial' });
  });

  it.each([/^(a+)+$/, /^(a*)*b/, /^(a|a)*b/, /^(?:\w|k)*$/i, /^(?:aa|aaa)*b/, /^([a-z]|[^0-9])*1/])(
    '%s is exponential',
    (regexp) => {
      expect(growthOf(regexp)).toMatchObject({ kind: 'exponential' });
    },
  );

  it.each([/(a)\1/, /(?<=a+)b/])('%s cannot be judged', (regexp) => {
    expect(growthOf(regexp)).toMatchObject({ kind: 'unknown' });
  });

  it('a word is named that makes it slow', () => {
    expect(growthOf(/^x(?:ab|a|b)*c/)).toEqual({ kind: 'exponential', word: 'baba' });
  });
});
