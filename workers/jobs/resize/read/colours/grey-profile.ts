// Reads the curve of a grey ICC profile (ICC.1:2022 sections 10.6 and 10.18) and combines it with that of sRGB (IEC 61966-2-1).

const MAX = 65_535;

/**
 * Returns a table from samples of 16 bits in the profile's grey to such samples in sRGB's grey.
 * @returns undefined if the profile has no such curve
 */
export function greyCurve(icc: Buffer): Uint16Array | undefined {
  const linear = readCurve(icc, 'kTRC');
  if (!linear) return undefined;
  return Uint16Array.from({ length: MAX + 1 }, (_, sample) => Math.round(encodeSrgb(linear(sample / MAX)) * MAX));
}

/** Linear light, 0..1, to sRGB, 0..1. */
export function encodeSrgb(linear: number): number {
  const light = Math.min(1, Math.max(0, linear));
  return light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055;
}

/** sRGB, 0..1, to linear light, 0..1. */
export function decodeSrgb(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

type Curve = (value: number) => number;

function readCurve(icc: Buffer, tag: string): Curve | undefined {
  if (icc.length < 132 || icc.toString('latin1', 16, 20) !== 'GRAY') return undefined;
  const count = Math.min(icc.readUInt32BE(128), 100);
  for (let at = 132; at < 132 + count * 12 && at + 12 <= icc.length; at += 12) {
    if (icc.toString('latin1', at, at + 4) !== tag) continue;
    const [offset, size] = [icc.readUInt32BE(at + 4), icc.readUInt32BE(at + 8)];
    return curveOf(icc.subarray(offset, offset + size));
  }
  return undefined;
}

function curveOf(data: Buffer): Curve | undefined {
  const type = data.toString('latin1', 0, 4);
  if (type === 'curv' && data.length >= 12) return tableCurve(data);
  return type === 'para' && data.length >= 16 ? parametricCurve(data) : undefined;
}

function tableCurve(data: Buffer): Curve | undefined {
  const count = data.readUInt32BE(8);
  if (count === 0) return (value) => value;
  if (data.length < 12 + count * 2) return undefined;
  if (count === 1) {
    const gamma = data.readUInt16BE(12) / 256;
    return (value) => value ** gamma;
  }
  return (value) => {
    const place = value * (count - 1);
    const below = Math.floor(place);
    const at = (index: number) => data.readUInt16BE(12 + Math.min(index, count - 1) * 2) / MAX;
    return at(below) + (at(below + 1) - at(below)) * (place - below);
  };
}

function parametricCurve(data: Buffer): Curve | undefined {
  const kind = data.readUInt16BE(8);
  const needed = [1, 3, 4, 5, 7][kind];
  if (needed === undefined || data.length < 12 + needed * 4) return undefined;
  const [g = 1, a = 1, b = 0, c = 0, d = 0, e = 0, f = 0] = Array.from(
    { length: needed },
    (_, index) => data.readInt32BE(12 + index * 4) / 65_536,
  );
  switch (kind) {
    case 0:
      return (x) => x ** g;
    case 1:
      return (x) => (x >= -b / a ? (a * x + b) ** g : 0);
    case 2:
      return (x) => (x >= -b / a ? (a * x + b) ** g + c : c);
    case 3:
      return (x) => (x >= d ? (a * x + b) ** g : c * x);
    default:
      return (x) => (x >= d ? (a * x + b) ** g + e : c * x + f);
  }
}
