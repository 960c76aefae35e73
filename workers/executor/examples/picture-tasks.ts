import sharp from 'sharp';

// One thread for each picture; the pool has them side by side.
sharp.concurrency(1);
sharp.cache(false);

/** Makes a picture at most `width` pixels wide. @returns its size in pixels */
export async function resize(from: string, to: string, width: number): Promise<string> {
  const { width: newWidth, height } = await sharp(from)
    .autoOrient()
    .resize({ width, withoutEnlargement: true })
    .toFile(to);
  return `${newWidth} x ${height}`;
}
