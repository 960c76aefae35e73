import { mkdtempSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { changedMs, changedNs, settable, timesOf } from './times.ts';

const YEAR_1965 = Date.UTC(1965, 4, 6, 7, 8, 9);
/** What Node on Windows says of it. */
const WRAPPED = YEAR_1965 + 2 ** 32 * 1000;

it.each([
  ['before 1970', WRAPPED, YEAR_1965],
  ['in 1970', 0, 0],
  ['today', Date.UTC(2026, 11, 2), Date.UTC(2026, 11, 2)],
  ['in the last second before 2038 that is none before 1970', (2 ** 31 - 1) * 1000, (2 ** 31 - 1) * 1000],
  ['in the first one that may be', 2 ** 31 * 1000, -(2 ** 31) * 1000],
])('Windows says of a file %s %i: it was changed at %i', (_, mtimeMs, expected) => {
  const mtimeNs = BigInt(mtimeMs) * 1_000_000n;
  expect(changedMs({ mtimeMs }, true)).toBe(expected);
  expect(changedNs({ mtimeNs }, true)).toBe(BigInt(expected) * 1_000_000n);
  expect(timesOf({ atimeMs: mtimeMs, mtimeMs }, true)).toEqual([settable(expected), settable(expected)]);
  expect(changedMs({ mtimeMs }, false)).toBe(mtimeMs);
  expect(changedNs({ mtimeNs }, false)).toBe(mtimeNs);
});

it('a file keeps a time before 1970', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dropmill-times-'));
  try {
    const file = join(folder, 'old');
    writeFileSync(file, '');
    utimesSync(file, settable(YEAR_1965), settable(YEAR_1965));
    expect(changedMs(statSync(file))).toBe(YEAR_1965);
    expect(changedNs(statSync(file, { bigint: true }))).toBe(BigInt(YEAR_1965) * 1_000_000n);
    utimesSync(file, 1000, 1000);
    utimesSync(file, ...timesOf({ atimeMs: YEAR_1965, mtimeMs: YEAR_1965 }, false));
    expect(changedMs(statSync(file))).toBe(YEAR_1965);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
