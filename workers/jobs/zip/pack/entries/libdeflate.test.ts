import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { crc32, inflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyCases } from '../../../../testing/property-cases.ts';
import { deflateWhole } from './compress.ts';
import { Libdeflate } from './libdeflate.ts';

/** Buffers that are tried. */
const CASES = propertyCases(300);
const LEVELS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

const noise = fc.integer({ min: 1, max: 200_000 }).map((length) => randomBytes(length));
const runs = fc
  .array(fc.tuple(fc.nat(255), fc.integer({ min: 1, max: 70_000 })), { minLength: 1, maxLength: 8 })
  .map((parts) => Buffer.concat(parts.map(([byte, length]) => Buffer.alloc(length, byte))));
const text = fc
  .array(fc.constantFrom('the ', 'const ', 'return', '\n', ' = ', '{}', 'ünï', '0'), { minLength: 1, maxLength: 4000 })
  .map((words) => Buffer.from(words.join('')));
/** Matches that lie just within and just beyond the window. */
const farMatches = fc.integer({ min: 32_000, max: 33_500 }).map((distance) => {
  const part = randomBytes(300);
  return Buffer.concat([part, randomBytes(distance - 300), part, Buffer.alloc(300), part]);
});
const bytes = fc.uint8Array({ minLength: 1, maxLength: 300 }).map((data) => Buffer.from(data));
const anyData = fc.oneof(bytes, noise, runs, text, farMatches);

describe('libdeflate', () => {
  const libdeflate = new Libdeflate();

  it('makes streams that zlib inflates to what they were, at every level and in any order', () => {
    fc.assert(
      fc.property(anyData, fc.constantFrom(...LEVELS), (data, level) => {
        const packed = libdeflate.deflate(data, level);
        if (packed === undefined) return;
        expect(packed.length).toBeLessThanOrEqual(data.length);
        expect(inflateRawSync(packed).equals(data)).toBe(true);
      }),
      CASES,
    );
  });

  it('does not make noise larger', () => {
    expect(libdeflate.deflate(randomBytes(100_000), 6)).toBeUndefined();
  });

  it('takes more memory when it needs it', () => {
    const data = Buffer.alloc(40 << 20, 'a line of text that comes again and again\n');

    const packed = libdeflate.deflate(data, 1) ?? Buffer.alloc(0);

    expect(inflateRawSync(packed).equals(data)).toBe(true);
  });

  it('becomes no larger from each level of ours to the next', () => {
    const data = readFileSync(createRequire(import.meta.url).resolve('@types/node/fs.d.ts'));

    const sizes = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((level) => deflateWhole(data, level, crc32(data))?.length ?? 0);

    expect(sizes.every((size) => size > 0)).toBe(true);
    expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
  });

  it('is not believed when its stream does not inflate to what it was', () => {
    const data = Buffer.from('to be or not to be '.repeat(50));

    const packed = deflateWhole(data, 6, crc32(data) ^ 1);

    // What zlib made instead.
    expect(inflateRawSync(packed ?? data).equals(data)).toBe(true);
  });
});
