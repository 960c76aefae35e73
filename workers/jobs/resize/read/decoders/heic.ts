// Decodes HEIC pictures of phones with libheif in WebAssembly, and passes them on as an uncompressed PNG with their profile.
import type { HeifChannel, Libheif } from 'libheif-js/libheif-wasm/libheif-bundle.mjs';
import type { Metadata } from 'sharp';
import { JobError } from '../../../user-error.ts';
import { writePng } from '../../render/png-writer.ts';
import { withTurnedAlpha } from './heif-alpha.ts';

/**
 * @param file the whole HEIC file
 * @param found its header as sharp reads it; sharp itself lacks only the HEVC decoder
 */
export async function heicToPng(file: Buffer, found: Metadata): Promise<Buffer> {
  const { data, width, height } = await decode(withTurnedAlpha(file));
  // libheif has turned the picture already (ISO/IEC 23008-12 section 6.5.10): without EXIF nothing turns it again.
  return writePng({
    width,
    height,
    rgba: data,
    alpha: found.hasAlpha,
    icc: found.icc,
  });
}

let loading: Promise<Libheif> | undefined;

/** Two megabytes that only HEIC needs. Its calls return what it would print, too, and stdout belongs to the results. */
function loadLibheif(): Promise<Libheif> {
  loading ??= import('libheif-js/libheif-wasm/libheif-bundle.mjs').then(({ default: create }) =>
    create({ print() {}, printErr() {} }),
  );
  return loading;
}

/** @throws {JobError} when it is damaged, or takes more memory than wasm has */
async function decode(file: Buffer): Promise<Pixels> {
  try {
    return await decodeWith(await loadLibheif(), file);
  } catch (error) {
    if (error instanceof JobError) throw error;
    // It ends itself when its memory is full, and is of no use to the pictures that follow.
    loading = undefined;
    const isFull = error instanceof Error && error.name === 'RuntimeError';
    throw isFull ? new JobError('TOO_MANY_PIXELS', {}, { cause: error }) : error;
  }
}

async function decodeWith(libheif: Libheif, file: Buffer): Promise<Pixels> {
  const context = libheif.heif_context_alloc();
  if (!context) throw undecodable();
  try {
    const { code } = libheif.heif_context_read_from_memory(context, file);
    if (code !== libheif.heif_error_code.heif_error_Ok) throw undecodable();
    return await decodePrimary(libheif, context);
  } finally {
    libheif.heif_context_free(context);
  }
}

async function decodePrimary(libheif: Libheif, context: object): Promise<Pixels> {
  const ids = libheif.heif_js_context_get_list_of_top_level_image_IDs(context);
  if (!Array.isArray(ids)) throw undecodable();
  const all = ids.map((id: number) => libheif.heif_js_context_get_image_handle(context, id));
  const handles = all.filter((handle) => handle && !handle.code);
  try {
    const handle = handles.find((one) => libheif.heif_image_handle_is_primary_image(one)) ?? handles[0];
    if (!handle) throw undecodable();
    return await decodeImage(libheif, handle);
  } finally {
    for (const handle of handles) libheif.heif_image_handle_release(handle);
  }
}

interface Pixels {
  /** Four bytes per pixel. */
  readonly data: Buffer;
  readonly width: number;
  readonly height: number;
}

async function decodeImage(libheif: Libheif, handle: object): Promise<Pixels> {
  const { heif_colorspace, heif_chroma, heif_channel } = libheif;
  const decoded = await libheif.heif_js_decode_image2(
    handle,
    heif_colorspace.heif_colorspace_RGB,
    heif_chroma.heif_chroma_interleaved_RGBA,
  );
  if (!decoded || !('channels' in decoded)) throw undecodable();
  try {
    const pixels = decoded.channels.find(({ id }) => id === heif_channel.heif_channel_interleaved);
    if (!pixels) throw undecodable();
    return { data: withoutPadding(pixels), width: pixels.width, height: pixels.height };
  } finally {
    libheif.heif_image_release(decoded.image);
  }
}

function withoutPadding({ data, width, height, stride }: HeifChannel): Buffer {
  const line = width * 4;
  const pixels = Buffer.alloc(line * height);
  for (let y = 0; y < height; y++) pixels.set(data.subarray(y * stride, y * stride + line), y * line);
  return pixels;
}

function undecodable(): JobError {
  return new JobError('DAMAGED_PICTURE');
}
