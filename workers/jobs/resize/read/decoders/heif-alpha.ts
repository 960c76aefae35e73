// Corrects the transparency of AVIFs and HEICs, which is a picture of its own. libheif turns and crops it only if it has its own
// properties for that, and otherwise squeezes it into the picture. Browsers and libavif turn both together.

import { withProperties } from '../../metadata/containers/heif.ts';
import { type Box, boxes, type Meta, readMeta } from '../../metadata/containers/heif-boxes.ts';
import {
  propertiesBox,
  propertyOf,
  readProperties,
  readReferences,
} from '../../metadata/containers/heif-properties.ts';

/** ISO/IEC 23008-12 section 6.5: a crop, turns, mirrors. */
const TURNS: ReadonlySet<string> = new Set(['clap', 'irot', 'imir']);
const ALPHA = /:alpha$|hevc:2015:auxid:1$/;

/** @returns the file itself if its transparency is turned like the picture, or cannot be read */
export function withTurnedAlpha(file: Buffer): Buffer {
  try {
    const box = [...boxes(file, 0, file.length)].find(({ type }) => type === 'meta');
    return box ? turned(file, readMeta(file, box)) : file;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return file;
  }
}

function turned(file: Buffer, meta: Meta): Buffer {
  const properties = readProperties(file, meta);
  const isTurn = (number: number) => TURNS.has(propertyOf(properties, number)?.type ?? '');
  const numbersOf = (id: number) => properties.numbers.get(id) ?? [];
  const bytesOf = (id: number) =>
    numbersOf(id)
      .filter(isTurn)
      .map((number) => hex(file, propertyOf(properties, number)));
  const alphas = alphasOf(file, meta).filter((id) => `${bytesOf(id)}` !== `${bytesOf(meta.primary)}`);
  if (alphas.length === 0) return file;
  const turns = numbersOf(meta.primary).filter(isTurn);
  const changed = alphas.map((id) => [id, [...numbersOf(id).filter((one) => !isTurn(one)), ...turns]] as const);
  return withProperties(file, meta, propertiesBox(file, meta, new Map([...properties.numbers, ...changed])));
}

/** The items of a picture's transparency: mostly one. */
export function alphasOf(file: Buffer, meta: Meta): number[] {
  const properties = readProperties(file, meta);
  const isAlpha = (id: number) => properties.of(id).some((one) => one.type === 'auxC' && ALPHA.test(nameOf(file, one)));
  return readReferences(file, meta)
    .filter(({ type, from, to }) => type === 'auxl' && to.includes(meta.primary) && isAlpha(from))
    .map(({ from }) => from);
}

function hex(file: Buffer, box: Box | undefined): string {
  return box ? file.toString('hex', box.start, box.end) : '';
}

/** Of an auxiliary picture's kind. */
function nameOf(file: Buffer, { from, end }: Box): string {
  return file.toString('latin1', from + 4, end).split('\0')[0] ?? '';
}
