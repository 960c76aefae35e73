// Sound files that libvips does not take for what they are, made so that it does. The pixels stay what they are.

import type { PictureFormat } from '../../formats.ts';
import { plainSvg } from '../svg/svg-file.ts';
import { withTurnedAlpha } from './heif-alpha.ts';

/** Given to libvips instead of the file itself, which mostly it is. */
export function asDecodable(format: PictureFormat, file: Buffer): Buffer {
  switch (format) {
    case 'avif':
      return withStillBrand(withTurnedAlpha(file));
    case 'svg':
      return plainSvg(file);
    default:
      return file;
  }
}

/** A film without a still picture, as its brands say (AVIF 1.1, section 6): libvips reads stills only. */
export function isSequenceOnly(file: Buffer): boolean {
  const text = file.toString('latin1', 16, Math.min(file.readUInt32BE(0), 64));
  const brands: readonly string[] = text.match(/[\s\S]{4}/g) ?? [];
  const has = (...names: readonly string[]) => names.some((name) => brands.includes(name));
  return has('avis', 'msf1', 'hevc', 'hevx') && !has('avif', 'mif1', 'heic', 'heix');
}

/** An animated AVIF names itself `avis` first, which libvips does not know; its still picture is there all the same. */
function withStillBrand(file: Buffer): Buffer {
  if (file.toString('latin1', 8, 12) !== 'avis') return file;
  const still = Buffer.from(file);
  still.write('avif', 8, 'latin1');
  return still;
}
