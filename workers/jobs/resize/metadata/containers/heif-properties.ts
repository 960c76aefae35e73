// What AVIF and HEIC files say of their pictures: properties, and how pictures belong together
// (ISO/IEC 23008-12 sections 6.4 and 9.3, ISO/IEC 14496-12 section 8.11.12).
import type { Extra, FoundMetadata } from '../found-metadata.ts';
import { type Box, boxes, Cursor, type Item, type Meta } from './heif-boxes.ts';

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
  /** Those of an item. */
  of(id: number): readonly Box[];
}

function readProperties(file: Buffer, { children }: Meta): Properties {
  const iprp = children.find(({ type }) => type === 'iprp');
  const parts = iprp ? [...boxes(file, iprp.from, iprp.end)] : [];
  const ipco = parts.find(({ type }) => type === 'ipco');
  const all = ipco ? [...boxes(file, ipco.from, ipco.end)] : [];
  const byItem = new Map(parts.filter(({ type }) => type === 'ipma').flatMap((box) => readAssociations(file, box)));
  return { all, of: (id) => (byItem.get(id) ?? []).flatMap((index) => all[index - 1] ?? []) };
}

/** Numbers of properties, from 1, by item. */
function readAssociations(file: Buffer, { from, end }: Box): [number, number[]][] {
  const cursor = new Cursor(file, from);
  const version = cursor.take(1);
  const wide = (cursor.take(3) & 1) === 1;
  const found: [number, number[]][] = [];
  for (let left = cursor.take(4); left > 0 && cursor.at < end; left--) {
    const id = cursor.take(version === 0 ? 2 : 4);
    const indices = Array.from({ length: cursor.take(1) }, () => cursor.take(wide ? 2 : 1) & (wide ? 0x7fff : 0x7f));
    found.push([id, indices]);
  }
  return found;
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
