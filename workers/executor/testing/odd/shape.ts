// All that can be seen of a value, as a text: two values with the same shape cannot be told apart, but for their identity.
import { types } from 'node:util';

/** Classes, properties, holes, what holds what, minus zero, and which memory views share. Never throws. */
export function shapeOf(value: unknown): string {
  return new Shape().of(value);
}

/** Texts longer than this are told by length and end. */
const MAX_TEXT = 1000;

class Shape {
  readonly #seen = new Map<object, number>();

  of(value: unknown): string {
    if (typeof value === 'string') return textOf(value);
    if (Object.is(value, -0)) return '-0';
    if (typeof value === 'bigint') return `${value}n`;
    if (typeof value === 'function' || typeof value === 'symbol') return typeof value;
    if (typeof value !== 'object' || value === null) return String(value);
    const known = this.#seen.get(value);
    if (known !== undefined) return `#${known}`;
    this.#seen.set(value, this.#seen.size);
    try {
      return `${className(value)}${this.#contents(value)}{${this.#properties(value)}}`;
    } catch (error) {
      return `what throws ${String(error)}`;
    }
  }

  #contents(object: object): string {
    if (types.isBoxedPrimitive(object)) return `(${this.of(object.valueOf())})`;
    if (types.isDate(object)) return `(${object.getTime()})`;
    if (types.isRegExp(object)) return `(${object} ${object.lastIndex})`;
    if (types.isMap(object)) return `(${[...object].map(([key, item]) => `${this.of(key)}=>${this.of(item)}`)})`;
    if (types.isSet(object)) return `(${[...object].map((item) => this.of(item))})`;
    if (types.isAnyArrayBuffer(object)) return bytesOf(object);
    if (ArrayBuffer.isView(object)) return `(${object.byteOffset} ${object.byteLength} of ${this.of(object.buffer)})`;
    return Array.isArray(object) ? `[${object.length}]` : '';
  }

  #properties(object: object): string {
    // Numbers come first.
    const keys = Reflect.ownKeys(object)
      .slice(toldItems(object))
      .filter((key) => !isTold(object, key));
    return String(keys.map((key) => this.#property(object, key)));
  }

  #property(object: object, key: string | symbol): string {
    const { enumerable, value, get } = Object.getOwnPropertyDescriptor(object, key) ?? {};
    const shown = get ? 'a getter' : this.of(value);
    return `${enumerable ? '' : '~'}${String(key)}:${shown}`;
  }
}

/** How many properties of a view or a text are its items, which are told already. */
function toldItems(object: object): number {
  return types.isTypedArray(object) || object instanceof String ? object.length : 0;
}

/** Whether a property follows from the rest. Where an error was made is told by its message. */
function isTold(object: object, key: string | symbol): boolean {
  if (key === 'stack') return types.isNativeError(object);
  return key === 'length' && (Array.isArray(object) || object instanceof String);
}

function className(object: object): string {
  const prototype: object | null = Object.getPrototypeOf(object);
  if (prototype === null) return 'null';
  const name: unknown = prototype.constructor?.name;
  const isOfThisRealm = prototype === Reflect.get(globalThis, String(name))?.prototype;
  return `${isOfThisRealm ? '' : 'foreign '}${String(name)}`;
}

function textOf(text: string): string {
  return JSON.stringify(text.length > MAX_TEXT ? `${text.length} characters, ${text.slice(-9)}` : text);
}

function bytesOf(buffer: ArrayBufferLike): string {
  const { byteLength, maxByteLength } = buffer;
  const grows = maxByteLength === byteLength ? '' : ` of ${maxByteLength}`;
  const bytes = new Uint8Array(buffer);
  return `(${byteLength}${grows}: ${bytes.length > 64 ? bytes.reduce((sum, byte, i) => sum + byte * (i % 251), 0) : bytes})`;
}
