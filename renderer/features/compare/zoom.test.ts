import { describe, expect, it } from 'vitest';
import { FIT, pan, placeOf, type Stage, zoomOf, zoomTo } from './zoom.ts';

const stage: Stage = { size: { width: 400, height: 300 }, picture: { width: 1600, height: 800 }, density: 1 };

describe('where a picture lies', () => {
  it('all of it is in sight and in the middle, and never larger than it is', () => {
    expect(placeOf(FIT, stage)).toEqual({ width: 400, height: 200, left: 0, top: 50 });
    const small = { ...stage, picture: { width: 100, height: 50 } };
    expect(placeOf(FIT, small)).toEqual({ width: 100, height: 50, left: 150, top: 125 });
  });

  it('at 1:1 each of its pixels is one of the screen, whatever the density', () => {
    const dense = { ...stage, density: 2 };
    expect(placeOf(zoomTo(FIT, dense, 1), dense)).toMatchObject({ width: 800, height: 400 });
  });

  it('what is under the pointer stays there while one zooms', () => {
    const at = { x: 100, y: 150 };
    const view = zoomTo(FIT, stage, 1, at);
    const { left, top, width, height } = placeOf(view, stage);
    expect((at.x - left) / width).toBeCloseTo(0.25);
    expect((at.y - top) / height).toBeCloseTo(0.5);
  });

  it('is not moved beyond its edges, and comes back at once', () => {
    const at1 = zoomTo(FIT, stage, 1);
    const far = pan(at1, stage, { x: 10_000, y: 0 });
    expect(placeOf(far, stage).left).toBeCloseTo(0);
    expect(placeOf(pan(far, stage, { x: -10, y: 0 }), stage).left).toBeCloseTo(-10);
  });

  it('has bounds: out to all of it, in to eight times', () => {
    expect(zoomTo(zoomTo(FIT, stage, 1), stage, 0.01).zoom).toBeNull();
    expect(zoomOf(zoomTo(FIT, stage, 100), stage)).toBe(8);
  });
});
