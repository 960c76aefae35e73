// The part of libheif-js (LGPL-3.0, wasm with its binary inside) that is used here.
declare module 'libheif-js/libheif-wasm/libheif-bundle.mjs' {
  export interface HeifImage {
    get_width(): number;
    get_height(): number;
    is_primary(): boolean;
    /** Decodes into `target.data` as RGBA; calls back with null when that fails. */
    display(
      target: { readonly data: Uint8ClampedArray; readonly width: number; readonly height: number },
      callback: (decoded: object | null) => void,
    ): void;
    free(): void;
  }

  export interface HeifDecoder {
    /** The top-level images. Empty when the file cannot be read. */
    decode(file: Uint8Array): HeifImage[];
  }

  export interface Libheif {
    readonly HeifDecoder: new () => HeifDecoder;
  }

  /** Compiles the wasm. */
  const createLibheif: () => Libheif;
  // biome-ignore lint/style/noDefaultExport: the package has it so
  export default createLibheif;
}
