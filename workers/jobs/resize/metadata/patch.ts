// Replaces a metadata block inside a finished file with one of the same length.
import { crc32 } from 'node:zlib';

/**
 * @returns false when the block is not there as a whole (then nothing was changed)
 */
export function replaceBlock(file: Buffer, format: string, before: Buffer, after: Buffer): boolean {
  if (before.length === 0 || before.length !== after.length) return false;
  const at = file.indexOf(before);
  if (at < 0) return false;
  after.copy(file, at);
  return format !== 'png' || renewChunkSum(file, at);
}

/** PNG (third edition) section 5.3: length, type, data, CRC over type and data. */
function renewChunkSum(png: Buffer, inside: number): boolean {
  for (let at = 8; at + 12 <= png.length; ) {
    const end = at + 8 + png.readUInt32BE(at);
    if (inside < end) {
      png.writeUInt32BE(crc32(png.subarray(at + 4, end)), end);
      return true;
    }
    at = end + 4;
  }
  return false;
}
