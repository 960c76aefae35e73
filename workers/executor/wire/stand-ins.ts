// Puts stand-ins in place of objects that V8's serializer does not know, without touching the value itself.
import { types } from 'node:util';

/**
 * A copy of a value in which some objects are others. It is only made where one of those is; what has no part in it is the same
 * object in the copy.
 */
export function withStandIns(value: unknown, standIns: ReadonlyMap<object, object>): unknown {
  const copies = new Map<object, object>(standIns);
  const copy = (item: unknown): unknown => {
    if (typeof item !== 'object' || item === null) return item;
    const known = copies.get(item);
    if (known) return known;
    if (Array.isArray(item)) return fill(item, new Array(item.length), Object.keys(item));
    if (item instanceof Map) {
      const map = new Map();
      copies.set(item, map);
      for (const [key, entry] of item) map.set(copy(key), copy(entry));
      return map;
    }
    if (item instanceof Set) {
      const set = new Set();
      copies.set(item, set);
      for (const entry of item) set.add(copy(entry));
      return set;
    }
    if (types.isNativeError(item)) return Object.hasOwn(item, 'cause') ? copyError(item) : item;
    return isRecord(item) ? fill(item, {}, Object.keys(item)) : item;
  };
  const fill = (from: object, to: object, keys: readonly string[]): object => {
    copies.set(from, to);
    for (const key of keys) {
      // Not by assignment: a key may be "__proto__".
      const property = { value: copy(Reflect.get(from, key)), enumerable: true, writable: true, configurable: true };
      Object.defineProperty(to, key, property);
    }
    return to;
  };
  /** With what cloning keeps of an error. */
  const copyError = (error: Error): object => {
    const own = ['message', 'stack', 'cause'].filter((key) => Object.hasOwn(error, key));
    return fill(error, Object.defineProperty(new Error(), 'name', { value: error.name }), own);
  };
  return copy(value);
}

function isRecord(object: object): boolean {
  return Object.prototype.toString.call(object) === '[object Object]';
}
