/** Whether it is a promise or something like it. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  const mayBe = (typeof value === 'object' && value !== null) || typeof value === 'function';
  return mayBe && typeof Reflect.get(value, 'then') === 'function';
}
