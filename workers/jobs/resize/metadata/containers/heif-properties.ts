// Reads the properties of pictures in AVIF and HEIC files, and which pictures belong together
// (ISO/IEC 23008-12 sections 6.4 and 9.3, ISO/IEC 14496-12 section 8.11.12).
import type { Extra, FoundMetadata } from '../found-metadata.ts';
import { type Box, boxes, Cursor, type Item, type Meta, makeBox } from './heif-boxes.ts';

interface Reference {
  readonly type: string;
  readonly from: number;
  readonly to: readonly number[];
}

export function readReferences(file: Buffer, { children }: Meta): Reference[] {
  const iref = children.find(({ type }) => type === 'iref');
  if (!iref) return [];
  const idBytes = file[iref.from] === 0 ? 2 : 4;
  return [...boxes(file, iref.from + 4, iref.end)].map(({ type, from, end }) => {
    const cursor = new Cursor(file, from);
    const item = cursor.take(idBytes);
    const count = Math.min(cursor.take(2), Math.floor((end - cursor.at) / idBytes));
    return { type, from: item, to: Array.from({ length: count }, () => cursor.take(idBytes)) };
  });
}

interface Properties {
  readonly all: readonly Box[];
  /** By item, the number of each from 1; the highest of 16 bits says that a reader has to know it. */
  readonly numbers: ReadonlyMap<number, readonly number[]>;
  /** Those of an item. */
  of(id: number): readonly Box[];
}

const NUMBER_BITS = 0x7fff;

/** One of `all`, by its number. */
export function propertyOf({ all }: Pick<Properties, 'all'>, number: number): Box | undefined {
  return all[(number & NUMBER_BITS) - 1];
}

export function readProperties(file: Buffer, { children }: Meta): Properties {
  const iprp = children.find(({ type }) => type === 'iprp');
  const parts = iprp ? [...boxes(file, iprp.from, iprp.end)] : [];
  const ipco = parts.find(({ type }) => type === 'ipco');
  const all = ipco ? [...boxes(file, ipco.from, ipco.end)] : [];
  const numbers = new Map(parts.filter(({ type }) => type === 'ipma').flatMap((box) => readAssociations(file, box)));
  return { all, numbers, of: (id) => (numbers.get(id) ?? []).flatMap((number) => propertyOf({ all }, number) ?? []) };
}

/** The box of properties, which items have by these numbers. */
export function propertiesBox(file: Buffer, { children }: Meta, numbers: Properties['numbers']): Buffer {
  const iprp = children.find(({ type }) => type === 'iprp');
  const others = iprp ? [...boxes(file, iprp.from, iprp.end)].filter(({ type }) => type !== 'ipma') : [];
  const entries = [...numbers].sort(([a], [b]) => a - b);
  const head = Buffer.from([1, 0, 0, 1, 0, 0, 0, 0]);
  head.writeUInt32BE(entries.length, 4);
  const content = entries.map(([id, list]) => {
    const entry = Buffer.alloc(5 + 2 * list.length);
    entry.writeUInt32BE(id, 0);
    entry.writeUInt8(list.length, 4);
    for (const [index, number] of list.entries()) entry.writeUInt16BE(number, 5 + 2 * index);
    return entry;
  });
  const kept = others.map(({ start, end }) => file.subarray(start, end));
  return makeBox('iprp', ...kept, makeBox('ipma', head, ...content));
}

function readAssociations(file: Buffer, { from, end }: Box): [number, number[]][] {
  const cursor = new Cursor(file, from);
  const version = cursor.take(1);
  const wide = (cursor.take(3) & 1) === 1;
  const found: [number, number[]][] = [];
  for (let left = cursor.take(4); left > 0 && cursor.at < end; left--) {
    const id = cursor.take(version === 0 ? 2 : 4);
    const number = () => (wide ? cursor.take(2) : widened(cursor.take(1)));
    found.push([id, Array.from({ length: cursor.take(1) }, number)]);
  }
  return found;
}

/** Of 8 bits, with the highest at its place among 16. */
function widened(number: number): number {
  return ((number & 0x80) << 8) | (number & 0x7f);
}

/** Properties about pixels and times (ISO/IEC 23008-12 section 6.5, AV1's and others' bindings); names and texts are none of them. */
const PROPERTIES: ReadonlySet<string> = new Set(
  (
    'ispe pixi colr irot imir clap pasp auxC av1C hvcC lhvC vvcC avcC jpgC j2kH uncC cmpd oinf tols rloc lsel a1op a1lx ' +
    'clli mdcv cclv amve reve ndwt rref crtt mdft iscl ccst cmin cmex free skip'
  ).split(' '),
);

export function hasUnknownProperties(file: Buffer, meta: Meta): boolean {
  return readProperties(file, meta).all.some(({ type }) => !PROPERTIES.has(type));
}

/** The colours of the picture itself; undefined where a profile says them. */
export function readNclx(file: Buffer, meta: Meta): FoundMetadata['nclx'] {
  const properties = readProperties(file, meta);
  const own = properties.of(meta.primary);
  const colours = (own.length > 0 ? own : properties.all).filter(({ type }) => type === 'colr');
  const kind = ({ from }: Box) => file.toString('latin1', from, from + 4);
  if (colours.some((box) => kind(box) === 'prof' || kind(box) === 'rICC')) return undefined;
  const nclx = colours.find((box) => kind(box) === 'nclx');
  return nclx && { primaries: file.readUInt16BE(nclx.from + 4), transfer: file.readUInt16BE(nclx.from + 6) };
}

/** Items that are pictures, of pixels of their own or put together from others. */
export const PICTURE_ITEMS: ReadonlySet<string> = new Set(['av01', 'hvc1', 'grid', 'iovl', 'iden']);
/** By the name of an auxiliary picture: Apple's and ISO's. */
const AUXILIARIES: readonly (readonly [name: RegExp, extra: Extra])[] = [
  [/gainmap/i, 'gain-map'],
  [/depth|hevc:2015:auxid:2$/i, 'depth-map'],
];

export function noteOtherPictures(file: Buffer, meta: Meta, extras: Set<Extra>): void {
  if (meta.items.some(({ type }) => type === 'tmap')) extras.add('gain-map');
  for (const { type, from, end } of readProperties(file, meta).all) {
    if (type !== 'auxC') continue;
    const [name = ''] = file.toString('latin1', from + 4, end).split('\0');
    for (const [words, extra] of AUXILIARIES) if (words.test(name)) extras.add(extra);
  }
  const parts = new Set(
    readReferences(file, meta).flatMap(({ type, from, to }) =>
      type === 'dimg' ? to : type === 'thmb' || type === 'auxl' ? [from] : [],
    ),
  );
  const isOther = ({ id, type, hidden }: Item) =>
    PICTURE_ITEMS.has(type) && !hidden && id !== meta.primary && !parts.has(id);
  if (meta.items.some(isOther)) extras.add('more-pictures');
}
