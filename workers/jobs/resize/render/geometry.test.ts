import { describe, expect, it } from 'vitest';
import { targetSizes } from './geometry.ts';

const PHOTO = { width: 3000, height: 2000 };
const BOX = { mode: 'fit', width: 800, height: 800, extraSizes: [] as number[], enlarge: false } as const;

describe('the sizes that are made', () => {
  it.each([
    ['fit', { width: 800, height: 533, how: 'scale' }],
    ['fill', { width: 800, height: 800, how: 'crop' }],
    ['stretch', { width: 800, height: 800, how: 'scale' }],
    ['pad', { width: 800, height: 800, how: 'pad' }],
    ['long-edge', { width: 800, height: 533, how: 'scale' }],
    ['short-edge', { width: 1200, height: 800, how: 'scale' }],
  ] as const)('"%s" brings 3000 × 2000 to 800', (mode, expected) => {
    expect(targetSizes({ ...BOX, mode }, PHOTO)).toEqual([expected]);
  });

  it('per cent counts from the original, also above 100', () => {
    const sizes = (width: number) => targetSizes({ ...BOX, mode: 'percent', width, height: null }, PHOTO);

    expect(sizes(25)).toEqual([{ width: 750, height: 500, how: 'scale' }]);
    expect(sizes(200)).toEqual([{ width: 6000, height: 4000, how: 'scale' }]);
  });

  it('width or height alone keeps the proportion', () => {
    expect(targetSizes({ ...BOX, height: null }, PHOTO)).toEqual([{ width: 800, height: 533, how: 'scale' }]);
    expect(targetSizes({ ...BOX, width: null }, PHOTO)).toEqual([{ width: 1200, height: 800, how: 'scale' }]);
    expect(targetSizes({ ...BOX, width: null, height: null }, PHOTO)).toEqual([{ ...PHOTO, how: 'none' }]);
  });

  it.each(['fit', 'fill', 'stretch', 'long-edge', 'short-edge'] as const)('"%s" enlarges only when asked', (mode) => {
    const small = { width: 300, height: 200 };

    expect(targetSizes({ ...BOX, mode }, small)).toEqual([{ ...small, how: 'none' }]);
    expect(targetSizes({ ...BOX, mode, enlarge: true }, small)[0]?.width).toBeGreaterThan(300);
  });

  it('fill crops only the side that is too long of a picture that is too short', () => {
    expect(targetSizes({ ...BOX, mode: 'fill' }, { width: 3000, height: 200 })).toEqual([
      { width: 800, height: 200, how: 'crop' },
    ]);
  });

  it('further widths keep the proportion of the box, and equal sizes are made once', () => {
    const sizes = targetSizes({ ...BOX, mode: 'fill', height: 400, extraSizes: [400, 800] }, PHOTO);

    expect(sizes.map(({ width, height }) => [width, height])).toEqual([
      [800, 400],
      [400, 200],
    ]);
    const small = targetSizes({ ...BOX, height: null, extraSizes: [1600, 3200] }, { width: 500, height: 500 });
    expect(small).toHaveLength(1);
  });

  it('is never zero', () => {
    expect(targetSizes({ ...BOX, width: 10, height: null }, { width: 9000, height: 3 })).toEqual([
      { width: 10, height: 1, how: 'scale' },
    ]);
  });

  it('drawings are drawn at the wanted size, however small their own', () => {
    expect(targetSizes(BOX, { width: 16, height: 16 }, true)).toEqual([{ width: 800, height: 800, how: 'scale' }]);
  });
});
