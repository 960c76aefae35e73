import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { crc32, inflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { deflateWhole } from './compress.ts';
import { Libdeflate } from './libdeflate.ts';

describe('libdeflate', () => {
  const libdeflate = new Libdeflate();

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

    const packed = deflateWhole(data, 6, crc32(data) ^ 1, 'libdeflate');

    // What zlib made instead.
    expect(inflateRawSync(packed ?? data).equals(data)).toBe(true);
  });
});
