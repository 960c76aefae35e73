import { describe, expect, it } from 'vitest';
import { formatFor } from './format.ts';

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');
const en = formatFor('en');
const de = formatFor('de-DE');

it('writes pixels as they are typed, and other counts in groups', () => {
  expect([en, de].map((format) => [format.pixels(1920), format.count(1920)])).toEqual([
    ['1920', '1,920'],
    ['1920', '1.920'],
  ]);
});

describe('sizes', () => {
  it('have one digit after the point below ten and none above', () => {
    expect([0, 1, 512, 3_100_000, 18_400_000, 1_240_000_000].map(en.bytes).map(plain)).toEqual([
      '0 bytes',
      '1 byte',
      '512 bytes',
      '3.1 MB',
      '18 MB',
      '1.2 GB',
    ]);
  });

  it('step to the next unit rather than show 1000 of one', () => {
    expect([999, 1000, 999_499, 999_500, 9_950_000].map(en.bytes).map(plain)).toEqual([
      '999 bytes',
      '1.0 kB',
      '999 kB',
      '1.0 MB',
      '10 MB',
    ]);
  });

  it('follow the locale', () => {
    expect(plain(de.bytes(3_100_000))).toBe('3,1 MB');
    expect(plain(de.speed(18_000_000))).toBe('18 MB/s');
    expect(plain(de.percent(0.42))).toBe('42 %');
  });
});

describe('percent', () => {
  it('never says 100 before the end', () => {
    expect(en.percent(0.9999)).toBe('99%');
    expect(en.percent(1)).toBe('100%');
    expect(en.percent(0.29)).toBe('29%');
  });
});

describe('clock', () => {
  it('shows minutes and seconds, and hours only when there are any', () => {
    expect([0, 31, 61, 599.6, 3600, 3_723, 97_391].map(en.clock)).toEqual([
      '0:00',
      '0:31',
      '1:01',
      '10:00',
      '1:00:00',
      '1:02:03',
      '27:03:11',
    ]);
  });
});

it('a broken locale falls back to English', () => {
  expect(formatFor('not a locale').count(1234)).toBe('1,234');
});
