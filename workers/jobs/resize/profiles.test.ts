// Colour profiles beside the reference program of libvips, on the same inputs.
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { writePng } from './render/png-writer.ts';
import { codes, put } from './testing/odd-files.ts';
import { type Colour, deltaE, fieldsOf, fourFields, largestDeltaE, save } from './testing/pictures.ts';
import { resizeOne, runResize, temporaryFolder } from './testing/run-resize.ts';
import { convertedByVips, hasVips, hasVipsthumbnail, vipsthumbnail } from './testing/vipsthumbnail.ts';

const inputs: Readonly<Record<string, () => Promise<Sharp>>> = {
  'no profile.jpg': async () => fourFields().jpeg({ quality: 95 }),
  'display p3.jpg': async () => fourFields().withIccProfile('p3').jpeg({ quality: 95 }),
  'display p3.png': async () => fourFields().withIccProfile('p3').png(),
  'display p3 of 16 bits.png': async () =>
    sharp(await fourFields().withIccProfile('p3').png().toBuffer())
      .toColourspace('rgb16')
      .keepIccProfile()
      .png(),
  'grey.png': async () => fourFields().toColourspace('b-w').png(),
};

describe.runIf(hasVipsthumbnail())('colours come out as vipsthumbnail has them', () => {
  it.each(Object.keys(inputs))('%s', async (name) => {
    const picture = await inputs[name]?.();
    if (!picture) throw new Error(name);
    const path = await save(picture, temporaryFolder(), name);

    const ours = await resizeOne(path, { width: 48, height: 48, format: 'png' });

    const { hasProfile } = await sharp(path).metadata();
    const theirs = vipsthumbnail(path, 48, hasProfile ? ['--export-profile', 'srgb'] : []);
    const [a, b] = await Promise.all([ours, theirs].map((file) => sharp(file).metadata()));
    expect([a?.width, a?.height]).toEqual([b?.width, b?.height]);
    expect(largestDeltaE(await fieldsOf(ours), await fieldsOf(theirs))).toBeLessThan(2.3);
  });
});

/** 216 colours from black to white over all hues, as fields of 8 × 8 pixels in ink. */
const STEPS = [0, 51, 102, 153, 204, 255];
const SCALE = STEPS.flatMap((red) => STEPS.flatMap((green) => STEPS.map((blue): Colour => [red, green, blue])));
const FIELD = 8;
const COLUMNS = 18;

async function cmykScale(): Promise<Sharp> {
  const small = sharp(Buffer.from(SCALE.flat()), { raw: { width: COLUMNS, height: 12, channels: 3 } });
  const fields = small.resize(COLUMNS * FIELD, 12 * FIELD, { kernel: 'nearest' });
  const inks = await fields.toColourspace('cmyk').withIccProfile('cmyk').tiff().toBuffer();
  return sharp(inks).pipelineColourspace('cmyk').toColourspace('cmyk');
}

/** The colours in the middle of the fields. */
async function scaleOf(path: string): Promise<Colour[]> {
  const { data, info } = await sharp(path).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return SCALE.map((_, index) => {
    const x = (index % COLUMNS) * FIELD + FIELD / 2;
    const y = Math.floor(index / COLUMNS) * FIELD + FIELD / 2;
    const [red = 0, green = 0, blue = 0] = data.subarray((y * info.width + x) * info.channels);
    return [red, green, blue];
  });
}

const cmykInputs: Readonly<Record<string, (picture: Sharp) => Sharp>> = {
  'with profile.tif': (picture) => picture.keepIccProfile().tiff({ compression: 'lzw' }),
  'with profile.jpg': (picture) => picture.keepIccProfile().jpeg({ quality: 100, chromaSubsampling: '4:4:4' }),
  'without profile.tif': (picture) => picture.tiff({ compression: 'lzw' }),
};

/** sharp converts by the perceptual intent. */
const PERCEPTUAL = ['--intent', 'perceptual', '--black-point-compensation'];

/**
 * The typical difference cannot be seen. Dark colours differ more: sharp 0.35.5 renders them up to 9 away, mostly in blue,
 * and offers no other way; larger than that would be an error of ours.
 */
describe('CMYK comes out as another libvips and Little CMS convert it', () => {
  it.for(Object.keys(cmykInputs))('%s', async (name, { skip }) => {
    skip(!hasVips(), 'The program vips is not installed (Debian: libvips-tools).');
    const picture = cmykInputs[name]?.(await cmykScale());
    if (!picture) throw new Error(name);
    const path = await save(picture, temporaryFolder(), name);
    const { space, hasProfile } = await sharp(path).metadata();
    expect(space).toBe('cmyk');

    const ours = await scaleOf(await resizeOne(path, { format: 'png' }));

    const profile = hasProfile ? ['--embedded'] : ['--input-profile', 'cmyk'];
    const theirs = await scaleOf(convertedByVips(path, [...profile, ...PERCEPTUAL]));
    const differences = ours.map((colour, n) => deltaE(colour, theirs[n] ?? [0, 0, 0])).sort((a, b) => a - b);
    expect(differences[differences.length >> 1]).toBeLessThan(2.3);
    expect(differences.at(-1)).toBeLessThan(10);
  });
});

/** Display P3 that says in its rights where it was made. */
async function tellingProfile(rights: string): Promise<Buffer> {
  const { icc } = await sharp(await fourFields().withIccProfile('p3').png().toBuffer()).metadata();
  if (!icc) throw new Error('no profile');
  const telling = Buffer.from(icc);
  for (let entry = 132; entry < 132 + telling.readUInt32BE(128) * 12; entry += 12) {
    if (telling.toString('latin1', entry, entry + 4) !== 'cprt') continue;
    const [at, length] = [telling.readUInt32BE(entry + 4), telling.readUInt32BE(entry + 8)];
    telling.fill(0, at, at + length);
    telling.write(`text\0\0\0\0${rights}`, at, length, 'latin1');
  }
  return telling;
}

describe('a profile that tells a place', () => {
  it.each([
    ['is not kept with the location gone', 'GPS 51.507', 'no-location', false],
    ['is not kept without metadata', 'GPS 51.507', 'none', false],
    ['is kept with all metadata', 'GPS 51.507', 'all', true],
    ['is another one than that which tells none', 'of the public', 'no-location', true],
  ] as const)('%s', async (_, rights, metadata, stays) => {
    const pixels = await fourFields().raw().toBuffer({ resolveWithObject: true });
    const png = writePng({
      width: pixels.info.width,
      height: pixels.info.height,
      rgba: await fourFields().ensureAlpha().raw().toBuffer(),
      alpha: false,
      icc: await tellingProfile(rights),
    });
    const path = put(png, 'telling.png');
    for (const keepSmaller of [false, true]) {
      const options = { colours: 'keep', metadata, keepSmaller, folder: temporaryFolder() } as const;
      const { outcome, notes } = await runResize([path], options);
      const { hasProfile } = await sharp(outcome.outputs[0] ?? '').metadata();
      expect(hasProfile).toBe(stays);
      expect(codes(notes)).toEqual(stays ? [] : ['PROFILE_DROPPED']);
    }
  });
});

it.each(['nmcl', 'link', 'abst'])(
  'a profile of the class %s, which says nothing of pixels, is not kept, with a note',
  async (kind) => {
    const file = await fourFields().withIccProfile('p3').jpeg().toBuffer();
    file.write(kind, file.indexOf('mntr', 'latin1'), 'latin1');
    const options = { colours: 'keep', metadata: 'all', width: 48, folder: temporaryFolder() } as const;
    const { outcome, notes } = await runResize([put(file, 'named.jpg')], options);
    expect(await sharp(outcome.outputs[0] ?? '').metadata()).toMatchObject({ hasProfile: false });
    expect(codes(notes)).toEqual(['UNKNOWN_DATA_DROPPED']);
  },
);
