import { describe, expect, it } from 'vitest';
import { numbersTellPlace } from './coordinates.ts';

const TYPE = { rational: 5, signedRational: 10, float: 11, double: 12 };

function entry(type: keyof typeof TYPE, numbers: readonly number[], little: boolean) {
  const bytes = Buffer.alloc(numbers.length * 8);
  for (const [index, number] of numbers.entries()) {
    const [top, bottom] = [Math.round(number * 10_000), 10_000];
    if (type === 'double' && little) bytes.writeDoubleLE(number, index * 8);
    else if (type === 'double') bytes.writeDoubleBE(number, index * 8);
    else if (type === 'float' && little) bytes.writeFloatLE(number, index * 4);
    else if (type === 'float') bytes.writeFloatBE(number, index * 4);
    else if (little) {
      bytes.writeInt32LE(top, index * 8);
      bytes.writeInt32LE(bottom, index * 8 + 4);
    } else {
      bytes.writeInt32BE(top, index * 8);
      bytes.writeInt32BE(bottom, index * 8 + 4);
    }
  }
  return { tag: 0xfde8, type: TYPE[type], count: numbers.length, value: bytes, at: 0 };
}

describe.each([true, false])('numbers of an entry that nobody knows, low byte first: %s', (little) => {
  it.each([
    ['rational', [51, 30, 26.64]],
    ['signedRational', [51, 30, 26.64]],
    ['signedRational', [-33, 51, 24.5]],
    ['double', [51.5074, -0.1278]],
    ['double', [-0.1278, 51.5074, 12]],
    ['float', [51.5074, -0.1278]],
    ['double', [0, 0, 0, -0.1278, 51.5074, 0]],
    ['rational', [51.5074, 0.1278]],
    ['signedRational', [-0.1278, 51.5074]],
  ] as const)('tell a place: %s %j', (type, numbers) => {
    expect(numbersTellPlace(entry(type, numbers, little), little)).toBe(true);
  });

  it.each([
    ['rational', [24, 70]],
    ['rational', [5.25, 5.25]],
    ['double', [51.5074, -0.1278, 12, 1, 1, 1]],
    ['rational', [0.31, 0.33, 0.5]],
    ['signedRational', [-1, 0, 0]],
    ['signedRational', [-12.5, 1, 2]],
    ['double', [0.3127, 0.329]],
    ['double', [72, 72]],
    ['float', [0.64, 0.33, 0.03]],
  ] as const)('tell none: %s %j', (type, numbers) => {
    expect(numbersTellPlace(entry(type, numbers, little), little)).toBe(false);
  });
});
