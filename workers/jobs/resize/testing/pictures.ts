// Pictures that tests make for themselves, and what is measured on results.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';

export type Colour = readonly [red: number, green: number, blue: number];

/** Four colours that no turn or flip maps onto itself. */
export const CORNERS = {
  topLeft: [200, 60, 40],
  topRight: [40, 180, 70],
  bottomLeft: [50, 70, 200],
  bottomRight: [230, 220, 210],
} as const satisfies Record<string, Colour>;

/** A picture of four fields: width and height in pixels, even. */
export function fourFields(width = 96, height = 64, fields: readonly Colour[] = Object.values(CORNERS)): Sharp {
  const pixels = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const field = (y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1);
      pixels.set(fields[field] ?? [], (y * width + x) * 3);
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

/** A picture that takes long to write, as nothing in it repeats. */
export function grain(width: number, height: number): Sharp {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  return sharp({ create: { width, height, channels: 3, background: '#888888', noise } });
}

export async function save(picture: Sharp, folder: string, name: string): Promise<string> {
  const path = join(folder, name);
  writeFileSync(path, await picture.toBuffer());
  return path;
}

/** The colours in the middle of the four fields, as a screen that knows sRGB only would show them. */
export async function fieldsOf(path: string, page = 0): Promise<Colour[]> {
  const { depth, hasProfile } = await sharp(path).metadata();
  const whole = sharp(path, { page });
  // Pictures of 16 bits stay in the wide space that sharp works in, unless it is told to leave it.
  const seen = depth === 'ushort' && hasProfile ? whole.withIccProfile('srgb') : whole;
  const { data, info } = await seen.toColourspace('srgb').removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number): Colour => {
    const from = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
    const [red = 0, green = red, blue = red] = data.subarray(from, from + info.channels);
    return [red, green, blue];
  };
  return [at(0.25, 0.25), at(0.75, 0.25), at(0.25, 0.75), at(0.75, 0.75)];
}

/** CIE 1976 colour difference of two sRGB colours; about 2.3 is just noticeable. */
export function deltaE(a: Colour, b: Colour): number {
  const [first, second] = [toLab(a), toLab(b)];
  return Math.hypot(...first.map((value, index) => value - (second[index] ?? 0)));
}

/** The largest difference between two lists of colours. */
export function largestDeltaE(a: readonly Colour[], b: readonly Colour[]): number {
  return Math.max(...a.map((colour, index) => deltaE(colour, b[index] ?? [0, 0, 0])));
}

/** IEC 61966-2-1 to CIE Lab under D65. */
function toLab(colour: Colour): number[] {
  const [r = 0, g = 0, b = 0] = colour.map((value) => {
    const v = value / 255;
    return v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  });
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : (t * (24389 / 27) + 16) / 116);
  const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = f(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** EXIF of a camera: with place, copyright and date. */
export const CAMERA_EXIF = {
  IFD0: {
    Make: 'Dropmill',
    Model: 'Test',
    Artist: 'A. Maker',
    Copyright: 'Free to use',
    DateTime: '2024:07:15 08:00:00',
  },
  IFD2: { DateTimeOriginal: '2024:07:14 10:20:30', LensModel: '35mm' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1', GPSLongitudeRef: 'W', GPSLongitude: '0/1 7/1 0/1' },
};

/** How far the four fields of a picture are from what they should be. */
export async function largestFieldDifference(path: string, fields: readonly Colour[]): Promise<number> {
  return largestDeltaE(await fieldsOf(path), fields);
}

/** Of an encoded picture, in pixels. */
export async function sizeOf(encoded: Buffer): Promise<{ width: number; height: number }> {
  const { width, height } = await sharp(encoded).metadata();
  return { width, height };
}

/** Soft light with a grain over it, as photos have it. @param grain how much the grain differs from pixel to pixel */
export async function grainyPhoto(width: number, height: number, grain: number): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: grain } as const;
  const light = sharp(Buffer.from([40, 90, 160, 200, 180, 120, 60, 130, 70, 230, 220, 200]), {
    raw: { width: 2, height: 2, channels: 3 },
  }).resize(width, height, { fit: 'fill', kernel: 'cubic' });
  const grains = await sharp({ create: { width, height, channels: 3, background: '#808080', noise } })
    .png({ compressionLevel: 0 })
    .toBuffer();
  return light
    .composite([{ input: grains, blend: 'soft-light' }])
    .jpeg({ quality: 90 })
    .toBuffer();
}
