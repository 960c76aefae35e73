// Metadata in AVIF and HEIC files: items of the `meta` box (ISO/IEC 14496-12 section 8.11, ISO/IEC 23008-12 annex A).
import type { Extra, FoundMetadata, MetadataBlocks } from '../found-metadata.ts';

interface Box {
  readonly type: string;
  /** Of the box, of its content, and behind it. */
  readonly start: number;
  readonly from: number;
  readonly end: number;
}

interface Extent {
  readonly offset: number;
  readonly length: number;
}

interface Location {
  readonly id: number;
  /** 0: from the start of the file; 1: from the start of the `idat` box. */
  readonly method: number;
  readonly extents: readonly Extent[];
}

interface Item {
  readonly id: number;
  readonly type: string;
  readonly contentType: string;
}

interface Meta {
  readonly box: Box;
  readonly children: readonly Box[];
  readonly items: readonly Item[];
  readonly locations: readonly Location[];
  readonly primary: number;
}

const TOP_LEVEL: ReadonlySet<string> = new Set(['ftyp', 'meta', 'mdat', 'free', 'skip', 'moov']);
const PICTURES: ReadonlySet<string> = new Set(['av01', 'hvc1', 'grid', 'iovl', 'iden']);
const XMP_TYPE = 'application/rdf+xml';
/** Bytes of the offset before EXIF, which leads past a name. */
const OFFSET_BYTES = 4;

function* boxes(file: Buffer, start: number, end: number): Generator<Box> {
  for (let at = start; at + 8 <= end; ) {
    const size = file.readUInt32BE(at);
    const large = size === 1 ? Number(file.readBigUInt64BE(at + 8)) : size;
    const next = size === 0 ? end : at + large;
    const from = at + (size === 1 ? 16 : 8);
    if (next < from || next > end) throw new RangeError('a box lies outside of its parent');
    yield { type: file.toString('latin1', at + 4, at + 8), start: at, from, end: next };
    at = next;
  }
}

/** @throws RangeError when the file is damaged */
export function readHeif(file: Buffer): FoundMetadata {
  const top = [...boxes(file, 0, file.length)];
  const extras = new Set<Extra>();
  if (top.some(({ type }) => !TOP_LEVEL.has(type))) extras.add('other-data');
  if (top.some(({ type }) => type === 'moov')) extras.add('animation');
  const box = top.find(({ type }) => type === 'meta');
  if (!box) return { extras };
  const meta = readMeta(file, box);
  const blocks = metaBlocks(file, meta, extras);
  return { extras, ...blocks, nclx: readNclx(file, meta) };
}

function metaBlocks(file: Buffer, meta: Meta, extras: Set<Extra>): { exif?: Buffer; xmp?: Buffer } {
  const blocks: { exif?: Buffer; xmp?: Buffer } = {};
  for (const item of meta.items) {
    if (PICTURES.has(item.type)) continue;
    const data = itemData(file, meta, item.id);
    if (item.type === 'Exif' && data && !blocks.exif) blocks.exif = exifBlock(data);
    else if (item.type === 'mime' && item.contentType === XMP_TYPE && data && !blocks.xmp) blocks.xmp = data;
    else extras.add('other-data');
  }
  return blocks;
}

function exifBlock(data: Buffer): Buffer {
  return data.subarray(OFFSET_BYTES + data.readUInt32BE(0));
}

function readMeta(file: Buffer, box: Box): Meta {
  const children = [...boxes(file, box.from + 4, box.end)];
  const child = (type: string) => children.find((one) => one.type === type);
  const [iinf, iloc, pitm] = [child('iinf'), child('iloc'), child('pitm')];
  return {
    box,
    children,
    items: iinf ? readItems(file, iinf) : [],
    locations: iloc ? readLocations(file, iloc) : [],
    primary: pitm ? readId(file, pitm.from + 4, file[pitm.from] === 0 ? 2 : 4) : 0,
  };
}

function readId(file: Buffer, at: number, bytes: number): number {
  return file.readUIntBE(at, bytes);
}

function readItems(file: Buffer, iinf: Box): Item[] {
  const first = iinf.from + 4 + (file[iinf.from] === 0 ? 2 : 4);
  const items: Item[] = [];
  for (const { type, from, end } of boxes(file, first, iinf.end)) {
    const version = file[from] ?? 0;
    if (type !== 'infe' || version < 2) continue;
    const idBytes = version === 2 ? 2 : 4;
    const typeAt = from + 4 + idBytes + 2;
    const itemType = file.toString('latin1', typeAt, typeAt + 4);
    const nameEnd = file.indexOf(0, typeAt + 4);
    const typeEnd = nameEnd < 0 ? -1 : file.indexOf(0, nameEnd + 1);
    const contentType =
      itemType === 'mime' && typeEnd > 0 && typeEnd <= end ? file.toString('latin1', nameEnd + 1, typeEnd) : '';
    items.push({ id: readId(file, from + 4, idBytes), type: itemType, contentType });
  }
  return items;
}

/** Reads numbers of given sizes one after the other. */
class Cursor {
  readonly #file: Buffer;
  at: number;

  constructor(file: Buffer, at: number) {
    this.#file = file;
    this.at = at;
  }

  take(bytes: number): number {
    this.at += bytes;
    if (bytes === 0) return 0;
    return bytes === 8
      ? Number(this.#file.readBigUInt64BE(this.at - 8))
      : this.#file.readUIntBE(this.at - bytes, bytes);
  }
}

function readLocations(file: Buffer, iloc: Box): Location[] {
  const cursor = new Cursor(file, iloc.from);
  const version = cursor.take(1);
  cursor.take(3);
  const sizes = cursor.take(2);
  const [offsetBytes, lengthBytes, baseBytes] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexBytes = version === 0 ? 0 : sizes & 15;
  const idBytes = version === 2 ? 4 : 2;
  const count = cursor.take(idBytes);
  const locations: Location[] = [];
  for (let index = 0; index < count && cursor.at < iloc.end; index++) {
    const id = cursor.take(idBytes);
    const method = version === 0 ? 0 : cursor.take(2) & 15;
    cursor.take(2);
    const base = cursor.take(baseBytes);
    const extents: Extent[] = [];
    for (let left = cursor.take(2); left > 0 && cursor.at < iloc.end; left--) {
      cursor.take(indexBytes);
      extents.push({ offset: base + cursor.take(offsetBytes), length: cursor.take(lengthBytes) });
    }
    locations.push({ id, method, extents });
  }
  return locations;
}

/** Undefined when it is not all there. */
function itemData(file: Buffer, { locations, children }: Meta, id: number): Buffer | undefined {
  const location = locations.find((one) => one.id === id);
  const idat = children.find(({ type }) => type === 'idat');
  if (!location || location.method > 1 || (location.method === 1 && !idat)) return undefined;
  const start = location.method === 1 && idat ? idat.from : 0;
  const parts = location.extents.map(({ offset, length }) => file.subarray(start + offset, start + offset + length));
  const whole = location.extents.reduce((sum, { length }) => sum + length, 0);
  const data = Buffer.concat(parts);
  return data.length === whole && whole > 0 ? data : undefined;
}

/** Of the first `colr` box of that kind. */
function readNclx(file: Buffer, { children }: Meta): FoundMetadata['nclx'] {
  const iprp = children.find(({ type }) => type === 'iprp');
  const ipco = iprp && [...boxes(file, iprp.from, iprp.end)].find(({ type }) => type === 'ipco');
  if (!ipco) return undefined;
  const colours = [...boxes(file, ipco.from, ipco.end)].filter(({ type }) => type === 'colr');
  const kind = ({ from }: Box) => file.toString('latin1', from, from + 4);
  if (colours.some((box) => kind(box) === 'prof' || kind(box) === 'rICC')) return undefined;
  const nclx = colours.find((box) => kind(box) === 'nclx');
  return nclx && { primaries: file.readUInt16BE(nclx.from + 4), transfer: file.readUInt16BE(nclx.from + 6) };
}

/** @param file as the encoder wrote it: without metadata */
export function writeHeif(file: Buffer, { exif, xmp }: MetadataBlocks): Buffer {
  const box = [...boxes(file, 0, file.length)].find(({ type }) => type === 'meta');
  const contents = [
    ...(exif ? [{ type: 'Exif', contentType: '', data: Buffer.concat([Buffer.alloc(OFFSET_BYTES), exif]) }] : []),
    ...(xmp ? [{ type: 'mime', contentType: XMP_TYPE, data: xmp }] : []),
  ];
  if (!box || contents.length === 0) return file;
  const meta = readMeta(file, box);
  const firstId = 1 + Math.max(...meta.items.map(({ id }) => id), 0);
  const items = contents.map((content, index) => ({ ...content, id: firstId + index }));
  // The sizes do not depend on the offsets: one pass to learn how much the box grows, one with the offsets shifted by it.
  const growth = rewriteMeta(file, meta, items, 0).length - (box.end - box.start);
  const rewritten = rewriteMeta(file, meta, items, growth);
  const data = makeBox('mdat', ...items.map((item) => item.data));
  return Buffer.concat([file.subarray(0, box.start), rewritten, file.subarray(box.end), data]);
}

interface NewItem extends Item {
  readonly data: Buffer;
}

function rewriteMeta(file: Buffer, meta: Meta, items: readonly NewItem[], growth: number): Buffer {
  const { box, children, primary } = meta;
  const shifted = meta.locations.map((location) => ({
    ...location,
    extents: location.extents.map((extent) => ({
      ...extent,
      offset: location.method === 0 && extent.offset >= box.end ? extent.offset + growth : extent.offset,
    })),
  }));
  let at = file.length + growth + 8;
  const added = items.map(({ id, data }) => {
    const location = { id, method: 0, extents: [{ offset: at, length: data.length }] };
    at += data.length;
    return location;
  });
  const rewritten = children
    .filter(({ type }) => type !== 'iref')
    .map((child) => {
      if (child.type === 'iinf') return withItems(file, child, items);
      if (child.type === 'iloc') return locationsBox([...shifted, ...added]);
      return file.subarray(child.start, child.end);
    });
  const iref = children.find(({ type }) => type === 'iref');
  const references = items.map(({ id }) => reference(id, primary, iref ? file[iref.from] === 1 : false));
  const old = iref ? file.subarray(iref.from, iref.end) : Buffer.alloc(4);
  return makeBox('meta', file.subarray(box.from, box.from + 4), ...rewritten, makeBox('iref', old, ...references));
}

function withItems(file: Buffer, iinf: Box, items: readonly NewItem[]): Buffer {
  const content = Buffer.from(file.subarray(iinf.from, iinf.end));
  if (content[0] === 0) content.writeUInt16BE(content.readUInt16BE(4) + items.length, 4);
  else content.writeUInt32BE(content.readUInt32BE(4) + items.length, 4);
  return makeBox('iinf', content, ...items.map(infoBox));
}

function infoBox({ id, type, contentType }: NewItem): Buffer {
  const head = Buffer.from([2, 0, 0, 0, 0, 0, 0, 0]);
  head.writeUInt16BE(id, 4);
  const name = Buffer.from(type === 'mime' ? `${type}\0${contentType}\0` : `${type}\0`, 'latin1');
  return makeBox('infe', head, name);
}

/** Version 1 of the box, all offsets from the start of the file and of 4 bytes. */
function locationsBox(locations: readonly Location[]): Buffer {
  const head = Buffer.from([1, 0, 0, 0, 0x44, 0, 0, 0]);
  head.writeUInt16BE(locations.length, 6);
  const entries = locations.map(({ id, method, extents }) => {
    const entry = Buffer.alloc(8 + extents.length * 8);
    entry.writeUInt16BE(id, 0);
    entry.writeUInt16BE(method, 2);
    entry.writeUInt16BE(extents.length, 6);
    for (const [index, { offset, length }] of extents.entries()) {
      entry.writeUInt32BE(offset, 8 + index * 8);
      entry.writeUInt32BE(length, 12 + index * 8);
    }
    return entry;
  });
  return makeBox('iloc', head, ...entries);
}

/** The metadata describes the picture. */
function reference(from: number, to: number, wide: boolean): Buffer {
  const content = Buffer.alloc(wide ? 10 : 6);
  content.writeUIntBE(from, 0, wide ? 4 : 2);
  content.writeUInt16BE(1, wide ? 4 : 2);
  content.writeUIntBE(to, wide ? 6 : 4, wide ? 4 : 2);
  return makeBox('cdsc', content);
}

function makeBox(type: string, ...content: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 4, 'latin1');
  const whole = Buffer.concat([head, ...content]);
  whole.writeUInt32BE(whole.length, 0);
  return whole;
}
