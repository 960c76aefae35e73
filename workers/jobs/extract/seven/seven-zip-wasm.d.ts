// The part of 7z-wasm (7-Zip as WebAssembly, LGPL-2.1 or later) that is used here. It is made by Emscripten, whose file system this is.
declare module '7z-wasm/7zz.es6.js' {
  export interface StreamOps {
    open?(stream: Stream): void;
    close?(stream: Stream): void;
    read?(stream: Stream, buffer: Int8Array, offset: number, length: number, position: number): number;
    write?(stream: Stream, buffer: Int8Array, offset: number, length: number, position: number): number;
    llseek?(stream: Stream, offset: number, whence: number): number;
  }

  export interface Stream {
    position: number;
  }

  export interface Node {
    node_ops: { getattr(node: Node): { size: number } };
    stream_ops: StreamOps;
  }

  export interface SevenZip {
    readonly FS: {
      readonly streams: (Stream | undefined)[];
      writeFile(path: string, data: string): void;
      lookupPath(path: string): { readonly node: Node };
      open(path: string, flags: string): Stream;
    };
    /** @returns 7-Zip's exit status: 0 well, 1 with warnings, 2 and more failed */
    callMain(args: string[]): number | undefined;
  }

  const create: (options: {
    readonly wasmBinary: Uint8Array;
    readonly print: (line: string) => void;
    readonly printErr: (line: string) => void;
  }) => Promise<SevenZip>;
  // biome-ignore lint/style/noDefaultExport: the package has it so
  export default create;
}
