// Writes uncompressed PNGs, which pass on pixels with their profile (PNG third edition, sections 5 and 11).
import { crc32, deflateSync } from 'node:zlib';
import { PNG_SIGNATURE } from '../read/headers/png-header.ts';

export interface PngContent {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  /** Four bytes per pixel, in any case. */
  readonly rgba: Buffer;
  /** Whether the fourth byte counts. */
  readonly alpha: boolean;
  readonly icc?: Buffer | undefined;
}

export function writePng(content: PngContent): Buffer {
  const { width, height, alpha, icc } = content;
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, alpha ? 6 : 2], 8);
  return Buffer.concat([
    PNG_SIGNATURE,
    pngChunk('IHDR', header),
    ...(icc ? [pngChunk('iCCP', Buffer.concat([Buffer.from('profile\0\0'), deflateSync(icc)]))] : []),
    pngChunk('IDAT', deflateSync(scanlines(content), { level: 0 })),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function scanlines({ width, height, rgba, alpha }: PngContent): Buffer {
  const channels = alpha ? 4 : 3;
  const lines = Buffer.alloc(height * (1 + width * channels));
  let to = 0;
  let from = 0;
  for (let y = 0; y < height; y++) {
    to++;
    if (alpha) {
      rgba.copy(lines, to, from, from + width * 4);
      to += width * 4;
      from += width * 4;
      continue;
    }
    for (let x = 0; x < width; x++, from += 4) {
      lines[to++] = rgba[from] ?? 0;
      lines[to++] = rgba[from + 1] ?? 0;
      lines[to++] = rgba[from + 2] ?? 0;
    }
  }
  return lines;
}

/** Length, type, data and the sum over type and data. */
export function pngChunk(type: string, data: Buffer): Buffer {
  const whole = Buffer.alloc(12 + data.length);
  whole.writeUInt32BE(data.length, 0);
  whole.write(type, 4, 'latin1');
  data.copy(whole, 8);
  whole.writeUInt32BE(crc32(whole.subarray(4, 8 + data.length)), 8 + data.length);
  return whole;
}
