// Turns what was thrown into a form that can be cloned: class, name, message, code, stack, cause and own properties survive.
import { structuredClone } from '../common/globals.ts';
import { mapItems } from '../common/map-items.ts';
import { isError, read, show } from '../common/show.ts';
import { BRAND } from '../errors.ts';
import {
  type EncodedError,
  type EncodedProperty,
  type EncodedValue,
  OURS,
  PLATFORM,
  PLATFORM_ERRORS,
} from './encoded-error.ts';

/** Causes of causes that are followed. */
const MAX_DEPTH = 1000;

/** Lists within lists whose errors are carried as errors. Each list is cloned to see whether it can be. */
const MAX_LISTS = 5;

/** Carried apart from the other properties. */
const CARRIED_APART = new Set(['name', 'message', 'stack']);

/** Properties that matter although they are not enumerable, or a class has them as getters. The language's own errors have them so. */
const HIDDEN = ['cause', 'errors', 'error', 'suppressed', 'code'];

/**
 * Never throws, whatever was thrown.
 * @param canClone whether the border that the error is to cross takes a value
 */
export function encodeError(thrown: unknown, canClone: (value: unknown) => boolean = canBeCloned): EncodedError {
  if (!isError(thrown)) return { thrown: isCloneable(thrown, canClone) ? thrown : show(thrown) };
  const table = new ErrorTable(canClone);
  table.encode(thrown, 0);
  return { errors: table.takeEntries() };
}

class ErrorTable {
  readonly #canClone: (value: unknown) => boolean;
  readonly #errors: { readonly error: Error; readonly depth: number }[] = [];
  readonly #places = new Map<Error, number>();
  /** The lists that are being looked at, each within the one before. */
  readonly #lists: unknown[] = [];

  constructor(canClone: (value: unknown) => boolean) {
    this.#canClone = canClone;
  }

  /** The entries of the errors encoded so far, and of all that they lead to. */
  takeEntries() {
    const entries = [];
    // The list grows meanwhile: a chain of causes takes no stack, however long it is.
    for (const { error, depth } of this.#errors) {
      entries.push({
        classes: classNames(error),
        name: text(read(error, 'name'), 'Error'),
        message: text(read(error, 'message'), ''),
        stack: stackOf(error),
        properties: this.#properties(error, depth + 1),
      });
    }
    return entries;
  }

  /** @returns undefined if the value cannot be cloned */
  encode(value: unknown, depth: number): EncodedValue | undefined {
    if (isError(value)) return this.#encodeError(value, depth);
    if (isCloneable(value, this.#canClone) && !holdsErrors(value)) return { value };
    if (!isList(value) || this.#lists.length === MAX_LISTS || this.#lists.includes(value)) return undefined;
    this.#lists.push(value);
    try {
      return { list: mapItems(value, (item) => this.encode(item, depth) ?? { value: show(item) }) };
    } catch {
      // A proxy, or a list with a getter that throws.
      return undefined;
    } finally {
      this.#lists.pop();
    }
  }

  #encodeError(error: Error, depth: number): EncodedValue {
    const known = this.#places.get(error);
    if (known !== undefined) return { at: known };
    if (depth > MAX_DEPTH) return { value: show(error) };
    const at = this.#errors.push({ error, depth }) - 1;
    this.#places.set(error, at);
    return { at };
  }

  #properties(error: Error, depth: number): EncodedProperty[] {
    const properties: EncodedProperty[] = [];
    for (const [key, isEnumerable] of keysOf(error)) {
      let item: unknown;
      try {
        item = Reflect.get(error, key);
      } catch {
        continue;
      }
      const value = this.encode(item, depth) ?? (key === 'cause' ? { value: show(item) } : undefined);
      if (value) properties.push({ key, isEnumerable, value });
    }
    return properties;
  }
}

/** The keys of what is carried, and whether they are enumerable. */
function keysOf(error: Error): Map<string, boolean> {
  const keys = new Map<string, boolean>();
  try {
    for (const key of HIDDEN) if (key in error) keys.set(key, false);
    // It follows from the name.
    if (error instanceof DOMException) keys.delete('code');
    for (const key of Object.keys(error)) if (!CARRIED_APART.has(key)) keys.set(key, true);
  } catch {
    // A proxy whose traps throw.
  }
  return keys;
}

function classNames(error: Error): string[] {
  const names: string[] = [];
  try {
    for (let proto = Object.getPrototypeOf(error); proto; proto = Object.getPrototypeOf(proto)) {
      const name = className(proto);
      if (name !== undefined && name !== 'Object') names.push(name);
    }
  } catch {
    // A proxy, or a class whose properties throw.
  }
  return names;
}

function className(proto: object): string | undefined {
  if (Object.hasOwn(proto, BRAND)) return `${OURS}${String(Reflect.get(proto, BRAND))}`;
  if (proto === DOMException.prototype) return `${PLATFORM}DOMException`;
  const platform = PLATFORM_ERRORS.find(({ prototype }) => prototype === proto);
  if (platform) return `${PLATFORM}${platform.name}`;
  const itsClass: unknown = proto.constructor;
  return typeof itsClass === 'function' ? text(itsClass.name, '') : undefined;
}

function stackOf(error: Error): string | undefined {
  const stack = read(error, 'stack');
  return typeof stack === 'string' ? stack : undefined;
}

function text(value: unknown, ifMissing: string): string {
  if (typeof value === 'string') return value;
  return value === undefined ? ifMissing : show(value);
}

function isList(value: unknown): value is unknown[] {
  try {
    return Array.isArray(value);
  } catch {
    // A revoked proxy.
    return false;
  }
}

function holdsErrors(value: unknown): boolean {
  if (!isList(value)) return false;
  try {
    return Object.values(value).some(isError);
  } catch {
    // A getter that throws, though not each time.
    return false;
  }
}

function isCloneable(value: unknown, canClone: (value: unknown) => boolean): boolean {
  if (typeof value === 'function' || typeof value === 'symbol') return false;
  return typeof value !== 'object' || value === null || canClone(value);
}

/** Whether `structuredClone` takes a value. */
export function canBeCloned(value: unknown): boolean {
  try {
    structuredClone(value);
    return true;
  } catch {
    return false;
  }
}
