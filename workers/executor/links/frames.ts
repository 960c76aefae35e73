// Values on a stream between two Node processes, by the structured clone algorithm.
//
// A frame is four uint32: the length of the clone, the number of buffers, how many of them were moved, and a spare one;
// then the length of each buffer (uint32), the buffers, the clone. The bytes of large typed arrays and moved
// ArrayBuffers lie outside of the clone, so as not to be copied into it and out of it again. All numbers are in the
// machine's byte order.
import type { Writable } from 'node:stream';
import { DefaultDeserializer, DefaultSerializer } from 'node:v8';
import { isMarkedAsUntransferable, type Transferable } from 'node:worker_threads';

const HEADER = 16;

/** Bytes; shorter typed arrays stay in the clone. */
const APART = 4096;

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
] as const;

/** Where the bytes of a typed array are: in the clone, in a buffer of the frame, or in a moved one. */
const INLINE = 0;
const IN_FRAME = 1;
const IN_MOVED = 2;

class FrameSerializer extends DefaultSerializer {
  readonly #moved: readonly ArrayBuffer[];
  readonly copies: Uint8Array[] = [];

  constructor(moved: readonly ArrayBuffer[]) {
    super();
    this.#moved = moved;
    for (const [id, buffer] of moved.entries()) this.transferArrayBuffer(id, buffer);
  }

  /** Called by V8 for each typed array, as the base class asks for it. */
  _writeHostObject(object: object): void {
    // A Buffer arrives as the Uint8Array that it is, as it does in a thread.
    const kind = VIEWS.findIndex((view) => view.name === Reflect.get(object, Symbol.toStringTag));
    if (kind < 0 || !ArrayBuffer.isView(object)) {
      throw new DOMException(`${Object.prototype.toString.call(object)} could not be cloned.`, 'DataCloneError');
    }
    this.writeUint32(kind);
    this.writeUint32(object.byteLength);
    const bytes = new Uint8Array(object.buffer, object.byteOffset, object.byteLength);
    const moved = this.#moved.indexOf(object.buffer as ArrayBuffer);
    if (moved >= 0) {
      this.#writePlace(IN_MOVED, moved, object.byteOffset);
    } else if (bytes.length < APART) {
      this.#writePlace(INLINE, 0, 0);
      this.writeRawBytes(bytes);
    } else {
      // A copy, because the stream may send it only after its owner has changed it.
      this.copies.push(bytes.slice());
      this.#writePlace(IN_FRAME, this.#moved.length + this.copies.length - 1, 0);
    }
  }

  #writePlace(place: number, index: number, offset: number): void {
    this.writeUint32(place);
    this.writeUint32(index);
    this.writeUint32(offset);
  }
}

class FrameDeserializer extends DefaultDeserializer {
  readonly #buffers: readonly ArrayBuffer[];

  constructor(clone: Uint8Array, buffers: readonly ArrayBuffer[], movedCount: number) {
    super(clone);
    this.#buffers = buffers;
    for (let id = 0; id < movedCount; id++) this.transferArrayBuffer(id, buffers[id] ?? new ArrayBuffer(0));
  }

  /** Called by V8 for what `_writeHostObject` wrote. */
  _readHostObject(): object {
    // All are constructed alike, which their union does not tell the compiler.
    const View = VIEWS[this.readUint32()] as typeof Uint8Array;
    const byteLength = this.readUint32();
    const place = this.readUint32();
    const index = this.readUint32();
    const offset = this.readUint32();
    const inline = place === INLINE ? new Uint8Array(this.readRawBytes(byteLength)).buffer : undefined;
    const length = byteLength / (View.BYTES_PER_ELEMENT ?? 1);
    return new View(inline ?? this.#buffers[index] ?? new ArrayBuffer(0), offset, length);
  }
}

/**
 * The parts of a frame, to be written one after the other. What is in `transfer` is given up, so that it need not be
 * copied; throws what cloning throws, and then nothing is given up.
 */
export function encodeFrame(value: unknown, transfer: readonly Transferable[]): Uint8Array[] {
  const moved = [...new Set(transfer)].map(movable);
  const serializer = new FrameSerializer(moved);
  serializer.writeHeader();
  serializer.writeValue(value);
  const clone = serializer.releaseBuffer();
  const buffers = [...moved.map((buffer) => new Uint8Array(buffer.transfer())), ...serializer.copies];
  const header = new Uint32Array(HEADER / 4 + buffers.length);
  header.set([clone.length, buffers.length, moved.length]);
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

function movable(item: Transferable): ArrayBuffer {
  if (item instanceof ArrayBuffer && !isMarkedAsUntransferable(item) && !item.detached) return item;
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
      this.#part = new Uint8Array((this.#header[1] ?? 0) * 4);
      return;
    }
    this.#parts.push(part);
    const [cloneLength = 0, bufferCount = 0, movedCount = 0] = this.#header;
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
    const deserializer = new FrameDeserializer(clone, memory, movedCount);
    deserializer.readHeader();
    this.#onValue(deserializer.readValue());
  }
}
