// Places where no decoder and no other program looks: in what is longer than it should be, comes a second time, or stands
// among the parts of the picture itself.
import { deflateSync } from 'node:zlib';
import { attachMetadata } from '../metadata/attach.ts';
import { boxes, readMeta } from '../metadata/containers/heif-boxes.ts';
import type { ExifEntry } from '../metadata/exif-tree.ts';
import { bytesEntry, textEntry, writeExifTree } from '../metadata/exif-writer.ts';
import { pngChunk } from '../render/png-writer.ts';
import {
  type Format,
  GPS_BLOCK,
  packet,
  riff,
  segment,
  type Way,
  withChunk,
  withPacket,
  withSegment,
} from './place-makers.ts';

const CLEAN_EXIF = writeExifTree({ little: true, main: { entries: [textEntry(0x010f, 'Dropmill')] } });

const READING = 'GPS: 51.5074 N London';

/** GIF's form: parts with their lengths, and a zero. */
function subBlocks(...parts: readonly string[]): Buffer {
  return Buffer.from(`${parts.map((part) => String.fromCharCode(part.length) + part).join('')}\0`, 'latin1');
}

/** Before the first picture of a GIF. */
const withExtension =
  (head: string, ...parts: readonly string[]) =>
  (file: Buffer) => {
    const at = 13 + ((file[10] ?? 0) & 0x80 ? 3 * 2 ** (((file[10] ?? 0) & 7) + 1) : 0);
    return Buffer.concat([
      file.subarray(0, at),
      Buffer.from(`!${head}`, 'latin1'),
      subBlocks(...parts),
      file.subarray(at),
    ]);
  };

/** A second part of the pixels, where the first holds all of them. */
function withChunkAfterPixels(file: Buffer): Buffer {
  const end = file.length - 12;
  return Buffer.concat([file.subarray(0, end), pngChunk('IDAT', Buffer.from(READING)), file.subarray(end)]);
}

function webpChunk(type: string, content: Buffer): Buffer {
  const head = Buffer.from(`${type}\0\0\0\0`, 'latin1');
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}

/** The picture of a plain WebP as an animation of one frame, with a chunk inside of it that nobody knows. */
function withChunkInFrame(file: Buffer): Buffer {
  const size = Buffer.from([63, 0, 0, 47, 0, 0]);
  const picture = file.subarray(file.indexOf('VP8 '));
  const frame = Buffer.concat([Buffer.alloc(6), size, Buffer.from([100, 0, 0, 0]), picture]);
  return riff(
    Buffer.concat([
      file.subarray(0, 12),
      webpChunk('VP8X', Buffer.concat([Buffer.from([2, 0, 0, 0]), size])),
      webpChunk('ANIM', Buffer.alloc(6)),
      webpChunk('ANMF', Buffer.concat([frame, webpChunk('PLCE', Buffer.from(READING))])),
    ]),
  );
}

export function box(type: string, content: string | Buffer): Buffer {
  const head = Buffer.from(`\0\0\0\0${type}`, 'latin1');
  const whole = Buffer.concat([head, Buffer.from(content as string, 'latin1')]);
  whole.writeUInt32BE(whole.length, 0);
  return whole;
}

/** Puts bytes in front of `at`, which boxes around it count, and behind which the pixels lie. */
function inserted(file: Buffer, at: number, around: readonly string[], added: Buffer): Buffer {
  const whole = Buffer.concat([file.subarray(0, at), added, file.subarray(at)]);
  for (const type of around) {
    const start = file.indexOf(type) - 4;
    whole.writeUInt32BE(file.readUInt32BE(start) + added.length, start);
  }
  const meta = [...boxes(file, 0, file.length)].find(({ type }) => type === 'meta');
  for (const { offset } of meta ? readMeta(file, meta).locations.flatMap(({ extents }) => extents) : []) {
    const old = Buffer.alloc(4);
    old.writeUInt32BE(offset);
    const entry = whole.indexOf(old, whole.indexOf('iloc'));
    whole.writeUInt32BE(offset + added.length, entry);
  }
  return whole;
}

const endOf = (file: Buffer, type: string) => {
  const start = file.indexOf(type) - 4;
  return start + file.readUInt32BE(start);
};

const inMeta = (added: Buffer) => (file: Buffer) => inserted(file, endOf(file, 'meta'), ['meta'], added);

/** Behind the other properties, which keep their numbers. */
export const asProperty = (added: Buffer) => (file: Buffer) =>
  inserted(file, endOf(file, 'ipco'), ['meta', 'iprp', 'ipco'], added);

const withTiffTag = (entry: ExifEntry) => (file: Buffer) =>
  attachMetadata(
    'tiff',
    { data: file, width: 64, height: 48, alpha: false },
    { tiffTags: { little: true, entries: [entry] } },
  );

const packed = deflateSync(Buffer.alloc(200));

function way(name: string, format: Format, change: (file: Buffer) => Buffer): Way {
  return { name, format, change };
}

export const UNREAD_WAYS: readonly Way[] = [
  way('GIF: how often it repeats', 'gif', withExtension('\xff\x0bNETSCAPE2.0', '\x01\0\0', READING)),
  way('GIF: a repetition that is none', 'gif', withExtension('\xff\x0bANIMEXTS1.0', READING)),
  way('GIF: a profile that is none', 'gif', withExtension('\xff\x0bICCRGBG1012', READING)),
  way('GIF: a graphic control that goes on', 'gif', withExtension('\xf9', '\0\0\0\0', READING)),
  way(
    'JPEG: the second part of a profile without a first',
    'jpeg',
    withSegment(0xe2, `ICC_PROFILE\0\x02\x02${READING}`),
  ),
  way('JPEG: a part of a profile without a number', 'jpeg', withSegment(0xe2, `ICC_PROFILE\0\0\0${READING}`)),
  way('JPEG: a number of lines that goes on', 'jpeg', withSegment(0xdc, READING)),
  way('JPEG: between segments', 'jpeg', (file) => {
    return Buffer.concat([file.subarray(0, 2), segment(0xdd, '\0\0'), Buffer.from(READING), file.subarray(2)]);
  }),
  way(
    'EXIF: a directory of GPS that nothing leads to',
    'jpeg',
    withSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), CLEAN_EXIF, Buffer.alloc(4), GPS_BLOCK.subarray(8)])),
  ),
  way('PNG: a histogram that is none', 'png', withChunk('hIST', Buffer.from(READING))),
  way('PNG: a date that goes on', 'png', withChunk('tIME', Buffer.from(`\x07\xd0\x01\x01\0\0\0${READING}`, 'latin1'))),
  way('PNG: the name of a profile', 'png', withChunk('iCCP', Buffer.concat([Buffer.from('City: London\0\0'), packed]))),
  way(
    'PNG: what stands behind a packed profile',
    'png',
    withChunk('iCCP', Buffer.concat([Buffer.from('p\0\0'), packed, Buffer.from(READING)])),
  ),
  way('PNG: behind the packed pixels', 'png', withChunkAfterPixels),
  way('JPEG: behind the coded pixels', 'jpeg', (file) => {
    return Buffer.concat([file.subarray(0, -2), Buffer.from(READING), file.subarray(-2)]);
  }),
  way('WebP: a second picture', 'webp', (file) => riff(Buffer.concat([file, webpChunk('VP8 ', Buffer.from(READING))]))),
  way('WebP: transparency of no picture', 'webp', (file) => {
    return riff(Buffer.concat([file, webpChunk('ALPH', Buffer.from(READING))]));
  }),
  way('WebP: a chunk within a frame', 'webp', withChunkInFrame),
  way('AVIF: a box beside the items', 'avif', inMeta(box('udta', READING))),
  way(
    'AVIF: a description among the properties',
    'avif',
    asProperty(box('udes', `\0\0\0\0en\0London\0${READING}\0\0`)),
  ),
  way('TIFF: a text under a number of the picture', 'tiff', withTiffTag(textEntry(0x0141, READING))),
  way('TIFF: a comment in the tables of JPEG', 'tiff', withTiffTag(bytesEntry(0x015b, segment(0xfe, READING)))),
  way('the address of a namespace', 'jpeg', withPacket('jpeg', packet('geo:51.5074,-0.1278', '<p:a>London</p:a>'))),
  way(
    'the address of a namespace that nothing is in',
    'png',
    withPacket('png', packet('https://maps.google.com/?q=51.5074,-0.1278', '')),
  ),
];
