// The part of libheif-js (LGPL-3.0, wasm with its binary inside) that is used here.
declare module 'libheif-js/wasm-bundle.js' {
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

  const libheif: { readonly HeifDecoder: new () => HeifDecoder };
  // biome-ignore lint/style/noDefaultExport: the package is CommonJS
  export default libheif;
}
