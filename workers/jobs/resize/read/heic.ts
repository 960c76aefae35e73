// Phone pictures: decoded by libheif in wasm, handed on as an uncompressed PNG with their profile.
import type { HeifImage, Libheif } from 'libheif-js/libheif-wasm/libheif-bundle.mjs';
import type { Metadata } from 'sharp';
import { JobError } from '../../user-error.ts';
import { writePng } from '../render/png-writer.ts';

/**
 * @param file the whole HEIC file
 * @param found its header as sharp reads it; sharp itself lacks only the HEVC decoder
 */
export async function heicToPng(file: Buffer, found: Metadata): Promise<Buffer> {
  const { data, width, height } = await decode(file);
  // libheif has turned the picture already (ISO/IEC 23008-12 section 6.5.10): without EXIF nothing turns it again.
  return writePng({
    width,
    height,
    rgba: Buffer.from(data.buffer, data.byteOffset, data.byteLength),
    alpha: found.hasAlpha,
    icc: found.icc,
  });
}

let loading: Promise<Libheif> | undefined;

/** Two megabytes that only HEIC needs. */
function loadLibheif(): Promise<Libheif> {
  loading ??= import('libheif-js/libheif-wasm/libheif-bundle.mjs').then(({ default: create }) => create());
  return loading;
}

async function decode(file: Buffer): Promise<{ data: Uint8ClampedArray; width: number; height: number }> {
  const { HeifDecoder } = await loadLibheif();
  const images = new HeifDecoder().decode(file);
  try {
    const image = images.find((one) => one.is_primary()) ?? images[0];
    if (!image) throw undecodable();
    const width = image.get_width();
    const height = image.get_height();
    return { data: await pixels(image, width, height), width, height };
  } finally {
    for (const image of images) image.free();
  }
}

function pixels(image: HeifImage, width: number, height: number): Promise<Uint8ClampedArray> {
  const data = new Uint8ClampedArray(width * height * 4);
  return new Promise((resolve, reject) => {
    image.display({ data, width, height }, (decoded) => {
      if (decoded) resolve(data);
      else reject(undecodable());
    });
  });
}

function undecodable(): JobError {
  return new JobError('DAMAGED_PICTURE');
}
