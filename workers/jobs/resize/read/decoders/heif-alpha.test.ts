import sharp from 'sharp';
import { expect, it } from 'vitest';
import { withProperties } from '../../metadata/containers/heif.ts';
import { boxes, type Meta, readMeta } from '../../metadata/containers/heif-boxes.ts';
import { propertiesBox, readProperties } from '../../metadata/containers/heif-properties.ts';
import { put } from '../../testing/odd-files.ts';
import { CORNERS, type Colour, deltaE, fourFields } from '../../testing/pictures.ts';
import { resizeOne } from '../../testing/run-resize.ts';
import { asProperty, box } from '../../testing/unread-places.ts';
import { codedPart, hasLimitedAlpha, rangeBit, sequenceHeader } from './alpha-range.ts';
import { alphasOf, withTurnedAlpha } from './heif-alpha.ts';

/** Of the four fields. */
const OPACITIES = [255, 40, 120, 200];

/** Four fields, each with an opacity of its own. */
async function picture(): Promise<Buffer> {
  const greys = OPACITIES.map((value): Colour => [value, value, value]);
  const alpha = await fourFields(96, 64, greys).extractChannel(0).raw().toBuffer();
  const joined = fourFields().joinChannel(alpha, { raw: { width: 96, height: 64, channels: 1 } });
  return joined.avif({ lossless: true }).toBuffer();
}

function metaOf(file: Buffer): Meta {
  const meta = [...boxes(file, 0, file.length)].find(({ type }) => type === 'meta');
  if (!meta) throw new Error('no meta box');
  return readMeta(file, meta);
}

/** The picture turned or cropped by a property, and its transparency, too, or not. */
function withTurn(original: Buffer, turn: Buffer, alphaToo: boolean): Buffer {
  const file = asProperty(turn)(original);
  const meta = metaOf(file);
  const { all, numbers } = readProperties(file, meta);
  const changed = [...numbers].map(([id, list]) => {
    return [id, id === meta.primary || alphaToo ? [...list, 0x8000 | all.length] : list] as const;
  });
  return withProperties(file, meta, propertiesBox(file, meta, new Map(changed)));
}

function words(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 4);
  for (const [index, number] of numbers.entries()) bytes.writeInt32BE(number, index * 4);
  return bytes;
}

const TURNS = {
  'a turn to the left': box('irot', Buffer.from([1])),
  'a turn by half': box('irot', Buffer.from([2])),
  'a mirror': box('imir', Buffer.from([0])),
  'another mirror': box('imir', Buffer.from([1])),
  'a crop': box('clap', words(48, 1, 64, 1, 16, 1, 0, 1)),
};

/** In the middle of the four fields of the result, the colour's own opacity and the one that is there. */
async function opacities(file: Buffer): Promise<readonly (readonly [own: number, made: number])[]> {
  const output = await resizeOne(put(file, 'turned.avif'), { format: 'png' });
  const { data, info } = await sharp(output).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const corners: readonly Colour[] = Object.values(CORNERS);
  return [0.25, 0.75].flatMap((y) =>
    [0.25, 0.75].map((x) => {
      const at = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * 4;
      const [red = 0, green = 0, blue = 0, made = 0] = data.subarray(at, at + 4);
      const distances = corners.map((corner) => deltaE(corner, [red, green, blue]));
      return [OPACITIES[distances.indexOf(Math.min(...distances))] ?? 0, made] as const;
    }),
  );
}

it.each(Object.entries(TURNS))(
  'transparency is turned as its picture is, by %s of the picture alone',
  async (_, turn) => {
    for (const alphaToo of [false, true]) {
      const file = withTurn(await picture(), turn, alphaToo);
      for (const [own, made] of await opacities(file)) expect(Math.abs(own - made)).toBeLessThan(3);
    }
  },
);

it('transparency that is coded in the limited range is brought to the full range', async () => {
  const file = Buffer.from(await picture());
  const meta = metaOf(file);
  const [alpha = 0] = alphasOf(file, meta);
  const header = sequenceHeader(codedPart(file, meta, alpha) ?? Buffer.alloc(0)) ?? Buffer.alloc(0);
  expect(hasLimitedAlpha(file)).toBe(false);
  const bit = rangeBit(header).at;
  const at = file.indexOf(header, meta.box.end) + (bit >> 3);
  file[at] = (file[at] ?? 0) & ~(0x80 >> (bit & 7));
  expect(hasLimitedAlpha(file)).toBe(true);
  for (const [own, made] of await opacities(file)) {
    expect(Math.abs(Math.min(255, ((own - 16) * 255) / 219) - made)).toBeLessThan(3);
  }
});

it('a file whose transparency is turned as its picture is, or that has none, stays as it is', async () => {
  const both = withTurn(await picture(), TURNS['a turn to the left'], true);
  const opaque = await fourFields().avif().toBuffer();
  for (const file of [await picture(), both, opaque, Buffer.from('no file at all')]) {
    expect(withTurnedAlpha(file)).toBe(file);
  }
});
