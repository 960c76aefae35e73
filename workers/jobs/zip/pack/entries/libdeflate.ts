// Calls libdeflate, compiled to WebAssembly. It is faster than zlib and compresses better, for data that is completely in memory. It has
// neither a dictionary nor a flush, so it cannot pack blocks of one stream.
//
// The npm package `libdeflate` carries the compiled code. Its own wrapper is not used: it adds listeners for uncaught
// exceptions to the process, and sets up a compressor (up to 9 MB) for every call. This one keeps them.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** The exports of libdeflate.wasm 0.1.0. Emscripten has shortened their names, so the version is pinned. */
interface Exports {
  readonly c: WebAssembly.Memory;
  /** Constructors. */
  d(): void;
  /** libdeflate_alloc_compressor */
  e(level: number): number;
  /** libdeflate_deflate_compress: returns the bytes written, 0 if there is not enough space. */
  f(compressor: number, input: number, inputBytes: number, output: number, outputBytes: number): number;
  /** malloc */
  n(bytes: number): number;
  /** free */
  o(pointer: number): void;
}

const PAGE_BYTES = 64 << 10;
const MIN_BUFFER_BYTES = 256 << 10;

export class Libdeflate {
  readonly #code: Exports;
  readonly #compressors = new Map<number, number>();
  #heap: Buffer;
  #input = 0;
  #output = 0;
  #bufferBytes = 0;

  /** @throws if WebAssembly is not allowed, or if the package is not the expected version */
  constructor() {
    const imports = { a: { a: (bytes: number) => this.#grow(bytes >>> 0), b: this.#copy } };
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readCode()), imports);
    this.#code = exports as Exports;
    this.#heap = Buffer.from(this.#code.c.buffer);
    this.#code.d();
  }

  /**
   * @param level 1..12
   * @returns a deflate stream, in memory that the next call overwrites; undefined if it would not be smaller
   */
  deflate(data: Buffer, level: number): Buffer | undefined {
    const compressor = this.#compressor(level);
    this.#makeRoom(data.length);
    data.copy(this.#heap, this.#input);
    const length = this.#code.f(compressor, this.#input, data.length, this.#output, data.length);
    return length === 0 ? undefined : this.#heap.subarray(this.#output, this.#output + length);
  }

  #compressor(level: number): number {
    let compressor = this.#compressors.get(level);
    if (compressor === undefined) {
      compressor = this.#code.e(level);
      if (compressor === 0) throw new RangeError(`libdeflate has no memory for level ${level}.`);
      this.#compressors.set(level, compressor);
    }
    return compressor;
  }

  #makeRoom(bytes: number): void {
    if (bytes <= this.#bufferBytes) return;
    if (this.#bufferBytes > 0) {
      this.#code.o(this.#input);
      this.#code.o(this.#output);
    }
    this.#bufferBytes = Math.max(MIN_BUFFER_BYTES, bytes);
    this.#input = this.#code.n(this.#bufferBytes);
    this.#output = this.#code.n(this.#bufferBytes);
    if (this.#input === 0 || this.#output === 0) throw new RangeError(`libdeflate has no memory for ${bytes} bytes.`);
  }

  /** emscripten_resize_heap: returns 1 if there is memory for so many bytes. */
  #grow(bytes: number): number {
    const { c: memory } = this.#code;
    try {
      memory.grow(Math.ceil((bytes - memory.buffer.byteLength) / PAGE_BYTES));
    } catch {
      return 0;
    }
    this.#heap = Buffer.from(memory.buffer);
    return 1;
  }

  /** emscripten_memcpy_big. Its result is unused. */
  readonly #copy = (to: number, from: number, bytes: number): void => {
    this.#heap.copyWithin(to, from, from + bytes);
  };
}

/** The package contains the code as a text in a module. */
function readCode(): Buffer<ArrayBuffer> {
  const folder = dirname(createRequire(import.meta.url).resolve('libdeflate'));
  const module = readFileSync(join(folder, 'dist', 'libdeflate.wasm.mjs'), 'latin1');
  const [, text] = /"data:application\/octet-stream;base64,([A-Za-z0-9+/=]+)"/.exec(module) ?? [];
  if (text === undefined) throw new Error('The package libdeflate holds no code where it is expected.');
  return Buffer.from(text, 'base64');
}
