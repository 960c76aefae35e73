// Converts the colours of a PNG without a profile by its gamma and primaries (PNG third edition, sections 11.3.2.1 and 11.3.2.2).
// libvips ignores both.
import type { PngColours } from '../../metadata/found-metadata.ts';
import { decodeSrgb, encodeSrgb } from './grey-profile.ts';

type Triple = readonly [number, number, number];
type Matrix = readonly [Triple, Triple, Triple];

export interface Converter {
  /** From samples of 16 bits to samples of 16 bits of sRGB's grey. */
  readonly grey: Uint16Array;
  /** Changes samples of 16 bits in place. */
  readonly colours: (samples: Uint16Array, channels: number) => void;
}

const MAX = 65_535;
/** What is written for sRGB. */
const SRGB_GAMMA = 0.45455;
/** White, red, green, blue. */
const SRGB_PRIMARIES = [0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06];
/** Programs round them. */
const SAME_GAMMA = 0.005;
const SAME_PRIMARY = 0.003;

/** @returns undefined if they are those of sRGB, or no valid colours */
export function pngToSrgb({ gamma, primaries }: PngColours): Converter | undefined {
  const isPlainCurve = Math.abs(gamma - SRGB_GAMMA) <= SAME_GAMMA;
  const matrix = primaries && !isSrgb(primaries) ? toSrgb(primaries) : undefined;
  if ((isPlainCurve && !matrix) || gamma < 0.1 || gamma > 10) return undefined;
  // What is written for sRGB stands for its own curve.
  const toLight = isPlainCurve ? decodeSrgb : (value: number) => value ** (1 / gamma);
  return converter(toLight, matrix);
}

/**
 * @param toLight from samples, 0..1, to linear light, 0..1
 * @param matrix from linear RGB to linear sRGB; undefined where the primaries are those of sRGB
 */
export function converter(toLight: (value: number) => number, matrix: Matrix | undefined): Converter {
  const light = Float32Array.from({ length: MAX + 1 }, (_, sample) => toLight(sample / MAX));
  const shown = Uint16Array.from({ length: MAX + 1 }, (_, linear) => Math.round(encodeSrgb(linear / MAX) * MAX));
  const show = (linear: number) => shown[Math.round(Math.min(1, Math.max(0, linear)) * MAX)] ?? 0;
  return {
    grey: Uint16Array.from(light, show),
    colours(samples, channels) {
      for (let at = 0; at < samples.length; at += channels) {
        const one: Triple = [
          light[samples[at] ?? 0] ?? 0,
          light[samples[at + 1] ?? 0] ?? 0,
          light[samples[at + 2] ?? 0] ?? 0,
        ];
        const [red, green, blue] = matrix ? times(matrix, one) : one;
        samples[at] = show(red);
        samples[at + 1] = show(green);
        samples[at + 2] = show(blue);
      }
    },
  };
}

function isSrgb(primaries: readonly number[]): boolean {
  return SRGB_PRIMARIES.every((value, index) => Math.abs(value - (primaries[index] ?? 0)) <= SAME_PRIMARY);
}

/** From linear RGB of these primaries to linear sRGB; undefined where they span no colours. */
export function toSrgb(primaries: readonly number[]): Matrix | undefined {
  const from = toXyz(primaries);
  const to = inverse(toXyz(SRGB_PRIMARIES));
  const adapted = from && to && product(product(to, adaptation(primaries)), from);
  return adapted?.flat().every(Number.isFinite) ? adapted : undefined;
}

/** http://www.brucelindbloom.com/Eqn_RGB_XYZ_Matrix.html */
function toXyz(primaries: readonly number[]): Matrix | undefined {
  const [white, red, green, blue] = [0, 2, 4, 6].map((at) => xyz(primaries[at] ?? 0, primaries[at + 1] ?? 0));
  if (!white || !red || !green || !blue) return undefined;
  const columns = transposed([red, green, blue]);
  const back = inverse(columns);
  if (!back) return undefined;
  const scale = times(back, white);
  return columns.map((row) => row.map((value, index) => value * (scale[index] ?? 0))) as unknown as Matrix;
}

function xyz(x: number, y: number): Triple {
  return [x / y, 1, (1 - x - y) / y];
}

const BRADFORD: Matrix = [
  [0.8951, 0.2664, -0.1614],
  [-0.7502, 1.7135, 0.0367],
  [0.0389, -0.0685, 1.0296],
];

/** From the white of these primaries to that of sRGB. */
function adaptation([x = 0, y = 0]: readonly number[]): Matrix {
  const from = times(BRADFORD, xyz(x, y));
  const to = times(BRADFORD, xyz(SRGB_PRIMARIES[0] ?? 0, SRGB_PRIMARIES[1] ?? 0));
  const scaled = BRADFORD.map((row, index) => {
    const factor = (to[index] ?? 0) / (from[index] ?? 1);
    return row.map((value) => value * factor);
  });
  return product(inverse(BRADFORD) ?? BRADFORD, scaled as unknown as Matrix);
}

function times(matrix: Matrix, [a, b, c]: Triple): Triple {
  const [first, second, third] = matrix;
  return [
    first[0] * a + first[1] * b + first[2] * c,
    second[0] * a + second[1] * b + second[2] * c,
    third[0] * a + third[1] * b + third[2] * c,
  ];
}

function transposed([a, b, c]: Matrix): Matrix {
  return [
    [a[0], b[0], c[0]],
    [a[1], b[1], c[1]],
    [a[2], b[2], c[2]],
  ];
}

function product(a: Matrix, b: Matrix): Matrix {
  const columns = transposed(b);
  return transposed([times(a, columns[0]), times(a, columns[1]), times(a, columns[2])]);
}

function inverse(matrix: Matrix | undefined): Matrix | undefined {
  if (!matrix) return undefined;
  const [[a, b, c], [d, e, f], [g, h, i]] = matrix;
  const determinant = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g);
  if (!Number.isFinite(determinant) || Math.abs(determinant) < 1e-9) return undefined;
  const over = (value: number) => value / determinant;
  return [
    [over(e * i - f * h), over(c * h - b * i), over(b * f - c * e)],
    [over(f * g - d * i), over(a * i - c * g), over(c * d - a * f)],
    [over(d * h - e * g), over(b * g - a * h), over(a * e - b * d)],
  ];
}
