import { expect, it } from 'vitest';
import { pictureError } from './picture-error.ts';

const words = new Error(
  'VipsJpeg: premature end of JPEG image\ntiff2vips: ZSTD compression support is not configured\nunable to write to target',
);

it('words about a TIFF that is read at the same time are not those of a picture of another format', () => {
  expect(pictureError(words, 'jpeg')).toMatchObject({ code: 'DAMAGED_PICTURE' });
  expect(pictureError(words, 'tiff')).toMatchObject({ code: 'UNSUPPORTED_KIND' });
});
