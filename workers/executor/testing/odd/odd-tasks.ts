// Tasks that return and throw what is seldom seen.
export function echo<T>(value: T): T {
  return value;
}

export function nested(depth: number): object {
  let value = {};
  for (let i = 0; i < depth; i++) value = { value };
  return value;
}

export function throwNested(depth: number): never {
  throw nested(depth);
}

/** Its `errors` holds an error, and itself. */
export function throwListInItself(): never {
  const errors: unknown[] = [new TypeError('first')];
  errors.push(errors);
  throw Object.assign(new Error('outer'), { errors });
}

/** Its `errors` are lists within lists, with errors in each. */
export function throwListsInLists(depth: number): never {
  let errors: unknown[] = [new TypeError('innermost')];
  for (let i = 0; i < depth; i++) errors = [errors, new RangeError(String(i))];
  throw Object.assign(new Error('outer'), { errors });
}

export function give(what: 'function' | 'symbol' | 'promise' | 'generator'): unknown {
  if (what === 'function') return () => 1;
  if (what === 'symbol') return Symbol('s');
  return what === 'promise' ? { later: Promise.resolve() } : (function* () {})();
}
