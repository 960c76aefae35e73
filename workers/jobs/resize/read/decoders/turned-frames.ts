// Turns the frames of animations with an EXIF orientation one by one, as sharp does not turn many frames at once.
import type { SharpModule } from '../load-sharp.ts';

/** Where a pixel of the turned frame comes from in the stored one, by EXIF orientation (CIPA DC-008, table 6). */
const SOURCE: Readonly<
  Record<number, (x: number, y: number, width: number, height: number) => readonly [x: number, y: number]>
> = {
  2: (x, y, width) => [width - 1 - x, y],
  3: (x, y, width, height) => [width - 1 - x, height - 1 - y],
  4: (x, y, _, height) => [x, height - 1 - y],
  5: (x, y) => [y, x],
  6: (x, y, _, height) => [y, height - 1 - x],
  7: (x, y, width, height) => [width - 1 - y, height - 1 - x],
  8: (x, y, width) => [width - 1 - y, x],
};

/** Returns the animation as lossless WebP, with its times, the right way up. */
export async function turnFrames(sharp: SharpModule, input: Buffer, orientation: number): Promise<Buffer> {
  const source = SOURCE[orientation];
  if (!source) return input;
  const all = sharp(input, { pages: -1, limitInputPixels: false });
  const { delay, loop, pageHeight = 0 } = await all.metadata();
  const { data, info } = await all.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const [width, height] = [info.width, pageHeight];
  const frames = Math.floor(info.height / height);
  const [turnedWidth, turnedHeight] = orientation >= 5 ? [height, width] : [width, height];
  const from = new Uint32Array(data.buffer, data.byteOffset, data.length / 4);
  const to = new Uint32Array(from.length);
  let at = 0;
  for (let frame = 0; frame < frames; frame++) {
    const start = frame * width * height;
    for (let y = 0; y < turnedHeight; y++) {
      for (let x = 0; x < turnedWidth; x++) {
        const [fromX, fromY] = source(x, y, width, height);
        to[at++] = from[start + fromY * width + fromX] ?? 0;
      }
    }
  }
  const raw = { width: turnedWidth, height: turnedHeight * frames, channels: 4, pageHeight: turnedHeight } as const;
  return sharp(Buffer.from(to.buffer), { raw, limitInputPixels: false })
    .webp({ lossless: true, effort: 0, exact: true, ...(delay && { delay }), ...(loop !== undefined && { loop }) })
    .toBuffer();
}
