// Reads and writes metadata in PNG files (PNG third edition, sections 5 and 11), also in the text chunks of ImageMagick and others.
import { deflateSync, inflateSync } from 'node:zlib';
import { pngChunk } from '../../render/png-writer.ts';
import type { Density, Extra, FoundMetadata, MetadataBlocks, PngColours, TextChunk } from '../found-metadata.ts';
import { bytesTellPlace } from '../places/place-readings.ts';
import { namesPlace } from '../places/place-words.ts';
import { chunkKind, noteTrailer } from './other-data.ts';

const XMP_KEYWORD = 'XML:com.adobe.xmp';
/** As JPEG's segment begins, which ImageMagick takes over as a whole. */
const XMP_NAME = 'http://ns.adobe.com/xap/1.0/\0';
/** ImageMagick's way before PNG had a chunk for EXIF; it is still the way of IPTC. */
const RAW_PROFILE = 'Raw profile type ';
const TEXTS: ReadonlySet<string> = new Set(['tEXt', 'zTXt', 'iTXt']);

/** What is the picture, its colours, its size on paper and its date, with the most bytes that it has. */
const PICTURE: ReadonlyMap<string, number> = new Map(
  Object.entries({
    ...{ IHDR: 13, PLTE: 768, IDAT: 2 ** 31, IEND: 0, tRNS: 256, cHRM: 32, gAMA: 4, iCCP: 2 ** 31, sBIT: 4, sRGB: 1 },
    ...{ cICP: 4, mDCV: 24, cLLI: 8, bKGD: 6, hIST: 512, pHYs: 9, tIME: 7 },
  }),
);
/** Whose bytes may be any. */
const TABLES: ReadonlySet<string> = new Set(['PLTE', 'tRNS', 'hIST']);
const COLOURS: ReadonlySet<string> = new Set(['cICP', 'iCCP', 'sRGB', 'gAMA', 'cHRM']);
/** Numbers of `gAMA` and `cHRM` are multiples of a 100,000th. */
const COLOUR_UNIT = 100_000;
/** Content Credentials (C2PA). */
const CREDENTIALS = 'caBX';
const ANIMATION: ReadonlySet<string> = new Set(['acTL', 'fcTL', 'fdAT']);

/** Texts do not unpack to more: what is larger is left where it is and counts as unknown. */
const MAX_TEXT_BYTES = 16 * 2 ** 20;

const INCHES_PER_METRE = 1 / 0.0254;

interface Chunk extends TextChunk {
  /** Offset behind its sum. */
  readonly end: number;
}

function* chunks(file: Buffer): Generator<Chunk, number> {
  let at = 8;
  while (at + 12 <= file.length) {
    const end = at + 12 + file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    // What is cut off is the picture itself.
    if (end > file.length) return type === 'IDAT' ? file.length : at;
    yield { type, data: file.subarray(at + 8, end - 4), end };
    at = end;
    if (type === 'IEND') break;
  }
  return at;
}

export function readPng(file: Buffer): FoundMetadata {
  const found = new PngFinds();
  const walk = chunks(file);
  let step = walk.next();
  for (; !step.done; step = walk.next()) found.note(step.value);
  noteTrailer(file, step.value, found.extras);
  return found.metadata();
}

class PngFinds {
  readonly extras = new Set<Extra>();
  readonly #texts: TextChunk[] = [];
  #exif: Buffer | undefined;
  #xmp: Buffer | undefined;
  #resources: Buffer | undefined;
  #density: Density | undefined;
  #hasExifInText = false;
  readonly #colours = new Map<string, Buffer>();

  note({ type, data }: TextChunk): void {
    if (data.length > (PICTURE.get(type) ?? data.length)) this.extras.add('other-data');
    if (type === 'iCCP' && !isPlainProfile(data)) this.extras.add('other-data');
    if (TABLES.has(type) && bytesTellPlace(data)) this.extras.add('other-data');
    if (type === 'pHYs') this.#density = readPhys(data);
    else if (COLOURS.has(type)) this.#colours.set(type, data);
    else if (PICTURE.has(type)) return;
    else if (ANIMATION.has(type)) this.extras.add('animation');
    else if (type === CREDENTIALS) this.extras.add('further-data');
    else if (type === 'eXIf') this.#noteExif(data);
    else if (TEXTS.has(type)) this.#noteText({ type, data });
    else this.extras.add(chunkKind(type));
  }

  #noteText(chunk: TextChunk): void {
    const text = readText(chunk);
    if (!text) this.extras.add('other-data');
    else if (text.keyword === XMP_KEYWORD) this.#noteXmp(text.bytes);
    else if (text.keyword.toLowerCase().startsWith(RAW_PROFILE.toLowerCase())) this.#noteRawProfile(text);
    else this.#texts.push(chunk);
  }

  /** A name, a number of bytes, and the bytes in hexadecimal. */
  #noteRawProfile({ keyword, bytes }: PngText): void {
    const kind = keyword.slice(RAW_PROFILE.length).trim().toLowerCase();
    const profile = fromHex(bytes);
    const begins = (text: string) => profile?.toString('latin1', 0, text.length) === text;
    if (kind === 'icc' || kind === 'icm') return;
    if (profile && (kind === 'exif' || kind === 'app1') && begins('Exif\0\0')) this.#noteExifText(profile.subarray(6));
    else if (profile && kind === 'app1' && begins(XMP_NAME)) this.#noteXmp(profile.subarray(XMP_NAME.length));
    else if (profile && kind === 'xmp') this.#noteXmp(profile);
    else if (profile && (kind === 'iptc' || kind === '8bim') && begins('8BIM') && !this.#resources)
      this.#resources = profile;
    else this.extras.add('other-data');
  }

  #noteExifText(block: Buffer): void {
    this.#hasExifInText ||= this.#exif === undefined;
    this.#noteExif(block);
  }

  /** What comes a second time is neither kept nor searched. */
  #noteExif(block: Buffer): void {
    if (this.#exif) this.extras.add('other-data');
    this.#exif ??= block;
  }

  #noteXmp(packet: Buffer): void {
    if (this.#xmp) this.extras.add('other-data');
    this.#xmp ??= packet;
  }

  metadata(): FoundMetadata {
    return {
      ...coloursOf(this.#colours),
      ...(this.#hasExifInText && { hasExifInText: true }),
      extras: this.extras,
      exif: this.#exif,
      xmp: this.#xmp,
      resources: this.#resources,
      density: this.#density,
      ...(this.#texts.length > 0 && { texts: this.#texts }),
    };
  }
}

/** The first that is there counts (PNG third edition, section 4.3). */
function coloursOf(chunks: ReadonlyMap<string, Buffer>): Pick<FoundMetadata, 'nclx' | 'pngColours'> {
  const [cicp, gamma, primaries] = [chunks.get('cICP'), chunks.get('gAMA'), chunks.get('cHRM')];
  // Only RGB of the full range can stand in a PNG.
  if (cicp?.length === 4 && cicp[2] === 0 && cicp[3] === 1) {
    return { nclx: { primaries: cicp[0] ?? 0, transfer: cicp[1] ?? 0 } };
  }
  if (chunks.has('iCCP') || chunks.has('sRGB') || gamma?.length !== 4) return {};
  return { pngColours: { gamma: gamma.readUInt32BE() / COLOUR_UNIT, ...(primaries && chromaticities(primaries)) } };
}

function chromaticities(data: Buffer): Pick<PngColours, 'primaries'> {
  if (data.length !== 32) return {};
  return { primaries: Array.from({ length: 8 }, (_, index) => data.readUInt32BE(index * 4) / COLOUR_UNIT) };
}

/** Whether a packed profile has nothing behind it, and no name that tells a place. */
function isPlainProfile(data: Buffer): boolean {
  const nameEnd = data.indexOf(0);
  if (nameEnd < 0 || bytesTellPlace(data.subarray(0, nameEnd))) return false;
  const packed = data.subarray(nameEnd + 2);
  try {
    const { engine } = inflateSync(packed, { info: true, maxOutputLength: MAX_TEXT_BYTES }) as unknown as Inflated;
    return engine.bytesWritten === packed.length;
  } catch {
    return false;
  }
}

/** What Node gives with `info`, which its types do not know. */
interface Inflated {
  readonly engine: { readonly bytesWritten: number };
}

function readPhys(data: Buffer): Density | undefined {
  if (data.length !== 9 || data[8] !== 1) return undefined;
  const [x, y] = [data.readUInt32BE(0), data.readUInt32BE(4)];
  return x > 0 && y > 0 ? { x: x / INCHES_PER_METRE, y: y / INCHES_PER_METRE } : undefined;
}

function fromHex(bytes: Buffer): Buffer | undefined {
  const lines = bytes.toString('latin1').trim().split('\n');
  const length = Number(lines[1]?.trim());
  const data = Buffer.from(lines.slice(2).join('').replace(/\s+/g, ''), 'hex');
  return Number.isInteger(length) && data.length >= length ? data.subarray(0, length) : undefined;
}

export interface PngText {
  readonly keyword: string;
  /** The same in the text's own language; empty where there is none. */
  readonly translated: string;
  /** Unpacked. */
  readonly bytes: Buffer;
}

/** Undefined when it is damaged or too large. */
export function readText({ type, data }: TextChunk): PngText | undefined {
  const keywordEnd = data.indexOf(0);
  if (keywordEnd < 0) return undefined;
  const keyword = data.toString('latin1', 0, keywordEnd);
  const rest = data.subarray(keywordEnd + 1);
  if (type === 'tEXt') return { keyword, translated: '', bytes: rest };
  if (type === 'zTXt') return inflated({ keyword, translated: '' }, rest.subarray(1));
  const languageEnd = rest.indexOf(0, 2);
  const translatedEnd = languageEnd < 0 ? -1 : rest.indexOf(0, languageEnd + 1);
  if (translatedEnd < 0) return undefined;
  const names = { keyword, translated: rest.toString('utf8', languageEnd + 1, translatedEnd) };
  const bytes = rest.subarray(translatedEnd + 1);
  return rest[0] === 1 ? inflated(names, bytes) : { ...names, bytes };
}

export function pngTextTellsPlace({ keyword, translated, bytes }: PngText): boolean {
  // A keyword is in Latin-1, but some programs write UTF-8.
  const names = [keyword, Buffer.from(keyword, 'latin1').toString('utf8'), translated];
  return names.some(namesPlace) || bytesTellPlace(bytes);
}

function inflated(names: Omit<PngText, 'bytes'>, packed: Buffer): PngText | undefined {
  try {
    return { ...names, bytes: inflateSync(packed, { maxOutputLength: MAX_TEXT_BYTES }) };
  } catch {
    return undefined;
  }
}

/** @param file as the encoder wrote it, whose density is made up where the original has none */
export function writePngMetadata(file: Buffer, { exif, xmp, resources, texts = [], density }: MetadataBlocks): Buffer {
  const kept: Buffer[] = [file.subarray(0, 8)];
  let at = 8;
  for (const { type, end } of chunks(file)) {
    if (type !== 'pHYs') kept.push(file.subarray(at, end));
    at = end;
    if (type !== 'IHDR') continue;
    if (density) kept.push(pngChunk('pHYs', physOf(density)));
    if (exif) kept.push(pngChunk('eXIf', exif));
    if (xmp) kept.push(pngChunk('iTXt', Buffer.concat([Buffer.from(`${XMP_KEYWORD}\0\0\0\0\0`), xmp])));
    if (resources) kept.push(rawProfile('iptc', resources));
    for (const text of texts) kept.push(pngChunk(text.type, text.data));
  }
  return Buffer.concat(kept);
}

/** The way of ImageMagick and ExifTool for what PNG has no chunk for. */
function rawProfile(kind: string, bytes: Buffer): Buffer {
  const lines = bytes.toString('hex').replace(/.{72}/g, '$&\n');
  const text = `\n${kind}\n${String(bytes.length).padStart(8)}\n${lines}\n`;
  return pngChunk('zTXt', Buffer.concat([Buffer.from(`${RAW_PROFILE}${kind}\0\0`), deflateSync(text)]));
}

function physOf({ x, y }: Density): Buffer {
  const data = Buffer.alloc(9);
  data.writeUInt32BE(Math.round(x * INCHES_PER_METRE), 0);
  data.writeUInt32BE(Math.round(y * INCHES_PER_METRE), 4);
  data[8] = 1;
  return data;
}
