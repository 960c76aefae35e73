// Real pictures in every format and trait: size, colour, alpha, frames, depth. Each row is one picture and one option.
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import type { ResizeOptions } from './options.ts';
import { CORNERS, type Colour, fieldsOf, fourFields, largestDeltaE, save } from './testing/pictures.ts';
import { resizeOne, temporaryFolder } from './testing/run-resize.ts';

const FIELDS = Object.values(CORNERS);
const GREY_FIELDS = [40, 100, 160, 220].map((grey) => [grey, grey, grey] as const);

interface Row {
  readonly what: string;
  readonly name: string;
  readonly picture: () => Sharp | Promise<Sharp>;
  readonly options: Partial<ResizeOptions>;
  readonly expected: {
    readonly format: string;
    readonly channels?: number;
    readonly depth?: string;
    readonly space?: string;
    readonly hasAlpha?: boolean;
    readonly hasProfile?: boolean;
    readonly pages?: number;
    readonly extension?: string;
  };
  readonly fields?: readonly Colour[] | 'as the original';
  /** Largest difference of a colour field. JPEG and palettes lose more. */
  readonly tolerance?: number;
}

const HALF = { mode: 'percent', width: 50 } as const;
const lossy = { tolerance: 4 };
const p3 = async () => sharp(await fourFields().withIccProfile('p3').png().toBuffer());
const p3Deep = async () =>
  sharp(
    await sharp(await fourFields().withIccProfile('p3').png().toBuffer())
      .toColourspace('rgb16')
      .keepIccProfile()
      .png()
      .toBuffer(),
  );
const cmyk = async () => sharp(await fourFields().toColourspace('cmyk').withIccProfile('cmyk').tiff().toBuffer());
const grey = () => fourFields(96, 64, GREY_FIELDS).toColourspace('b-w');
const clear = () => fourFields().ensureAlpha(0.5);
const deep = () => fourFields().toColourspace('rgb16');

const rows: readonly Row[] = [
  {
    what: 'JPEG',
    name: 'a.jpg',
    picture: () => fourFields().jpeg({ quality: 95 }),
    options: HALF,
    expected: { format: 'jpeg', channels: 3, extension: 'jpg' },
    ...lossy,
  },
  {
    what: 'PNG',
    name: 'a.png',
    picture: () => fourFields().png(),
    options: HALF,
    expected: { format: 'png', channels: 3, hasAlpha: false },
  },
  {
    what: 'WebP',
    name: 'a.webp',
    picture: () => fourFields().webp({ lossless: true }),
    options: HALF,
    expected: { format: 'webp' },
    ...lossy,
  },
  {
    what: 'AVIF',
    name: 'a.avif',
    picture: () => fourFields().avif({ quality: 90 }),
    options: HALF,
    expected: { format: 'heif', extension: 'avif' },
    ...lossy,
  },
  {
    what: 'GIF',
    name: 'a.gif',
    picture: () => fourFields().gif(),
    options: HALF,
    expected: { format: 'gif' },
    ...lossy,
  },
  {
    what: 'TIFF',
    name: 'a.tif',
    picture: () => fourFields().tiff({ compression: 'lzw' }),
    options: HALF,
    expected: { format: 'tiff', channels: 3, extension: 'tif' },
  },
  {
    what: 'JPEG under the name of a PNG',
    name: 'a.png',
    picture: () => fourFields().jpeg({ quality: 95 }),
    options: HALF,
    expected: { format: 'jpeg', extension: 'jpg' },
    ...lossy,
  },
  ...(['jpeg', 'png', 'webp', 'avif', 'tiff', 'gif'] as const).map(
    (format): Row => ({
      what: `PNG to ${format}`,
      name: 'a.png',
      picture: () => fourFields().png(),
      options: { ...HALF, format },
      expected: { format: format === 'avif' ? 'heif' : format },
      ...lossy,
    }),
  ),
  ...(['jpeg', 'png', 'webp', 'avif', 'tiff', 'gif'] as const).map(
    (format): Row => ({
      what: `Display P3 to sRGB ${format}`,
      name: 'a.png',
      picture: async () => (await p3()).keepIccProfile().png(),
      options: { ...HALF, format },
      expected: { format: format === 'avif' ? 'heif' : format, hasProfile: false },
      ...lossy,
    }),
  ),
  {
    what: 'Display P3 kept in JPEG',
    name: 'a.jpg',
    picture: async () => (await p3()).keepIccProfile().jpeg({ quality: 95 }),
    options: { ...HALF, colours: 'keep' },
    expected: { format: 'jpeg', hasProfile: true },
    ...lossy,
  },
  {
    what: 'Display P3 kept in AVIF',
    name: 'a.png',
    picture: async () => (await p3()).keepIccProfile().png(),
    options: { ...HALF, colours: 'keep', format: 'avif' },
    expected: { format: 'heif', hasProfile: true },
    ...lossy,
  },
  {
    what: '16 bits in PNG',
    name: 'a.png',
    picture: () => deep().png(),
    options: HALF,
    expected: { format: 'png', depth: 'ushort', space: 'rgb16' },
  },
  {
    what: '16 bits to TIFF',
    name: 'a.png',
    picture: () => deep().png(),
    options: { ...HALF, format: 'tiff' },
    expected: { format: 'tiff', depth: 'ushort' },
  },
  {
    what: '16 bits to JPEG',
    name: 'a.png',
    picture: () => deep().png(),
    options: { ...HALF, format: 'jpeg' },
    expected: { format: 'jpeg', depth: 'uchar' },
    ...lossy,
  },
  {
    what: '16 bits with Display P3 to sRGB of 16 bits',
    name: 'a.png',
    picture: async () => (await p3Deep()).toColourspace('rgb16').keepIccProfile().png(),
    options: HALF,
    expected: { format: 'png', depth: 'ushort', hasProfile: false },
  },
  {
    what: '16 bits with Display P3 to sRGB JPEG',
    name: 'a.png',
    picture: async () => (await p3Deep()).toColourspace('rgb16').keepIccProfile().png(),
    options: { ...HALF, format: 'jpeg' },
    expected: { format: 'jpeg', depth: 'uchar', hasProfile: false },
    ...lossy,
  },
  {
    what: '16 bits with Display P3 kept',
    name: 'a.png',
    picture: async () => (await p3Deep()).toColourspace('rgb16').keepIccProfile().png(),
    options: { ...HALF, colours: 'keep' },
    expected: { format: 'png', depth: 'ushort', hasProfile: true },
  },
  {
    what: 'CMYK to sRGB PNG',
    name: 'a.tif',
    picture: async () => (await cmyk()).pipelineColourspace('cmyk').toColourspace('cmyk').keepIccProfile().tiff(),
    options: { ...HALF, format: 'png' },
    expected: { format: 'png', space: 'srgb', hasProfile: false },
    fields: 'as the original',
    ...lossy,
  },
  {
    what: 'CMYK TIFF to sRGB TIFF',
    name: 'a.tif',
    picture: async () => (await cmyk()).pipelineColourspace('cmyk').toColourspace('cmyk').keepIccProfile().tiff(),
    options: HALF,
    expected: { format: 'tiff', space: 'srgb' },
    fields: 'as the original',
    ...lossy,
  },
  {
    what: 'CMYK kept in JPEG',
    name: 'a.tif',
    picture: async () => (await cmyk()).pipelineColourspace('cmyk').toColourspace('cmyk').keepIccProfile().tiff(),
    options: { ...HALF, format: 'jpeg', colours: 'keep' },
    expected: { format: 'jpeg', space: 'cmyk', channels: 4, hasProfile: true },
    fields: 'as the original',
    ...lossy,
  },
  {
    what: 'CMYK kept in TIFF',
    name: 'a.tif',
    picture: async () => (await cmyk()).pipelineColourspace('cmyk').toColourspace('cmyk').keepIccProfile().tiff(),
    options: { ...HALF, colours: 'keep' },
    expected: { format: 'tiff', space: 'cmyk', channels: 4, hasProfile: true },
    fields: 'as the original',
    ...lossy,
  },
  {
    what: 'grey JPEG',
    name: 'a.jpg',
    picture: () => grey().jpeg({ quality: 95 }),
    options: HALF,
    expected: { format: 'jpeg', channels: 1, space: 'b-w' },
    fields: GREY_FIELDS,
    ...lossy,
  },
  {
    what: 'grey PNG to WebP',
    name: 'a.png',
    picture: () => grey().png(),
    options: { ...HALF, format: 'webp' },
    expected: { format: 'webp' },
    fields: GREY_FIELDS,
    ...lossy,
  },
  {
    what: 'grey PNG to TIFF',
    name: 'a.png',
    picture: () => grey().png(),
    options: { ...HALF, format: 'tiff' },
    expected: { format: 'tiff', channels: 1 },
    fields: GREY_FIELDS,
  },
  {
    what: 'grey of 16 bits',
    name: 'a.png',
    picture: () => fourFields(96, 64, GREY_FIELDS).toColourspace('grey16').png(),
    options: HALF,
    expected: { format: 'png', channels: 1, depth: 'ushort' },
    fields: GREY_FIELDS,
  },
  {
    what: 'grey with alpha',
    name: 'a.png',
    picture: () => grey().ensureAlpha(0.5).toColourspace('b-w').png(),
    options: HALF,
    expected: { format: 'png', channels: 2, hasAlpha: true },
    fields: GREY_FIELDS,
  },
  {
    what: 'alpha in PNG',
    name: 'a.png',
    picture: () => clear().png(),
    options: HALF,
    expected: { format: 'png', channels: 4, hasAlpha: true },
  },
  ...(['webp', 'avif', 'tiff'] as const).map(
    (format): Row => ({
      what: `alpha to ${format}`,
      name: 'a.png',
      picture: () => clear().png(),
      options: { ...HALF, format },
      expected: { format: format === 'avif' ? 'heif' : format, hasAlpha: true },
      ...lossy,
    }),
  ),
  {
    what: 'alpha to JPEG, on the background',
    name: 'a.png',
    picture: () => fourFields().ensureAlpha(0).png(),
    options: { ...HALF, format: 'jpeg', background: '#3264c8' },
    expected: { format: 'jpeg', hasAlpha: false },
    fields: Array.from({ length: 4 }, () => [50, 100, 200] as const),
    ...lossy,
  },
  ...(['webp', 'avif'] as const).map(
    (format): Row => ({
      what: `lossless ${format}`,
      name: 'a.png',
      picture: () => fourFields().png(),
      options: { format, lossless: true },
      expected: { format: format === 'avif' ? 'heif' : format },
      tolerance: 1,
    }),
  ),
];

describe('a picture keeps what its result can hold', () => {
  it.each(rows)('$what', async ({ name, picture, options, expected, fields = FIELDS, tolerance = 2 }) => {
    const path = await save(await picture(), temporaryFolder(), name);

    const output = await resizeOne(path, options);

    const { extension, ...traits } = expected;
    const made = await sharp(output).metadata();
    expect(made).toMatchObject(traits);
    expect([made.width, made.height]).toEqual(options.mode ? [48, 32] : [96, 64]);
    if (extension) expect(output.endsWith(`.${extension}`)).toBe(true);
    const wanted = fields === 'as the original' ? await fieldsOf(path) : fields;
    expect(largestDeltaE(await fieldsOf(output), wanted)).toBeLessThan(tolerance);
  });
});
