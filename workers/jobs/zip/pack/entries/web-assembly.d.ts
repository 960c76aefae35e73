// The part of WebAssembly that libdeflate.ts uses. TypeScript has it in its library for browsers only.
declare namespace WebAssembly {
  class Module {
    constructor(code: BufferSource);
  }
  class Instance {
    constructor(module: Module, imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>);
    readonly exports: unknown;
  }
  interface Memory {
    readonly buffer: ArrayBuffer;
    /** Adds pages of 64 KiB. @throws {RangeError} beyond the maximum */
    grow(pages: number): number;
  }
}
type BufferSource = ArrayBuffer | ArrayBufferView<ArrayBuffer>;
