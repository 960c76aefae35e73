import { describe, expect, it } from 'vitest';
import type { PlannedOutput } from '../../../../main/contract/plan.ts';
import { nextPictures } from './use-pictures.ts';

const output = (id: string, index: number, name = `${id}.jpg`): PlannedOutput => ({
  name,
  fate: 'new',
  original: { id, index },
});
const seen = (outputs: PlannedOutput[], complete: boolean, before = nextPictures([], '-', { outputs: [], complete })) =>
  nextPictures(before, complete ? 'whole' : 'growing', { outputs, complete });
const shown = (pictures: ReturnType<typeof seen>) =>
  pictures.map(({ original: { id, index }, plan, name }) => `${name} ${id}${index} ${plan}`);

describe('the pictures of a plan', () => {
  it('are each there once, under the name of the first result', () => {
    const pictures = seen([output('a', 0, 'a-small.webp'), output('a', 0, 'a-large.webp'), output('b', 1)], true);
    expect(shown(pictures)).toEqual(['a-small.webp a0 whole', 'b.jpg b1 whole']);
  });

  it('stay in place, each under the plan that has it, while the next plan grows', () => {
    const before = seen([output('a', 0), output('b', 1)], true);
    const pictures = seen([output('b', 0), output('c', 1)], false, before);
    expect(shown(pictures)).toEqual(['a.jpg a0 whole', 'b.jpg b0 growing', 'c.jpg c1 growing']);
  });

  it('go when the next plan is complete without them', () => {
    const before = seen([output('a', 0), output('b', 1)], true);
    expect(shown(seen([output('b', 0)], true, before))).toEqual(['b.jpg b0 whole']);
  });
});
