// The part of libheif-js (LGPL-3.0, wasm with its binary inside) that is used here: the calls of libheif itself, as the
// package's own decoder prints what goes wrong.
declare module 'libheif-js/libheif-wasm/libheif-bundle.mjs' {
  /** What a call gives that failed. */
  export interface HeifFailure {
    readonly code: unknown;
  }

  export interface HeifChannel {
    readonly id: unknown;
    /** Pixels. */
    readonly width: number;
    readonly height: number;
    /** Bytes of a line, which may be more than its pixels take. */
    readonly stride: number;
    readonly data: Uint8Array;
  }

  export interface HeifPixels {
    readonly channels: readonly HeifChannel[];
    readonly image: object;
    readonly code?: undefined;
  }

  export interface Libheif {
    heif_context_alloc(): object | null;
    heif_context_free(context: object): void;
    heif_context_read_from_memory(context: object, file: Uint8Array): HeifFailure;
    heif_js_context_get_list_of_top_level_image_IDs(
      context: object,
    ): (readonly number[] & { code?: undefined }) | HeifFailure;
    heif_js_context_get_image_handle(context: object, id: number): object & { readonly code?: unknown };
    heif_image_handle_is_primary_image(handle: object): number;
    heif_image_handle_get_width(handle: object): number;
    heif_image_handle_get_height(handle: object): number;
    heif_image_handle_release(handle: object): void;
    heif_js_decode_image2(
      handle: object,
      colorspace: unknown,
      chroma: unknown,
    ): Promise<HeifPixels | HeifFailure | null>;
    heif_image_release(image: object): void;
    readonly heif_error_code: { readonly heif_error_Ok: unknown };
    readonly heif_colorspace: { readonly heif_colorspace_RGB: unknown };
    readonly heif_chroma: { readonly heif_chroma_interleaved_RGBA: unknown };
    readonly heif_channel: { readonly heif_channel_interleaved: unknown };
  }

  /** Compiles the wasm. What it prints goes to the console unless it is told where else. */
  const createLibheif: (settings?: {
    readonly print?: (text: string) => void;
    readonly printErr?: (text: string) => void;
  }) => Libheif;
  // biome-ignore lint/style/noDefaultExport: the package has it so
  export default createLibheif;
}
