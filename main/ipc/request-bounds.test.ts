import { describe, expect, it } from 'vitest';
import { sizeProblem } from './plain-size.ts';
import { refusal } from './request-bounds.ts';
import { requestSchemas } from './request-schemas.ts';

const bound = { values: 100, characters: 1_000 };

describe('the size of a request', () => {
  it('is no problem for what a window sends', () => {
    expect(sizeProblem(undefined, bound)).toBeUndefined();
    expect(
      sizeProblem({ ids: ['a', 'b'], options: { level: 6, exclude: ['*.log'], folder: null } }, bound),
    ).toBeUndefined();
  });

  it('counts values, strings and keys', () => {
    expect(sizeProblem(Array(100).fill(0), bound)).toBe('too-large');
    expect(sizeProblem('x'.repeat(1_001), bound)).toBe('too-large');
    expect(sizeProblem({ ['k'.repeat(1_001)]: 1 }, bound)).toBe('too-large');
    expect(sizeProblem(Object.fromEntries(Array.from({ length: 200 }, (_, n) => [n, n])), bound)).toBe('too-large');
  });

  it('is bounded for what has no end', () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(sizeProblem(circle, bound)).toBe('too-large');
    const wide: unknown[] = [];
    wide.push(...Array(9).fill(wide));
    expect(sizeProblem(wide, bound)).toBe('too-large');
  });

  it('is not counted through holes: an endless sparse array is refused by its length', () => {
    const sparse: unknown[] = [];
    sparse.length = 4_294_967_295;
    expect(sizeProblem(sparse, bound)).toBe('too-large');
  });

  it('is not asked of what is no plain data', () => {
    for (const item of [new Map(), new Uint8Array(8), new Date(), /x/, 1n, new Error('x'), new (class X {})()]) {
      expect(sizeProblem({ item }, bound)).toBe('not-plain');
    }
  });
});

describe('the bounds on requests', () => {
  it('let through the largest requests that are well formed, and refuse what is larger', () => {
    const inputs = Array.from({ length: 200_000 }, () => '0b7a6c1e-6b9f-4d0c-9a53-1b9a2f1c7d5e');
    const submit = { type: 'zip', inputs, options: {} };
    expect(requestSchemas['jobs:submit'].safeParse(submit).success).toBe(true);
    expect(refusal('jobs:submit', submit)).toBeUndefined();
    expect(refusal('jobs:submit', { ...submit, inputs: [...inputs, ...inputs] })).toMatchObject({
      code: 'REQUEST_TOO_LARGE',
    });
    const paths = Array.from({ length: 5_000 }, () => `/${'x'.repeat(3_000)}`);
    expect(requestSchemas['paths:register'].safeParse(paths).success).toBe(true);
    expect(refusal('paths:register', paths)).toBeUndefined();
  });
});
