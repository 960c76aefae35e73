// Examines a value for what V8's serializer does not report: which memory its typed arrays share, and which objects
// are the platform's own. V8 would write the latter as empty objects.

import { types } from 'node:util';
import { structuredClone } from '../common/globals.ts';
import { classOf } from '../common/show.ts';

/** The part of an ArrayBuffer that a value needs. */
export interface BufferUse {
  /** Bytes from the start of the buffer; a multiple of 8, so that every kind of view may begin there. */
  from: number;
  to: number;
  views: number;
  /** Whether the buffer itself is in the value, and not only views of it. */
  isWhole: boolean;
}

export interface Survey {
  readonly buffers: ReadonlyMap<ArrayBuffer, BufferUse>;
  readonly domExceptions: ReadonlySet<DOMException>;
}

/** Whether objects with a certain prototype are cloned as plain objects. */
const isPlainByPrototype = new WeakMap<object, boolean>();

/** @throws DataCloneError if there is something in the value that a process cannot be sent, and that V8 would not refuse */
export function survey(value: unknown): Survey {
  const surveyor = new Surveyor();
  surveyor.visit(value);
  return surveyor;
}

class Surveyor implements Survey {
  readonly buffers = new Map<ArrayBuffer, BufferUse>();
  readonly domExceptions = new Set<DOMException>();
  readonly #seen = new Set<object>();
  /** Objects still to be looked at; a function is called when all that was put here after it is done. */
  readonly #left: (object | (() => void))[] = [];

  visit(value: unknown): void {
    this.#add(value);
    for (let item = this.#left.pop(); item; item = this.#left.pop()) {
      if (typeof item === 'function') item();
      else this.#look(item);
    }
  }

  #add(value: unknown): void {
    if (typeof value !== 'object' || value === null || this.#seen.has(value)) return;
    this.#seen.add(value);
    this.#left.push(value);
  }

  #look(object: object): void {
    // V8 refuses proxies, and looking at one runs its traps.
    if (types.isProxy(object)) return;
    const prototype: unknown = Object.getPrototypeOf(object);
    if (Array.isArray(object)) this.#addItems(object);
    else if (prototype === Object.prototype || prototype === null) this.#addProperties(object);
    else if (ArrayBuffer.isView(object)) this.#addView(object);
    else if (types.isAnyArrayBuffer(object)) this.#addBuffer(object);
    else if (types.isMap(object)) this.#addEntries(object);
    else if (types.isSet(object)) for (const item of object) this.#add(item);
    else if (object instanceof DOMException) this.domExceptions.add(object);
    else if (types.isNativeError(object)) this.#add(propertyOf(object, 'cause'));
    else if (!types.isDate(object) && !types.isRegExp(object) && !types.isBoxedPrimitive(object)) {
      this.#addInstance(object, prototype as object);
    }
  }

  /** Those that there are: a list may have billions of holes. What it has beside its items is cloned, too. */
  #addItems(list: object): void {
    for (const item of valuesOf(list)) this.#add(item);
  }

  #addProperties(object: object): void {
    for (const key of Object.keys(object)) this.#add(propertyOf(object, key));
  }

  #addEntries(map: Map<unknown, unknown>): void {
    for (const [key, item] of map) {
      this.#add(key);
      this.#add(item);
    }
  }

  #addBuffer(buffer: ArrayBufferLike): void {
    if (isResizable(buffer)) return;
    const use = this.#usedPartOf(buffer);
    use.isWhole = true;
    use.from = 0;
    use.to = buffer.byteLength;
  }

  #addView(view: ArrayBufferView): void {
    const { buffer, byteOffset, byteLength } = spanOf(view);
    if (isResizable(buffer)) return;
    const use = this.#usedPartOf(buffer);
    use.views++;
    use.from = Math.min(use.from, byteOffset - (byteOffset % 8));
    use.to = Math.max(use.to, byteOffset + byteLength);
  }

  #usedPartOf(buffer: ArrayBufferLike): BufferUse {
    if (types.isSharedArrayBuffer(buffer)) throw refusal('A SharedArrayBuffer', 'Processes share no memory.');
    const known = this.buffers.get(buffer);
    if (known) return known;
    const use = { from: Number.POSITIVE_INFINITY, to: 0, views: 0, isWhole: false };
    this.buffers.set(buffer, use);
    return use;
  }

  #addInstance(object: object, prototype: object): void {
    const isPlain = isPlainByPrototype.get(prototype);
    if (isPlain === undefined) this.#left.push(() => judge(object, prototype));
    else if (!isPlain) throw platformRefusal(object);
    this.#addProperties(object);
  }
}

/** Whether V8 is to write it as it is: a part of it could not grow. */
function isResizable(buffer: ArrayBufferLike): boolean {
  return !types.isSharedArrayBuffer(buffer) && buffer.resizable;
}

/** @throws DataCloneError if the bytes that it shows are gone */
function spanOf(view: ArrayBufferView): { buffer: ArrayBufferLike; byteOffset: number; byteLength: number } {
  const { buffer } = view;
  try {
    const { byteOffset, byteLength } = view;
    // One that is out of bounds looks like an empty one.
    if (isResizable(buffer) && byteLength === 0) structuredClone(view);
    if (types.isSharedArrayBuffer(buffer) || !buffer.detached) return { buffer, byteOffset, byteLength };
  } catch {
    // A DataView throws then.
  }
  throw new DOMException('A view of memory that is no longer there could not be cloned.', 'DataCloneError');
}

/** Learns what cloning makes of objects with this prototype. Their properties were looked at before. */
function judge(object: object, prototype: object): void {
  let isPlain: boolean;
  try {
    isPlain = Object.getPrototypeOf(structuredClone(object)) === Object.prototype;
  } catch (error) {
    // Anything else is the fault of a property, and V8's serializer will say so.
    if (!isAboutPlatformObject(error)) return;
    isPlain = false;
  }
  isPlainByPrototype.set(prototype, isPlain);
  if (!isPlain) throw platformRefusal(object);
}

function isAboutPlatformObject(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { message } = error;
  return message === 'Cannot clone object of unsupported type.' || message.startsWith('Object that needs transfer');
}

function platformRefusal(object: object): DOMException {
  return refusal(`A ${classOf(object)}`, 'Send plain data, such as its text or bytes.');
}

function refusal(what: string, hint: string): DOMException {
  return new DOMException(`${what} cannot be sent to or from a process. ${hint}`, 'DataCloneError');
}

/** Without any if a getter throws: that is left to the serializer, which will say so. */
function valuesOf(list: object): unknown[] {
  try {
    return Object.values(list);
  } catch {
    return [];
  }
}

/** A property whose getter throws is left to the serializer, which will say so. */
function propertyOf(object: object, key: string): unknown {
  try {
    return Reflect.get(object, key);
  } catch {
    return undefined;
  }
}
