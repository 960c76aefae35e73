import { loadSharp } from '../read/load-sharp.ts';

/** Is in libvips for a second or so, with a result of 48 MB. */
export async function blur(): Promise<number> {
  const sharp = await loadSharp();
  const create = { width: 4000, height: 4000, channels: 3, background: 'red' } as const;
  return (await sharp({ create }).blur(20).raw().toBuffer()).length;
}
