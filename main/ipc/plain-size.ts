// Measures a request before anything reads it. Main gets it as a structured clone, which may hold a lot.

export interface SizeBound {
  /** Objects, arrays and single values, all together. */
  readonly values: number;
  /** UTF-16 units of all strings and keys together. */
  readonly characters: number;
}

/** Requests are flat; what is deeper was not made by the window. */
const DEEPEST = 12;

/**
 * Goes through plain data until it ends or a bound is passed, so that its own cost is bounded, too.
 * @returns what is wrong with it, or undefined
 */
export function sizeProblem(value: unknown, bound: SizeBound): 'too-large' | 'not-plain' | undefined {
  const stack: { readonly item: unknown; readonly depth: number }[] = [{ item: value, depth: 0 }];
  let { values, characters } = bound;
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { item, depth } = top;
    values -= 1;
    if (typeof item === 'string') characters -= item.length;
    if (values < 0 || characters < 0 || depth > DEEPEST) return 'too-large';
    if (typeof item !== 'object' || item === null) {
      if (typeof item === 'bigint' || typeof item === 'symbol' || typeof item === 'function') return 'not-plain';
      continue;
    }
    if (!isPlain(item)) return 'not-plain';
    if (Array.isArray(item) && item.length > values) return 'too-large';
    for (const key in item) {
      if (stack.length >= values) return 'too-large';
      if (!Array.isArray(item)) characters -= key.length;
      stack.push({ item: (item as Record<string, unknown>)[key], depth: depth + 1 });
    }
  }
  return undefined;
}

function isPlain(item: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(item);
  return Array.isArray(item) || prototype === Object.prototype || prototype === null;
}
