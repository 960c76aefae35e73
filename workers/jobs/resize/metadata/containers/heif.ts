// Reads and writes metadata in AVIF and HEIC files: items of the `meta` box (ISO/IEC 14496-12 section 8.11, ISO/IEC 23008-12 annex A).
import type { Extra, FoundMetadata, MetadataBlocks } from '../found-metadata.ts';
import { bytesTellPlace } from '../places/place-readings.ts';
import { type Range, unusedBytes } from '../unused-bytes.ts';
import { type Box, boxes, type Item, itemData, type Location, type Meta, makeBox, readMeta } from './heif-boxes.ts';
import { hasUnknownProperties, noteOtherPictures, PICTURE_ITEMS, readNclx, readReferences } from './heif-properties.ts';

const TOP_LEVEL: ReadonlySet<string> = new Set(['ftyp', 'meta', 'mdat', 'free', 'skip', 'moov']);
/** A film, which has a note of its own, and what else stands behind a JPEG of these phones. */
const SAMSUNG: ReadonlySet<string> = new Set(['mpvd', 'sefd']);
/** Content Credentials, by the name of their box. */
const CREDENTIALS = 'd8fec3d61b0e483c92975828877ec481';
const XMP_TYPE = 'application/rdf+xml';
/** Bytes of the offset before EXIF, which leads past a name. */
const OFFSET_BYTES = 4;

/**
 * @param thorough looks also for what no item leads to
 * @throws RangeError when the file is damaged
 */
export function readHeif(file: Buffer, thorough = false): FoundMetadata {
  const top = [...boxes(file, 0, file.length)];
  const extras = new Set<Extra>();
  for (const one of top.filter(({ type }) => !TOP_LEVEL.has(type))) extras.add(boxKind(file, one));
  // Samsung's phones put a film there.
  if (top.some(({ type }) => type === 'mpvd')) extras.add('motion-photo');
  if (top.some(({ type }) => type === 'moov')) extras.add('animation');
  const box = top.find(({ type }) => type === 'meta');
  if (!box) return { extras };
  const meta = readMeta(file, box);
  noteOtherPictures(file, meta, extras);
  const blocks = metaBlocks(file, meta, extras);
  if (meta.children.some(({ type }) => !META.has(type))) extras.add('unknown-data');
  if (hasUnknownProperties(file, meta)) extras.add('unknown-data');
  if (thorough && (hasUnused(file, top, meta) || hasTellingNames(file, meta))) extras.add('other-data');
  return { extras, ...blocks, nclx: readNclx(file, meta) };
}

function boxKind(file: Buffer, { type, from }: Box): Extra {
  if (type === 'uuid' && file.toString('hex', from, from + 16) === CREDENTIALS) return 'further-data';
  return SAMSUNG.has(type) ? 'other-data' : 'unknown-data';
}

/** What a `meta` box consists of. */
const META: ReadonlySet<string> = new Set('hdlr pitm iinf iloc iref iprp idat dinf grpl free skip'.split(' '));
/** Boxes of it in which names and profiles stand. */
const NAMES: ReadonlySet<string> = new Set(['hdlr', 'iprp']);

function hasTellingNames(file: Buffer, { children, items }: Meta): boolean {
  return (
    items.some(({ name }) => bytesTellPlace(Buffer.from(name, 'latin1'))) ||
    children.some(({ type, from, end }) => NAMES.has(type) && bytesTellPlace(file.subarray(from, end)))
  );
}

const EMPTY: ReadonlySet<string> = new Set(['free', 'skip', 'mdat']);

/** Whether bytes stand where there should be none: in boxes that are free, and beside the items. */
function hasUnused(file: Buffer, top: readonly Box[], meta: Meta): boolean {
  const structure = top.map(({ type, start, from, end }): Range => [start, EMPTY.has(type) ? from : end]);
  const items = meta.locations
    .filter(({ method }) => method === 0)
    .flatMap(({ extents }) => extents.map(({ offset, length }): Range => [offset, offset + length]));
  const isFree = meta.children.filter(({ type }) => type === 'free' || type === 'skip');
  return (
    unusedBytes(file, [...structure, ...items]).length > 0 ||
    isFree.some(({ from, end }) => unusedBytes(file.subarray(from, end), []).length > 0)
  );
}

function metaBlocks(file: Buffer, meta: Meta, extras: Set<Extra>): { exif?: Buffer; xmp?: Buffer } {
  const blocks: { exif?: Buffer; xmp?: Buffer } = {};
  // Gain maps and other pictures of the file have metadata of their own.
  const descriptions = readReferences(file, meta).filter(({ type }) => type === 'cdsc');
  const described = new Set(descriptions.map(({ from }) => from));
  const own = new Set(descriptions.filter(({ to }) => to.includes(meta.primary)).map(({ from }) => from));
  const isAbout = (id: number) => own.has(id) || !described.has(id);
  for (const { id, type, contentType } of meta.items) {
    if (PICTURE_ITEMS.has(type) || type === 'tmap') continue;
    const data = isAbout(id) ? itemData(file, meta, id) : undefined;
    if (type === 'Exif' && data && !blocks.exif) blocks.exif = exifBlock(data);
    else if (type === 'mime' && contentType === XMP_TYPE && data && !blocks.xmp) blocks.xmp = data;
    else extras.add('other-data');
  }
  return blocks;
}

function exifBlock(data: Buffer): Buffer {
  return data.subarray(OFFSET_BYTES + data.readUInt32BE(0));
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

/** The same file with other properties, `iprp` being their box. */
export function withProperties(file: Buffer, meta: Meta, iprp: Buffer): Buffer {
  const { box } = meta;
  const growth = rewriteMeta(file, meta, [], 0, iprp).length - (box.end - box.start);
  const rewritten = rewriteMeta(file, meta, [], growth, iprp);
  return Buffer.concat([file.subarray(0, box.start), rewritten, file.subarray(box.end)]);
}

interface NewItem extends Omit<Item, 'hidden' | 'name'> {
  readonly data: Buffer;
}

function rewriteMeta(file: Buffer, meta: Meta, items: readonly NewItem[], growth: number, iprp?: Buffer): Buffer {
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
      if (child.type === 'iprp' && iprp) return iprp;
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
