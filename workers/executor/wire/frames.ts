// Sends values through a stream between two Node processes, with the structured clone algorithm.
//
// A frame is four uint32: the length of the clone, the number of buffers, how many of them take the place of a whole
// ArrayBuffer, and MARK; then the length of each buffer (uint32), the buffers, the clone. The bytes of large typed
// arrays, of those that share memory, and of moved ArrayBuffers lie outside of the clone. All numbers are in the
// machine's byte order.
import type { Writable } from 'node:stream';
import { DefaultDeserializer, DefaultSerializer } from 'node:v8';
import type { Transferable } from 'node:worker_threads';
import * as worker_threads from 'node:worker_threads';
import { withStandIns } from './stand-ins.ts';
import { type BufferUse, type Survey, survey } from './survey.ts';

const HEADER = 16;

/** Tells a frame from what somebody else wrote to the stream: "futr" in the order of the machine. */
const MARK = 0x66757472;

/** Bytes; shorter typed arrays stay in the clone. */
const APART = 4096;

/** Bytes of one piece, whose length is a uint32. V8 refuses as much to threads. */
const MAX_PIECE = 2 ** 32 - 1;

const VIEWS = [
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
  DataView,
  // Node 24 and later.
  ...('Float16Array' in globalThis ? [globalThis.Float16Array as Float16ArrayConstructor] : []),
] as const;

/** Stands for a DOMException where the others have the index of their class. */
const DOM_EXCEPTION = 0xff;

/** Where the bytes of a typed array are: in the clone, in a buffer of the frame, or in an ArrayBuffer of the clone that can grow. */
const INLINE = 0;
const IN_FRAME = 1;
const IN_RESIZABLE = 2;

/** A buffer of the frame: which part of which ArrayBuffer it is. */
interface FrameBuffer {
  readonly index: number;
  /** In bytes. */
  readonly from: number;
}

class FrameSerializer extends DefaultSerializer {
  readonly #buffers = new Map<ArrayBuffer, FrameBuffer>();
  readonly #standIns = new Map<object, DOMException>();
  readonly copies: Uint8Array[] = [];
  #partCount = 0;
  /** How many buffers take the place of a whole ArrayBuffer: the moved ones, and some of the copies. */
  wholeCount = 0;

  constructor(moved: readonly ArrayBuffer[], { buffers }: Survey) {
    super();
    for (const buffer of moved) this.#addWhole(buffer);
    for (const [buffer, use] of buffers) if (isCopiedWhole(use) && !this.#buffers.has(buffer)) this.#copyWhole(buffer);
    for (const [buffer, use] of buffers) if (!this.#buffers.has(buffer)) this.#copyPart(buffer, use);
  }

  /** Writes the value, with what V8 does not know in a form that it does. */
  write(value: unknown, { domExceptions }: Survey): void {
    for (const exception of domExceptions) this.#standIns.set(new Uint8Array(), exception);
    const standIns = new Map([...this.#standIns].map(([standIn, exception]) => [exception, standIn] as const));
    this.writeValue(standIns.size > 0 ? withStandIns(value, standIns) : value);
  }

  /** Called by V8 for what it does not clone. */
  _getDataCloneError(message: string): DOMException {
    return new DOMException(message, 'DataCloneError');
  }

  /** Called by V8 for each typed array, as the base class asks for it. */
  _writeHostObject(object: object): void {
    const exception = this.#standIns.get(object);
    if (exception) this.#writeException(exception);
    else if (ArrayBuffer.isView(object)) this.#writeView(object);
    else throw new DOMException(`${Object.prototype.toString.call(object)} could not be cloned.`, 'DataCloneError');
  }

  #writeException({ name, message, stack }: DOMException): void {
    this.writeUint32(DOM_EXCEPTION);
    this.writeValue([name, message, stack]);
  }

  #writeView(view: ArrayBufferView): void {
    // A Buffer arrives as the Uint8Array that it is, as it does in a thread.
    const kind = VIEWS.findIndex(({ name }) => name === Reflect.get(view, Symbol.toStringTag));
    if (kind < 0) throw new DOMException(`${view.constructor.name} could not be cloned.`, 'DataCloneError');
    const buffer = view.buffer as ArrayBuffer;
    const place = this.#buffers.get(buffer);
    this.writeUint32(kind);
    this.writeUint32(view.byteLength);
    if (!place && buffer.resizable) {
      this.#writeResizable(view, buffer);
      return;
    }
    this.writeUint32(place ? IN_FRAME : INLINE);
    this.writeUint32(place?.index ?? 0);
    this.writeUint32(view.byteOffset - (place?.from ?? view.byteOffset));
    if (!place) this.writeRawBytes(new Uint8Array(view.buffer, view.byteOffset, view.byteLength));
  }

  /** A view that ends where its buffer does is taken for one that grows with it. */
  #writeResizable({ byteOffset, byteLength }: ArrayBufferView, buffer: ArrayBuffer): void {
    this.writeUint32(IN_RESIZABLE);
    this.writeUint32(Number(byteOffset + byteLength === buffer.byteLength));
    this.writeUint32(byteOffset);
    this.writeValue(buffer);
  }

  /** V8 writes the number in place of the ArrayBuffer. */
  #addWhole(buffer: ArrayBuffer): void {
    const index = this.wholeCount++;
    this.#buffers.set(buffer, { index, from: 0 });
    this.transferArrayBuffer(index, buffer);
  }

  #copyWhole(buffer: ArrayBuffer): void {
    checkLength(buffer.byteLength);
    this.#addWhole(buffer);
    this.copies.push(new Uint8Array(buffer.slice()));
  }

  #copyPart(buffer: ArrayBuffer, { from, to, views }: BufferUse): void {
    const isSmall = views < 2 && to - from < APART;
    if (isSmall || buffer.detached) return;
    checkLength(to - from);
    this.#buffers.set(buffer, { index: this.wholeCount + this.#partCount++, from });
    // A copy, because the stream may send it only after its owner has changed it.
    this.copies.push(new Uint8Array(buffer.slice(from, to)));
  }
}

/** An ArrayBuffer with views beside it must stay the one that they show. V8 copies all others well. */
function isCopiedWhole({ isWhole, views }: BufferUse): boolean {
  return isWhole && views > 0;
}

class FrameDeserializer extends DefaultDeserializer {
  readonly #buffers: readonly ArrayBuffer[];

  constructor(clone: Uint8Array, buffers: readonly ArrayBuffer[], wholeCount: number) {
    super(clone);
    this.#buffers = buffers;
    for (let id = 0; id < wholeCount; id++) this.transferArrayBuffer(id, buffers[id] ?? new ArrayBuffer(0));
  }

  /** Called by V8 for what `_writeHostObject` wrote. */
  _readHostObject(): object {
    const kind = this.readUint32();
    if (kind === DOM_EXCEPTION) return this.#readException();
    // All are constructed alike, which their union does not tell the compiler.
    const View = VIEWS[kind] as typeof Uint8Array;
    const byteLength = this.readUint32();
    const place = this.readUint32();
    const index = this.readUint32();
    const offset = this.readUint32();
    const length = byteLength / (View.BYTES_PER_ELEMENT ?? 1);
    if (place === IN_RESIZABLE)
      return new View(this.readValue() as ArrayBuffer, offset, index === 1 ? undefined : length);
    const inline = place === INLINE ? new Uint8Array(this.readRawBytes(byteLength)).buffer : undefined;
    return new View(inline ?? this.#buffers[index] ?? new ArrayBuffer(0), offset, length);
  }

  #readException(): DOMException {
    const [name, message, stack] = this.readValue() as [string, string, string | undefined];
    const exception = new DOMException(message, name);
    Object.defineProperty(exception, 'stack', { value: stack, writable: true, configurable: true });
    return exception;
  }
}

/**
 * The parts of a frame, to be written one after the other. What is in `transfer` is given up, so that it need not be
 * copied; throws what cloning throws, and then nothing is given up.
 */
export function encodeFrame(value: unknown, transfer: readonly Transferable[]): Uint8Array[] {
  const given = [...new Set(transfer)].map(movable);
  // In a frame it could no longer grow.
  const moved = given.filter(({ resizable }) => !resizable);
  const contents = survey(value);
  const serializer = new FrameSerializer(moved, contents);
  serializer.writeHeader();
  serializer.write(value, contents);
  const clone = serializer.releaseBuffer();
  for (const piece of [clone, ...moved]) checkLength(piece.byteLength);
  const buffers = [...moved.map((buffer) => new Uint8Array(buffer.transfer())), ...serializer.copies];
  for (const buffer of given) if (!buffer.detached) buffer.transfer();
  const header = new Uint32Array(HEADER / 4 + buffers.length);
  header.set([clone.length, buffers.length, serializer.wholeCount, MARK]);
  header.set(
    buffers.map((buffer) => buffer.length),
    HEADER / 4,
  );
  if (buffers.length > 0) return [new Uint8Array(header.buffer), ...buffers, clone];
  // One piece is written faster than two.
  const frame = new Uint8Array(HEADER + clone.length);
  frame.set(new Uint8Array(header.buffer));
  frame.set(clone, HEADER);
  return [frame];
}

/** @throws DataCloneError */
function checkLength(bytes: number): void {
  if (bytes > MAX_PIECE) throw new DOMException('It takes 4 GiB or more in one piece.', 'DataCloneError');
}

/** Whether a value can be sent to or from a process. */
export function canBeFramed(value: unknown): boolean {
  try {
    encodeFrame(value, []);
    return true;
  } catch {
    return false;
  }
}

/** Writes the parts of a frame in one go. */
export function writeFrame(stream: Writable, parts: readonly Uint8Array[]): void {
  const [first] = parts;
  if (parts.length === 1) {
    stream.write(first);
    return;
  }
  stream.cork();
  for (const part of parts) if (part.length > 0) stream.write(part);
  stream.uncork();
}

/** Node 20, which Electron 33 has, knows no such marks. */
function isMarked(buffer: ArrayBuffer): boolean {
  return worker_threads.isMarkedAsUntransferable?.(buffer) ?? false;
}

function movable(item: Transferable): ArrayBuffer {
  if (item instanceof ArrayBuffer && !isMarked(item) && !item.detached) return item;
  throw new DOMException(`${Object.prototype.toString.call(item)} cannot be moved to a process.`, 'DataCloneError');
}

/** Puts the frames of a stream together. */
export class FrameReader {
  readonly #onValue: (value: unknown) => void;
  #header: Uint32Array | undefined;
  #parts: Uint8Array[] = [];
  /** What is being filled. */
  #part = new Uint8Array(HEADER);
  #filled = 0;

  constructor(onValue: (value: unknown) => void) {
    this.#onValue = onValue;
  }

  /** Takes the next bytes of the stream; they are copied. */
  push(bytes: Uint8Array): void {
    let at = 0;
    while (at < bytes.length) {
      const taken = Math.min(bytes.length - at, this.#part.length - this.#filled);
      this.#part.set(at === 0 && taken === bytes.length ? bytes : bytes.subarray(at, at + taken), this.#filled);
      this.#filled += taken;
      at += taken;
      while (this.#filled === this.#part.length) this.#completePart();
    }
  }

  /** A part is full: the fixed header, then the lengths, then each buffer, then the clone. */
  #completePart(): void {
    const part = this.#part;
    this.#filled = 0;
    if (!this.#header) {
      this.#header = new Uint32Array(part.buffer);
      if (this.#header[3] !== MARK) throw new Error('Something else than this library has written to its stream.');
      this.#part = new Uint8Array((this.#header[1] ?? 0) * 4);
      return;
    }
    this.#parts.push(part);
    const [cloneLength = 0, bufferCount = 0, wholeCount = 0] = this.#header;
    const [lengths, ...buffers] = this.#parts;
    if (buffers.length <= bufferCount) {
      const next = new Uint32Array(lengths?.buffer ?? new ArrayBuffer(0))[buffers.length];
      this.#part = new Uint8Array(next ?? cloneLength);
      return;
    }
    this.#header = undefined;
    this.#parts = [];
    this.#part = new Uint8Array(HEADER);
    const clone = buffers.pop() ?? part;
    const memory = buffers.map((buffer) => buffer.buffer as ArrayBuffer);
    const deserializer = new FrameDeserializer(clone, memory, wholeCount);
    deserializer.readHeader();
    this.#onValue(deserializer.readValue());
  }
}
