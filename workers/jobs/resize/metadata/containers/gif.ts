// Reads and writes metadata in GIF files (GIF89a sections 23 to 26; XMP part 3 section 1.1.2).
import type { Extra, FoundMetadata, MetadataBlocks } from '../found-metadata.ts';
import { bytesTellPlace } from '../places/place-readings.ts';
import { extensionKind, noteTrailer } from './other-data.ts';

const BLOCK = { extension: 0x21, picture: 0x2c, end: 0x3b };
const LABEL = { graphicControl: 0xf9, comment: 0xfe, application: 0xff };
const XMP = 'XMP DataXMP';
/** How an animation repeats, in two spellings. */
const LOOP: ReadonlySet<string> = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0']);
const PROFILE = 'ICCRGBG1012';
/** Of the blocks about repeats, by their number, and of a graphic control. */
const LOOP_BYTES: ReadonlyMap<number, number> = new Map([
  [1, 3],
  [2, 5],
]);
const CONTROL_BYTES = 4;

const CREDENTIALS = 'C2PA_GIF\x01\0\0';

/** After XMP, which is not cut into sub-blocks: wherever a reader lands, these bytes lead it to the end. */
const XMP_TRAILER = Buffer.from([1, ...Array.from({ length: 256 }, (_, index) => 255 - index), 0]);

export function readGif(file: Buffer): FoundMetadata {
  const found = new GifFinds(file);
  found.walk();
  return found.metadata();
}

class GifFinds {
  readonly #file: Buffer;
  readonly #extras = new Set<Extra>();
  readonly #comments: Buffer[] = [];
  #isCutOff = false;
  #xmp: Buffer | undefined;

  constructor(file: Buffer) {
    this.#file = file;
  }

  walk(): void {
    const file = this.#file;
    let at = afterHeader(file);
    while (at < file.length) {
      const block = file[at];
      if (block === BLOCK.end) {
        noteTrailer(file, at + 1, this.#extras);
        return;
      }
      if (block === BLOCK.extension) at = this.#extension(at);
      else if (block === BLOCK.picture) at = afterSubBlocks(file, at + 10 + tableBytes(file[at + 9] ?? 0) + 1);
      else {
        this.#extras.add('trailer');
        return;
      }
    }
    // Some programs leave out the last byte, which says that this is the end.
    this.#isCutOff = at > file.length;
  }

  #extension(at: number): number {
    const file = this.#file;
    const label = file[at + 1];
    const start = at + 2;
    const end = afterSubBlocks(file, start);
    if (label === LABEL.graphicControl) this.#control(start, end);
    else if (label === LABEL.comment) this.#comments.push(joinSubBlocks(file, start));
    else if (label !== LABEL.application) this.#extras.add('unknown-data');
    else {
      const name = file.toString('latin1', start + 1, start + 12);
      if (name === XMP && !this.#xmp) {
        this.#xmp = file.subarray(start + 12, Math.max(start + 12, end - XMP_TRAILER.length));
      } else if (name === CREDENTIALS) this.#extras.add('further-data');
      else if (!this.#isPlain(name, start + 12)) this.#extras.add(extensionKind(name));
    }
    return end;
  }

  #control(start: number, end: number): void {
    if (end - start !== CONTROL_BYTES + 2) this.#extras.add('other-data');
  }

  /** Whether an application's blocks from `at` on are about the picture, and hold nothing else. */
  #isPlain(name: string, at: number): boolean {
    if (LOOP.has(name)) return subBlocksOf(this.#file, at).every((one) => LOOP_BYTES.get(one[0] ?? 0) === one.length);
    if (name !== PROFILE) return false;
    const profile = joinSubBlocks(this.#file, at);
    return profile.toString('latin1', 36, 40) === 'acsp' && !bytesTellPlace(profile);
  }

  metadata(): FoundMetadata {
    return {
      extras: this.#extras,
      isCutOff: this.#isCutOff,
      xmp: this.#xmp,
      ...(this.#comments.length > 0 && { comments: this.#comments }),
    };
  }
}

function tableBytes(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

function afterHeader(file: Buffer): number {
  return 13 + tableBytes(file[10] ?? 0);
}

function afterSubBlocks(file: Buffer, start: number): number {
  let at = start;
  for (let length = file[at] ?? 0; length > 0; length = file[at] ?? 0) at += 1 + length;
  return at + 1;
}

function joinSubBlocks(file: Buffer, start: number): Buffer {
  return Buffer.concat(subBlocksOf(file, start));
}

function subBlocksOf(file: Buffer, start: number): Buffer[] {
  const parts: Buffer[] = [];
  for (let at = start, length = file[at] ?? 0; length > 0; length = file[at] ?? 0) {
    parts.push(file.subarray(at + 1, at + 1 + length));
    at += 1 + length;
  }
  return parts;
}

/** @param file as the encoder wrote it */
export function writeGif(file: Buffer, { xmp, comments = [] }: MetadataBlocks): Buffer {
  if (!xmp && comments.length === 0) return file;
  const at = file.lastIndexOf(BLOCK.end);
  const parts = comments.map((comment) =>
    Buffer.concat([Buffer.from([BLOCK.extension, LABEL.comment]), subBlocks(comment)]),
  );
  if (xmp) {
    parts.push(
      Buffer.concat([
        Buffer.from([BLOCK.extension, LABEL.application, XMP.length]),
        Buffer.from(XMP),
        xmp,
        XMP_TRAILER,
      ]),
    );
  }
  return Buffer.concat([file.subarray(0, at), ...parts, file.subarray(at)]);
}

function subBlocks(data: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < data.length; at += 255) {
    const part = data.subarray(at, at + 255);
    parts.push(Buffer.from([part.length]), part);
  }
  return Buffer.concat([...parts, Buffer.from([0])]);
}
