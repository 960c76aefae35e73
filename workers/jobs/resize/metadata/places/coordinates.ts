// Recognises locations as numbers in EXIF entries of unknown meaning.
import type { ExifEntry } from '../exif-tree.ts';

const TYPE = { rational: 5, signedRational: 10, float: 11, double: 12 } as const;

/** Whether an entry holds a latitude and a longitude, or degrees, minutes and seconds. */
export function numbersTellPlace({ type, count, value }: ExifEntry, little: boolean): boolean {
  if (type === TYPE.rational || type === TYPE.signedRational) {
    return (count === 3 && isAngle(rationals(value, little))) || (count === 2 && isDecimalPair(value, little));
  }
  if ((type !== TYPE.double && type !== TYPE.float) || (count !== 2 && count !== 3 && count !== TIEPOINT)) return false;
  const read =
    type === TYPE.double
      ? (at: number) => (little ? value.readDoubleLE(at * 8) : value.readDoubleBE(at * 8))
      : (at: number) => (little ? value.readFloatLE(at * 4) : value.readFloatBE(at * 4));
  const first = count === TIEPOINT ? 3 : 0;
  return isPair(read(first), read(first + 1)) || isPair(read(first + 1), read(first));
}

/** Numbers of GeoTIFF's tiepoint: a pixel, and behind it where it lies. */
const TIEPOINT = 6;

/** As programs write readings: over a power of ten. */
function isDecimalPair(value: Buffer, little: boolean): boolean {
  const [latitude = 0, longitude = 0] = rationals(value, little);
  const below = [4, 12].map((at) => (little ? value.readInt32LE(at) : value.readInt32BE(at)));
  return (
    below.every((one) => /^10{3,9}$/.test(`${one}`)) && (isPair(latitude, longitude) || isPair(longitude, latitude))
  );
}

/** Numbers below one are those of colours and lenses, whole ones are sizes. */
function isPair(latitude: number, longitude: number): boolean {
  const isReading = (number: number) => !Number.isInteger(number * 100);
  const [north, east] = [Math.abs(latitude), Math.abs(longitude)];
  return north >= 1 && north <= 90 && east >= 0.001 && east <= 180 && isReading(latitude) && isReading(longitude);
}

/** South and west are below zero where numbers have signs. */
function isAngle([degrees = -1, minutes = -1, seconds = -1]: readonly number[]): boolean {
  const whole = Math.abs(degrees);
  const isWhole = Number.isInteger(whole) && whole >= 1 && whole <= 180;
  return isWhole && minutes >= 0 && minutes < 60 && seconds >= 0 && seconds < 60 && minutes + seconds > 0;
}

function rationals(value: Buffer, little: boolean): number[] {
  const i32 = (at: number) => (little ? value.readInt32LE(at) : value.readInt32BE(at));
  return Array.from({ length: value.length / 8 }, (_, index) => i32(index * 8) / i32(index * 8 + 4));
}

/** ACDSee's name of a program, and the version of interoperability rules, which some programs put among the others. */
const OTHERS_TEXT: ReadonlySet<number> = new Set([0x0b]);
const MAX_GPS_TAG = 0x1f;

/** Whether it is an entry of a GPS directory in another directory, whose tag numbers are much higher. */
export function isStrayGps({ tag, type, value }: ExifEntry): boolean {
  if (tag > MAX_GPS_TAG || (OTHERS_TEXT.has(tag) && type === 2)) return false;
  return !/^(R98|R03|THM|0100)/.test(value.toString('latin1', 0, 4));
}

/** How a block of EXIF begins, and the first entry of most GPS directories: north or south, in either order of bytes. */
const BEGINNINGS = ['II*\0', 'MM\0*'];
const NORTH_OR_SOUTH = ['\x01\0\x02\0\x02\0\0\0', '\0\x01\0\x02\0\0\0\x02'].flatMap((head) => [`${head}N`, `${head}S`]);

/** Whether unused bytes contain a GPS directory: some programs remove only the pointer to it. */
export function holdsGpsDirectory(bytes: Buffer): boolean {
  return [...BEGINNINGS, ...NORTH_OR_SOUTH].some((mark) => bytes.includes(mark, 0, 'latin1'));
}
