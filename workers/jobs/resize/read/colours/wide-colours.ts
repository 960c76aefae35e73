// Converts colours that AVIF, HEIC and PNG name by number (ITU-T H.273, tables 2 and 3) to sRGB.
import type { FoundMetadata } from '../../metadata/found-metadata.ts';
import { decodeSrgb } from './grey-profile.ts';
import { type Converter, converter, toSrgb } from './png-colours.ts';

type Nclx = NonNullable<FoundMetadata['nclx']>;

const D65 = [0.3127, 0.329];
const ILLUMINANT_C = [0.31, 0.316];
const SMPTE_170M = [...D65, 0.63, 0.34, 0.31, 0.595, 0.155, 0.07];

/** Chromaticities x and y of white, red, green and blue. Those of sRGB, and what stands for none, are not among them. */
const PRIMARIES: Readonly<Record<number, readonly number[]>> = {
  // BT.470 M, BT.470 BG
  4: [...ILLUMINANT_C, 0.67, 0.33, 0.21, 0.71, 0.14, 0.08],
  5: [...D65, 0.64, 0.33, 0.29, 0.6, 0.15, 0.06],
  6: SMPTE_170M,
  7: SMPTE_170M,
  // Film
  8: [...ILLUMINANT_C, 0.681, 0.319, 0.243, 0.692, 0.145, 0.049],
  // BT.2020
  9: [...D65, 0.708, 0.292, 0.17, 0.797, 0.131, 0.046],
  // DCI-P3, Display P3
  11: [0.314, 0.351, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06],
  12: [...D65, 0.68, 0.32, 0.265, 0.69, 0.15, 0.06],
  // EBU 3213
  22: [...D65, 0.63, 0.34, 0.295, 0.605, 0.155, 0.077],
};

/** Perceptual quantizer and hybrid log-gamma: their range is larger than that of sRGB. */
const HDR_TRANSFERS: ReadonlySet<number> = new Set([16, 18]);

/** sRGB's own curve, and what is shown with it: unspecified, BT.709, BT.601, SMPTE 240M, xvYCC, BT.1361, BT.2020. */
const PLAIN_TRANSFERS: ReadonlySet<number> = new Set([1, 2, 6, 7, 11, 12, 13, 14, 15]);

/** Curves of their own, from samples to linear light. */
const OTHER_TRANSFERS: Readonly<Record<number, (value: number) => number>> = {
  4: (value) => value ** 2.2,
  5: (value) => value ** 2.8,
  8: (value) => value,
  // Logarithms over 100 and 316 to 1; zero is black.
  9: (value) => (value <= 0 ? 0 : 10 ** (2 * (value - 1))),
  10: (value) => (value <= 0 ? 0 : 10 ** (2.5 * (value - 1))),
  // SMPTE ST 428-1
  17: (value) => (52.37 / 48) * value ** 2.6,
};

/** Whether colours have a range (HDR) that no result can have. */
export function isHighRange(nclx: Nclx | undefined): boolean {
  return nclx !== undefined && HDR_TRANSFERS.has(nclx.transfer);
}

/** @returns undefined if no conversion is needed, or none is possible */
export function wideToSrgb({ primaries, transfer }: Nclx): Converter | undefined {
  const plain = PLAIN_TRANSFERS.has(transfer);
  const chromaticities = PRIMARIES[primaries];
  const toLight = plain ? decodeSrgb : OTHER_TRANSFERS[transfer];
  if (!toLight || (plain && !chromaticities)) return undefined;
  return converter(toLight, chromaticities && toSrgb(chromaticities));
}
