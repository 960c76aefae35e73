// Converts YCbCr of a TIFF (TIFF 6.0 section 21) to RGB, in the same way as libtiff does for subsampled colours.
import {
  type ExifDirectory,
  type ExifEntry,
  findEntry,
  numberOf,
  type Pages,
  TYPE_BYTES,
} from '../../metadata/exif-tree.ts';

const TAG = { coefficients: 0x0211, reference: 0x0214 };

/** ITU-R BT.601: the parts of red, green and blue in Y. */
const COEFFICIENTS = [0.299, 0.587, 0.114] as const;

/**
 * @param max the largest sample
 * @returns a function that converts pixels of three samples to RGB in place
 */
export function yccToRgb(
  { little }: Pick<Pages, 'little'>,
  page: ExifDirectory,
  max: number,
): (samples: Buffer | Uint16Array) => void {
  const half = (max + 1) / 2;
  const read = (tag: number, fallback: readonly number[]) => numbersOf(little, findEntry(page, tag)) ?? fallback;
  const [red = 0, green = 1, blue = 0] = usable(read(TAG.coefficients, COEFFICIENTS), COEFFICIENTS);
  const whole = [0, max, half, max, half, max];
  const given = read(TAG.reference, whole);
  const [black = 0, white = 1, noBlue = 0, allBlue = 1, noRed = 0, allRed = 1] =
    given.length === 6 && [0, 2, 4].every((at) => given[at] !== given[at + 1]) ? given : whole;
  const range = (from: number, to: number, size: number) => (value: number) => ((value - from) * size) / (to - from);
  const [luma, toBlue, toRed] = [
    range(black, white, max),
    range(noBlue, allBlue, max - half),
    range(noRed, allRed, max - half),
  ];
  const sample = (value: number) => Math.min(max, Math.max(0, Math.round(value)));
  return (samples) => {
    for (let at = 0; at + 3 <= samples.length; at += 3) {
      const y = luma(samples[at] ?? 0);
      const r = y + (2 - 2 * red) * toRed(samples[at + 2] ?? 0);
      const b = y + (2 - 2 * blue) * toBlue(samples[at + 1] ?? 0);
      samples[at] = sample(r);
      samples[at + 1] = sample((y - red * r - blue * b) / green);
      samples[at + 2] = sample(b);
    }
  };
}

function usable(numbers: readonly number[], fallback: readonly number[]): readonly number[] {
  return numbers.length === 3 && numbers[1] !== 0 ? numbers : fallback;
}

/** All numbers of an entry; undefined where one of them is none. */
function numbersOf(little: boolean, entry: ExifEntry | undefined): readonly number[] | undefined {
  if (!entry) return undefined;
  const size = TYPE_BYTES[entry.type] ?? 1;
  const numbers = Array.from({ length: entry.count }, (_, index) =>
    numberOf({ little }, { ...entry, value: entry.value.subarray(index * size, (index + 1) * size) }),
  );
  return numbers.every((number) => number !== undefined) ? numbers : undefined;
}
