import { expect, it } from 'vitest';
import { inTurn } from './one-svg.ts';

it('decodes one SVG at a time, and other formats side by side', async () => {
  const most = { svg: 0, png: 0 };
  const decode = async (format: 'svg' | 'png') => {
    let now = 0;
    const work = async () => {
      most[format] = Math.max(most[format], ++now);
      await new Promise(setImmediate);
      now--;
    };
    await Promise.all([1, 2, 3].map(() => inTurn(format, work)));
  };
  await Promise.all([decode('svg'), decode('png')]);
  expect(most).toEqual({ svg: 1, png: 3 });
});
