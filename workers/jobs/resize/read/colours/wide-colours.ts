// AVIF's colours by number (ITU-T H.273) brought to sRGB: Display P3 and Rec. 2020 with ordinary transfer curves.
import type { FoundMetadata } from '../../metadata/found-metadata.ts';
import { decodeSrgb, encodeSrgb } from './grey-profile.ts';

type Nclx = NonNullable<FoundMetadata['nclx']>;
type Matrix = readonly [number, number, number, number, number, number, number, number, number];

/** Linear RGB of these primaries to linear sRGB; both are under D65, so that no white is adapted. */
const TO_SRGB: Readonly<Record<number, Matrix>> = {
  // BT.2020
  9: [1.660491, -0.587641, -0.07285, -0.124551, 1.1329, -0.008349, -0.018151, -0.100579, 1.11873],
  // SMPTE EG 432-1 (Display P3)
  12: [1.22494, -0.22494, 0, -0.042057, 1.042057, 0, -0.019638, -0.078636, 1.098274],
};

/** Perceptual quantizer and hybrid log-gamma: their range is larger than that of sRGB. */
const HDR_TRANSFERS: ReadonlySet<number> = new Set([16, 18]);

/** sRGB's own curve, and what is shown with it: unspecified, BT.709, BT.601, BT.2020. */
const PLAIN_TRANSFERS: ReadonlySet<number> = new Set([1, 2, 6, 13, 14, 15]);

/** Whether colours are of a range that no result holds. */
export function isHighRange(nclx: Nclx | undefined): boolean {
  return nclx !== undefined && HDR_TRANSFERS.has(nclx.transfer);
}

const MAX = 65_535;

/** Changes samples of 16 bits in place. @returns undefined where nothing is to be done, or nothing right can be */
export function wideToSrgb({
  primaries,
  transfer,
}: Nclx): ((samples: Uint16Array, channels: number) => void) | undefined {
  const matrix = TO_SRGB[primaries];
  if (!matrix || !PLAIN_TRANSFERS.has(transfer)) return undefined;
  const light = Float32Array.from({ length: MAX + 1 }, (_, sample) => decodeSrgb(sample / MAX));
  const shown = Uint16Array.from({ length: MAX + 1 }, (_, linear) => Math.round(encodeSrgb(linear / MAX) * MAX));
  const show = (linear: number) => shown[Math.round(Math.min(1, Math.max(0, linear)) * MAX)] ?? 0;
  return (samples, channels) => {
    for (let at = 0; at < samples.length; at += channels) {
      const [r = 0, g = 0, b = 0] = [light[samples[at] ?? 0], light[samples[at + 1] ?? 0], light[samples[at + 2] ?? 0]];
      samples[at] = show(matrix[0] * r + matrix[1] * g + matrix[2] * b);
      samples[at + 1] = show(matrix[3] * r + matrix[4] * g + matrix[5] * b);
      samples[at + 2] = show(matrix[6] * r + matrix[7] * g + matrix[8] * b);
    }
  };
}
