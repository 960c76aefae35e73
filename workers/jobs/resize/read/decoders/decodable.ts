// Changes intact files that libvips does not recognise, so that it does. The pixels stay the same.

import type { PictureFormat } from '../../formats.ts';
import { plainSvg } from '../svg/svg-file.ts';
import { withTurnedAlpha } from './heif-alpha.ts';

/** Returns what libvips gets: mostly the file itself. */
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

/** Whether it is a film without a still picture, as its brands say (AVIF 1.1, section 6): libvips reads stills only. */
export function isSequenceOnly(file: Buffer): boolean {
  const text = file.toString('latin1', 16, Math.min(file.readUInt32BE(0), 64));
  const brands: readonly string[] = text.match(/[\s\S]{4}/g) ?? [];
  const has = (...names: readonly string[]) => names.some((name) => brands.includes(name));
  return has('avis', 'msf1', 'hevc', 'hevx') && !has('avif', 'mif1', 'heic', 'heix');
}

/** An animated AVIF has `avis` as its first brand, which libvips does not know, but it also contains a still picture. */
function withStillBrand(file: Buffer): Buffer {
  if (file.toString('latin1', 8, 12) !== 'avis') return file;
  const still = Buffer.from(file);
  still.write('avif', 8, 'latin1');
  return still;
}
