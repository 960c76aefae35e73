// The density of a picture: where it is told, and how EXIF tells it.
import { type ExifEntry, type ExifTree, findEntry, numberOf, readExifTree, TAG } from './exif-tree.ts';
import { numberEntry, writeExifTree } from './exif-writer.ts';
import type { Density } from './found-metadata.ts';

const INCH = 2;
const CENTIMETRE = 3;
const INCH_CM = 2.54;

/** What EXIF says where the density is not known (EXIF 2.32 section 4.6.4, XResolution), in pixels per inch. */
const UNKNOWN = 72;

/** A directory's own density. */
export function densityOf(tree: Pick<ExifTree, 'little' | 'main'>): Density | undefined {
  const [x, y] = [
    numberOf(tree, findEntry(tree.main, TAG.xResolution)),
    numberOf(tree, findEntry(tree.main, TAG.yResolution)),
  ];
  const unit = numberOf(tree, findEntry(tree.main, TAG.resolutionUnit)) ?? INCH;
  if (!x || !y || (unit !== INCH && unit !== CENTIMETRE)) return undefined;
  return unit === INCH ? { x, y } : { x: x * INCH_CM, y: y * INCH_CM };
}

/** As a fraction. Densities in pixels a metre, as PNG and BMP have them, are mostly whole numbers of pixels an inch. */
export function densityFraction(value: number): readonly [top: number, bottom: number] {
  const whole = Math.round(value);
  return Math.abs(value - whole) < 0.02 ? [whole, 1] : [Math.round(value * 1000), 1000];
}

/** Whether a file tells a density, and its EXIF does not tell the same. */
export function isToldOutsideExif(density: Density | undefined, exif: Buffer | undefined): density is Density {
  if (!density) return false;
  const tree = exif && readExifTree(exif);
  const told = tree && densityOf(tree);
  if (told) return !areAlike(density, told);
  return !areAlike(density, { x: UNKNOWN, y: UNKNOWN });
}

const areAlike = (a: Density, b: Density) => Math.abs(a.x - b.x) < 0.02 && Math.abs(a.y - b.y) < 0.02;

/** Returns EXIF that tells a density. @param exif without it, or undefined if there is none */
export function withDensity(exif: Buffer | undefined, { x, y }: Density): Buffer {
  const { little, main } = (exif && readExifTree(exif)) ?? { little: true, main: { entries: [] } };
  const tags: ReadonlySet<number> = new Set([TAG.xResolution, TAG.yResolution, TAG.resolutionUnit]);
  const entries = [
    ...main.entries.filter(({ tag }) => !tags.has(tag)),
    fractionEntry(little, TAG.xResolution, x),
    fractionEntry(little, TAG.yResolution, y),
    numberEntry({ little }, TAG.resolutionUnit, 3, INCH),
  ];
  return writeExifTree({ little, main: { entries: entries.sort((a, b) => a.tag - b.tag) } });
}

function fractionEntry(little: boolean, tag: number, number: number): ExifEntry {
  const value = Buffer.alloc(8);
  for (const [index, part] of densityFraction(number).entries()) {
    if (little) value.writeUInt32LE(part, index * 4);
    else value.writeUInt32BE(part, index * 4);
  }
  return { tag, type: 5, count: 1, value, at: 0 };
}
