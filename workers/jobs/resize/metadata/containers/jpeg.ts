// Reads and writes metadata in JPEG files. Markers: ITU-T T.81 annex B; EXIF and XMP: CIPA DC-008 section 4.7, XMP part 3 section 1.1.3;
// Photoshop's segment: Adobe's file format specification.

import { findEntry, readExifTree } from '../exif-tree.ts';
import type { Density, Extra, FoundMetadata, JpegSegment, MetadataBlocks } from '../found-metadata.ts';
import { noteTrailer, segmentKind } from './other-data.ts';

const EXIF = 'Exif\0\0';
const XMP = 'http://ns.adobe.com/xap/1.0/\0';
const EXTENDED_XMP = 'http://ns.adobe.com/xmp/extension/\0';
const PHOTOSHOP = 'Photoshop 3.0\0';
const JFIF = 'JFIF\0';
/** Of its segment without a thumbnail. */
const JFIF_BYTES = 14;
const ADOBE_BYTES = 12;
/** ISO 21496-1. */
const GAIN_MAP = 'urn:iso:std:iso:ts:21496:-1\0';
/** What phones put behind the picture: Samsung's under these names, Apple's as a picture with this name in its XMP. */
const BEHIND: readonly (readonly [mark: string, extra: Extra])[] = [
  ['MotionPhoto_Data', 'motion-photo'],
  ['DualShot_DepthMap', 'depth-map'],
  ['HDRGainMap', 'gain-map'],
];

const MARKER = {
  start: 0xd8,
  end: 0xd9,
  scan: 0xda,
  lines: 0xdc,
  app0: 0xe0,
  app1: 0xe1,
  app2: 0xe2,
  app11: 0xeb,
  app13: 0xed,
  app14: 0xee,
  comment: 0xfe,
};

/** What a segment's two bytes of length leave for its content. */
const MAX_CONTENT_BYTES = 65_533;

interface Segment extends JpegSegment {
  /** Of the marker, and behind the content. */
  readonly start: number;
  readonly end: number;
}

/** Of bytes that are in no segment. */
const NO_MARKER = 0;

/** All segments up to the first scan, and those between scans. @returns with the offset behind the end of the picture */
function* segments(file: Buffer): Generator<Segment, number> {
  let at = 2;
  let isInScan = false;
  while (at + 4 <= file.length) {
    const from = at;
    at = file.indexOf(0xff, from);
    if (at < 0) return file.length;
    if (at > from && !isInScan) yield { marker: NO_MARKER, content: file.subarray(from, at), start: from, end: at };
    while (file[at + 1] === 0xff) at++;
    const marker = file[at + 1] ?? 0;
    // Stuffed bytes and restarts inside of a scan.
    if (marker === 0 || marker === 1 || (marker >= 0xd0 && marker <= MARKER.start)) at += 2;
    else if (marker === MARKER.end) return at + 2;
    else {
      if (at + 4 > file.length) break;
      const end = at + 2 + file.readUInt16BE(at + 2);
      yield { marker, content: file.subarray(at + 4, end), start: at, end };
      isInScan = marker === MARKER.scan;
      at = end;
    }
  }
  return file.length;
}

/** Kinds of frames and tables that are the picture itself. */
function isPicture(marker: number): boolean {
  return (marker >= 0xc0 && marker <= 0xcf) || (marker >= MARKER.scan && marker <= 0xdf);
}

const END = Buffer.from([0xff, MARKER.end]);

/** @param thorough looks between the scans, too, where no program puts anything: it takes a while */
export function readJpeg(file: Buffer, thorough = false): FoundMetadata {
  const found = new JpegFinds();
  const walk = segments(file);
  let end = file.length;
  for (let step = walk.next(); ; step = walk.next()) {
    if (step.done) end = step.value;
    else if (!thorough && step.value.marker === MARKER.scan)
      end = found.promisesMore || !endsAsPicture(file) ? afterPicture(file, step.value.end) : file.length;
    else {
      found.note(step.value);
      continue;
    }
    break;
  }
  noteTrailer(file, end, found.extras);
  for (const [mark, extra] of BEHIND) if (file.indexOf(mark, end) >= 0) found.extras.add(extra);
  if (file.toString('latin1', end + 4, end + 8) === 'ftyp') found.extras.add('motion-photo');
  return found.metadata();
}

/** To look for the end within the scans takes as long as all else that is done with metadata. */
function endsAsPicture(file: Buffer): boolean {
  return file.length >= END.length && file.compare(END, 0, END.length, file.length - END.length) === 0;
}

/** Within a scan, these bytes are stuffed. */
function afterPicture(file: Buffer, scan: number): number {
  const at = file.indexOf(END, scan);
  return at < 0 ? file.length : at + END.length;
}

class JpegFinds {
  readonly extras = new Set<Extra>();
  readonly #comments: Buffer[] = [];
  readonly #resources: Buffer[] = [];
  readonly #segments: JpegSegment[] = [];
  readonly #profile: Buffer[] = [];
  #exif: Buffer | undefined;
  #xmp: Buffer | undefined;
  #density: Density | undefined;

  note({ marker, content }: Segment): void {
    const begins = (text: string) => content.toString('latin1', 0, text.length) === text;
    if (marker === NO_MARKER) this.extras.add('other-data');
    else if (isPicture(marker)) this.#noteLines(marker, content);
    else if (marker === MARKER.comment) this.#comments.push(content);
    else if (marker === MARKER.app1 && begins('Exif\0')) this.#noteExif(content.subarray(EXIF.length));
    else if (marker === MARKER.app1 && begins(XMP)) this.#noteXmp(content.subarray(XMP.length));
    else if (marker === MARKER.app1 && begins(EXTENDED_XMP)) this.extras.add('extended-xmp');
    else if (marker === MARKER.app13 && begins(PHOTOSHOP)) this.#resources.push(content.subarray(PHOTOSHOP.length));
    else if (marker === MARKER.app0 && begins(JFIF)) this.#noteJfif(content);
    else if (marker === MARKER.app2 && begins('MPF\0')) this.#noteList(content.subarray(4));
    else if (marker === MARKER.app2 && begins(GAIN_MAP)) this.extras.add('gain-map');
    else if ((marker === MARKER.app11 && begins('JP')) || (marker === MARKER.app1 && begins('FLIR\0'))) {
      this.extras.add('further-data');
    } else if (isProfile(marker, content)) this.#profile.push(content);
    else if (!isAdobe(marker, content)) this.#noteOther({ marker, content });
  }

  /** No decoder looks at it, so that it can hold anything; tables that go on are an error. */
  #noteLines(marker: number, content: Buffer): void {
    if (marker === MARKER.lines && content.length !== 2) this.extras.add('other-data');
  }

  #noteOther(segment: JpegSegment): void {
    const kind = segmentKind(segment.marker, segment.content);
    this.extras.add(kind);
    if (kind === 'unknown-data') this.#segments.push(segment);
  }

  /** A list of pictures: mostly previews of the first, but the views of a stereo camera are pictures, too. */
  #noteList(list: Buffer): void {
    this.extras.add('second-picture');
    if (pictureTypes(list).some((type) => VIEWS.has(type))) this.extras.add('more-pictures');
  }

  /** A thumbnail behind the density shows the picture as it was. */
  #noteJfif(content: Buffer): void {
    this.#density ??= jfifDensity(content);
    if (content.length > JFIF_BYTES) this.extras.add('other-data');
  }

  /** A picture behind the picture is announced by a list of them, or in XMP. */
  get promisesMore(): boolean {
    return this.#xmp !== undefined || this.extras.size > 0;
  }

  #noteExif(block: Buffer): void {
    if (this.#exif) this.extras.add('other-data');
    else this.#exif = block;
  }

  #noteXmp(packet: Buffer): void {
    if (this.#xmp) this.extras.add('other-data');
    else this.#xmp = packet;
  }

  metadata(): FoundMetadata {
    if (!isWholeProfile(this.#profile)) this.extras.add('other-data');
    return {
      extras: this.extras,
      exif: this.#exif,
      xmp: this.#xmp,
      density: this.#density,
      ...(this.#comments.length > 0 && { comments: this.#comments }),
      ...(this.#resources.length > 0 && { resources: Buffer.concat(this.#resources) }),
      ...(this.#segments.length > 0 && { segments: this.#segments }),
    };
  }
}

const PROFILE = 'ICC_PROFILE\0';

/** A part of a profile; the first one has ICC's signature (ICC.1:2022 section 7.2). */
function isProfile(marker: number, content: Buffer): boolean {
  if (marker !== MARKER.app2 || content.toString('latin1', 0, PROFILE.length) !== PROFILE) return false;
  const head = PROFILE.length + 2;
  return content[PROFILE.length] !== 1 || content.toString('latin1', head + 36, head + 40) === 'acsp';
}

/** Parts that no decoder puts together would be searched by none. */
function isWholeProfile(parts: readonly Buffer[]): boolean {
  return parts.every((part, index) => {
    return part[PROFILE.length] === index + 1 && part[PROFILE.length + 1] === parts.length;
  });
}

/** What the channels mean. A longer segment holds something else, too. */
function isAdobe(marker: number, content: Buffer): boolean {
  return marker === MARKER.app14 && content.length === ADOBE_BYTES && content.toString('latin1', 0, 5) === 'Adobe';
}

/** Undefined where the numbers are an aspect only. */
function jfifDensity(content: Buffer): Density | undefined {
  if (content.length < JFIF_BYTES) return undefined;
  const [unit, x, y] = [content[7], content.readUInt16BE(8), content.readUInt16BE(10)];
  if (x === 0 || y === 0 || (unit !== 1 && unit !== 2)) return undefined;
  return unit === 1 ? { x, y } : { x: x * 2.54, y: y * 2.54 };
}

/** Blocks that are too large for a segment; they cannot be written. Photoshop's resources may go on in further segments. */
export function tooLargeForJpeg({ exif, xmp }: MetadataBlocks): { readonly exif: boolean; readonly xmp: boolean } {
  return {
    exif: (exif?.length ?? 0) + EXIF.length > MAX_CONTENT_BYTES,
    xmp: (xmp?.length ?? 0) + XMP.length > MAX_CONTENT_BYTES,
  };
}

/** @param file as the encoder wrote it: without metadata, and mostly without JFIF's segment */
export function writeJpeg(file: Buffer, blocks: MetadataBlocks): Buffer {
  const { exif, xmp, resources, segments: others = [], comments = [], density } = blocks;
  const begins = file[3] === MARKER.app0 ? 4 + file.readUInt16BE(4) : 2;
  // JFIF knows grey and YCbCr only; Adobe's segment tells another kind.
  const jfif = density && file[begins + 1] !== MARKER.app14 ? [jfifSegment(density)] : [file.subarray(2, begins)];
  return Buffer.concat([
    file.subarray(0, 2),
    ...jfif,
    ...(exif ? [segment(MARKER.app1, Buffer.from(EXIF), exif)] : []),
    ...(xmp ? [segment(MARKER.app1, Buffer.from(XMP), xmp)] : []),
    ...(resources ? inSegments(resources) : []),
    ...others.map(({ marker, content }) => segment(marker, content)),
    ...comments.map((comment) => segment(MARKER.comment, comment)),
    file.subarray(begins),
  ]);
}

/**
 * The same for a file with an HDR gain map behind the picture. The encoder writes some EXIF of its own, which goes; the list of
 * pictures (CIPA DC-007) counts from its own place, but for the length of the first.
 */
export function writeWithGainMap(file: Buffer, blocks: MetadataBlocks): Buffer {
  const own = [...segments(file)].filter(({ marker, content }) => {
    return marker === MARKER.app1 && content.toString('latin1', 0, EXIF.length) === EXIF;
  });
  let plain = file;
  for (const { start, end } of own.reverse()) plain = Buffer.concat([plain.subarray(0, start), plain.subarray(end)]);
  const whole = writeJpeg(plain, blocks);
  const list = [...segments(whole)].find(({ marker, content }) => {
    return marker === MARKER.app2 && content.toString('latin1', 0, 4) === 'MPF\0';
  });
  if (list) setFirstLength(list.content.subarray(4), list.start + 8);
  return whole;
}

const MP_ENTRY = 0xb002;
const MP_ENTRY_BYTES = 16;
/** CIPA DC-007 table 4: parts of a panorama, of a stereo picture, and views of one thing. */
const VIEWS: ReadonlySet<number> = new Set([0x02_0001, 0x02_0002, 0x02_0003]);

/** Of the pictures behind the first. */
function pictureTypes(list: Buffer): number[] {
  const tree = readExifTree(list);
  const value = findEntry(tree?.main, MP_ENTRY)?.value ?? Buffer.alloc(0);
  const count = Math.floor(value.length / MP_ENTRY_BYTES);
  return Array.from({ length: Math.max(0, count - 1) }, (_, index) => {
    const at = (index + 1) * MP_ENTRY_BYTES;
    return (tree?.little ? value.readUInt32LE(at) : value.readUInt32BE(at)) & 0xff_ffff;
  });
}

/** @param at where the list itself begins in the file */
function setFirstLength(list: Buffer, at: number): void {
  const little = list.toString('latin1', 0, 2) === 'II';
  const u32 = (from: number) => (little ? list.readUInt32LE(from) : list.readUInt32BE(from));
  const entry = findEntry(readExifTree(list)?.main, MP_ENTRY);
  if (!entry || entry.value.length < 32) return;
  const first = at + u32(entry.at + 16 + 8);
  if (little) list.writeUInt32LE(first, entry.at + 4);
  else list.writeUInt32BE(first, entry.at + 4);
}

function segment(marker: number, ...content: readonly Buffer[]): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  const whole = Buffer.concat([head, ...content]);
  whole.writeUInt16BE(whole.length - 2, 2);
  return whole;
}

function inSegments(resources: Buffer): Buffer[] {
  const parts: Buffer[] = [];
  const most = MAX_CONTENT_BYTES - PHOTOSHOP.length;
  for (let at = 0; at < resources.length; at += most) {
    parts.push(segment(MARKER.app13, Buffer.from(PHOTOSHOP), resources.subarray(at, at + most)));
  }
  return parts;
}

/** Version 1.01, without a thumbnail. */
function jfifSegment({ x, y }: Density): Buffer {
  const content = Buffer.from([0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0]);
  content.writeUInt16BE(Math.min(65_535, Math.round(x)), 8);
  content.writeUInt16BE(Math.min(65_535, Math.round(y)), 10);
  return segment(MARKER.app0, content);
}
