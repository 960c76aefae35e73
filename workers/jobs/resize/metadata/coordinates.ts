// Places as numbers: in entries of EXIF that nobody has given a meaning.
import type { ExifEntry } from './exif-tree.ts';

const TYPE = { rational: 5, float: 11, double: 12 } as const;

/** Whether an entry holds a latitude and a longitude, or degrees, minutes and seconds. */
export function numbersTellPlace({ type, count, value }: ExifEntry, little: boolean): boolean {
  if (type === TYPE.rational) return count === 3 && isAngle(rationals(value, little));
  if ((type !== TYPE.double && type !== TYPE.float) || (count !== 2 && count !== 3)) return false;
  const read =
    type === TYPE.double
      ? (at: number) => (little ? value.readDoubleLE(at * 8) : value.readDoubleBE(at * 8))
      : (at: number) => (little ? value.readFloatLE(at * 4) : value.readFloatBE(at * 4));
  return isPair(read(0), read(1)) || isPair(read(1), read(0));
}

/** Numbers below one are those of colours and lenses, whole ones are sizes. */
function isPair(latitude: number, longitude: number): boolean {
  const isReading = (number: number) => !Number.isInteger(number * 100);
  const [north, east] = [Math.abs(latitude), Math.abs(longitude)];
  return north >= 1 && north <= 90 && east >= 0.001 && east <= 180 && isReading(latitude) && isReading(longitude);
}

function isAngle([degrees = -1, minutes = -1, seconds = -1]: readonly number[]): boolean {
  const isWhole = Number.isInteger(degrees) && degrees >= 1 && degrees <= 180;
  return isWhole && minutes >= 0 && minutes < 60 && seconds >= 0 && seconds < 60 && minutes + seconds > 0;
}

function rationals(value: Buffer, little: boolean): number[] {
  const u32 = (at: number) => (little ? value.readUInt32LE(at) : value.readUInt32BE(at));
  return Array.from({ length: value.length / 8 }, (_, index) => u32(index * 8) / u32(index * 8 + 4));
}

/** ACDSee's name of a program, and the version of interoperability rules, which some programs put among the others. */
const OTHERS_TEXT: ReadonlySet<number> = new Set([0x0b]);
const MAX_GPS_TAG = 0x1f;

/** An entry of the GPS directory among those of others, whose numbers begin far behind it. */
export function isStrayGps({ tag, type, value }: ExifEntry): boolean {
  if (tag > MAX_GPS_TAG || (OTHERS_TEXT.has(tag) && type === 2)) return false;
  return !/^(R98|R03|THM|0100)/.test(value.toString('latin1', 0, 4));
}
