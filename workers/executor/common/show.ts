// Describes values without ever throwing, even if getters throw, proxies are revoked or errors are of another realm.

/** Whether a value is an error, also of another realm (`node:vm`). Never throws. */
export function isError(value: unknown): value is Error {
  if (typeof value !== 'object' || value === null) return false;
  try {
    if (value instanceof Error) return true;
  } catch {
    // A revoked proxy.
    return false;
  }
  // This module is rarely needed, and loading it at each start of a worker would take too long.
  return process.getBuiltinModule('node:util').types.isNativeError(value);
}

/** A property of an object; undefined if reading it throws. */
export function read(object: object, key: PropertyKey): unknown {
  try {
    return Reflect.get(object, key);
  } catch {
    return undefined;
  }
}

/** A value in words: an error as "RangeError: too big", other values as `util.inspect` shows them. Never throws. */
export function show(value: unknown): string {
  if (typeof value === 'string') return value;
  try {
    if (isError(value)) return String(value);
    return process.getBuiltinModule('node:util').inspect(value);
  } catch {
    return `${typeof value === 'object' ? 'an object' : `a ${typeof value}`} that cannot be shown`;
  }
}

/** The same, with quotes around a text: "5" is not 5. Never throws. */
export function quote(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : show(value);
}

/** The message of an error; other values in words. Never throws. */
export function messageOf(error: unknown): string {
  const message = isError(error) ? read(error, 'message') : undefined;
  return typeof message === 'string' ? message : show(error);
}

/** The name of an object's class. Never throws. */
export function classOf(object: object): string {
  const itsClass = read(object, 'constructor');
  const name = typeof itsClass === 'function' ? read(itsClass, 'name') : undefined;
  if (typeof name === 'string' && name !== '') return name;
  try {
    // "[object Generator]": these have no class.
    return Object.prototype.toString.call(object).slice(8, -1);
  } catch {
    return 'Object';
  }
}
