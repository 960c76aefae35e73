// Reads and writes metadata in WebP files (RFC 9649 section 2). The chunks are read, whatever the flags say, as other readers do so, too.
import type { Extra, FoundMetadata, MetadataBlocks } from '../found-metadata.ts';
import { noteTrailer } from './other-data.ts';

const PICTURE: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP']);
/** Of one frame. */
const FRAME: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'ALPH']);
const FRAME_HEAD_BYTES = 16;
/** What has a length of its own. */
const BYTES: ReadonlyMap<string, number> = new Map([
  ['VP8X', 10],
  ['ANIM', 6],
]);
/** Content Credentials. */
const CREDENTIALS = 'C2PA';
const FLAG = { xmp: 0x04, exif: 0x08, alpha: 0x10 };

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

function* chunks(file: Buffer): Generator<Chunk, number> {
  return yield* chunksWithin(file, 12, Math.min(file.length, file.readUInt32LE(4) + 8));
}

function* chunksWithin(file: Buffer, start: number, end: number): Generator<Chunk, number> {
  let at = start;
  while (at + 8 <= end) {
    const next = at + 8 + file.readUInt32LE(at + 4);
    if (next > file.length) return at;
    yield { type: file.toString('latin1', at, at + 4), data: file.subarray(at + 8, next) };
    at = next + (next % 2);
  }
  return at;
}

export function readWebp(file: Buffer): FoundMetadata {
  const extras = new Set<Extra>();
  let exif: Buffer | undefined;
  let xmp: Buffer | undefined;
  const known: Chunk[] = [];
  const walk = chunks(file);
  let step = walk.next();
  for (; !step.done; step = walk.next()) {
    const { type, data } = step.value;
    if (type === 'EXIF' && !exif) exif = withoutName(data);
    else if (type === 'XMP ' && !xmp) xmp = data;
    else if (PICTURE.has(type)) known.push(step.value);
    else extras.add(type === CREDENTIALS ? 'further-data' : 'unknown-data');
  }
  if (hasUnread(known)) extras.add('other-data');
  if (known.some(({ type, data }) => type === 'ANMF' && !isPlainFrame(data))) extras.add('unknown-data');
  noteTrailer(file, step.value, extras);
  return { extras, exif, xmp };
}

/** Chunks of the picture that no decoder looks at, or that are longer than they should be. */
function hasUnread(known: readonly Chunk[]): boolean {
  const types = known.map(({ type }) => type);
  const isAnimated = types.includes('ANMF');
  const once = types.filter((type) => type !== 'ANMF');
  return (
    new Set(once).size < once.length ||
    isAnimated !== types.includes('ANIM') ||
    types.some((type) => FRAME.has(type)) === isAnimated ||
    (types.includes('ALPH') && !types.includes('VP8 ')) ||
    known.some(({ type, data }) => data.length !== (BYTES.get(type) ?? data.length))
  );
}

function isPlainFrame(data: Buffer): boolean {
  return [...chunksWithin(data, FRAME_HEAD_BYTES, data.length)].every(({ type }) => FRAME.has(type));
}

/** Some programs put JPEG's `Exif\0\0` before the block. */
function withoutName(data: Buffer): Buffer {
  return data.toString('latin1', 0, 6) === 'Exif\0\0' ? data.subarray(6) : data;
}

interface Canvas {
  readonly width: number;
  readonly height: number;
  readonly alpha: boolean;
}

/** @param file as the encoder wrote it */
export function writeWebp(file: Buffer, canvas: Canvas, { exif, xmp }: MetadataBlocks): Buffer {
  if (!exif && !xmp) return file;
  const found = [...chunks(file)];
  const extended = found.find(({ type }) => type === 'VP8X');
  const header = Buffer.from(extended?.data ?? newHeader(canvas));
  header[0] = ((header[0] ?? 0) & ~(FLAG.exif | FLAG.xmp)) | (exif ? FLAG.exif : 0) | (xmp ? FLAG.xmp : 0);
  const kept = found.filter(({ type }) => type !== 'VP8X' && type !== 'EXIF' && type !== 'XMP ');
  const all: Chunk[] = [
    { type: 'VP8X', data: header },
    ...kept,
    ...(exif ? [{ type: 'EXIF', data: exif }] : []),
    ...(xmp ? [{ type: 'XMP ', data: xmp }] : []),
  ];
  const body = Buffer.concat(all.map(chunkBytes));
  const head = Buffer.from('RIFF\0\0\0\0WEBP');
  head.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([head, body]);
}

function newHeader({ width, height, alpha }: Canvas): Buffer {
  const header = Buffer.alloc(10);
  header[0] = alpha ? FLAG.alpha : 0;
  header.writeUIntLE(width - 1, 4, 3);
  header.writeUIntLE(height - 1, 7, 3);
  return header;
}

function chunkBytes({ type, data }: Chunk): Buffer {
  const head = Buffer.from(`${type}\0\0\0\0`, 'latin1');
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}
