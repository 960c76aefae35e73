// Places that stand twice, in a second block beside a clean one, and those of standards beyond photographers' own.
import { attachMetadata } from '../metadata/attach.ts';
import { pointerEntry, textEntry, writeDirectories, writeExifTree } from '../metadata/exif-writer.ts';
import {
  EXIF_APP1,
  GPS_ENTRIES,
  makerNote,
  packet,
  rawProfile,
  segment,
  type Way,
  withChunk,
  withNote,
  withPacket,
  withSegment,
} from './place-makers.ts';

const CLEAN = packet('urn:a', '<p:note>harbour</p:note>');
const PLACED = packet('http://ns.adobe.com/photoshop/1.0/', '<p:City>London</p:City>');
const CLEAN_EXIF = writeExifTree({ little: true, main: { entries: [textEntry(0x010f, 'Dropmill')] } });

/** EXIF whose second directory, that of the thumbnail, holds these entries. */
function withThumbnailDirectory(build: (start: number) => Buffer) {
  const main = Buffer.from(CLEAN_EXIF);
  const pointer = 8 + 2 + 12;
  main.writeUInt32LE(main.length, pointer);
  return withSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), main, build(main.length)]));
}

/** A directory of a thumbnail with EXIF of its own. */
function thumbnailDirectory(start: number): Buffer {
  const thumbnail = Buffer.concat([Buffer.from([0xff, 0xd8]), segment(0xe1, EXIF_APP1), Buffer.from([0xff, 0xd9])]);
  const directory = Buffer.alloc(2 + 2 * 12 + 4);
  directory.writeUInt16LE(2, 0);
  for (const [index, [tag, value]] of [
    [0x0201, start + directory.length],
    [0x0202, thumbnail.length],
  ].entries()) {
    const at = 2 + index * 12;
    directory.writeUInt16LE(tag ?? 0, at);
    directory.writeUInt16LE(4, at + 2);
    directory.writeUInt32LE(1, at + 4);
    directory.writeUInt32LE(value ?? 0, at + 8);
  }
  return Buffer.concat([directory, thumbnail]);
}

const xmpChunk = (text: string) => withChunk('iTXt', Buffer.from(`XML:com.adobe.xmp\0\0\0\0\0${text}`));

export const MORE_WAYS: readonly Way[] = [
  {
    name: 'a second XMP block of GIF',
    format: 'gif',
    change: (file) => withPacket('gif', PLACED)(withPacket('gif', CLEAN)(file)),
  },
  { name: 'a second XMP text of PNG', format: 'png', change: (file) => xmpChunk(CLEAN)(xmpChunk(PLACED)(file)) },
  {
    name: 'a raw profile beside EXIF in PNG',
    format: 'png',
    change: (file) =>
      withChunk(
        'tEXt',
        Buffer.concat([Buffer.from('Raw profile type exif\0'), rawProfile('exif', EXIF_APP1)]),
      )(attachMetadata('png', { data: file, width: 64, height: 48, alpha: false }, { exif: CLEAN_EXIF })),
  },
  {
    name: "XMP in a raw profile of JPEG's segment",
    format: 'png',
    change: withChunk(
      'tEXt',
      Buffer.concat([
        Buffer.from('Raw profile type APP1\0'),
        rawProfile('app1', Buffer.from(`http://ns.adobe.com/xap/1.0/\0${PLACED}`)),
      ]),
    ),
  },
  {
    name: 'GPS below the directory of the thumbnail',
    format: 'jpeg',
    change: withThumbnailDirectory((start) =>
      writeDirectories({ entries: [pointerEntry(0x8825, GPS_ENTRIES)] }, { little: true, start }),
    ),
  },
  { name: 'EXIF within the thumbnail', format: 'jpeg', change: withThumbnailDirectory(thumbnailDirectory) },
  {
    name: "Samsung's name of the place",
    format: 'jpeg',
    change: withNote('SAMSUNG', makerNote('', 0, 0x30), { at: 10, fromNote: undefined }),
  },
  {
    name: 'XMP of Darwin Core',
    format: 'jpeg',
    tags: ['-XMP-dwc:DCLocality=London', '-XMP-dwc:DCWaterBody=London', '-XMP-dwc:DCHigherGeography=Westminster'],
  },
  {
    name: "XMP of a phone's cell",
    format: 'jpeg',
    tags: ['-XMP-cell:MobileCountryCode=London', '-XMP-cell:LocationAreaCode=Westminster'],
  },
  { name: 'the address of who took it', format: 'jpeg', tags: ['-XMP-iptcCore:CreatorAddress=London'] },
  { name: 'degrees as exiftool prints them', format: 'jpeg', tags: [`-Comment=51 deg 30' 26.64" N, London`] },
  {
    name: 'degrees in Latin-1 of a comment',
    format: 'jpeg',
    change: withSegment(0xfe, Buffer.from(`51\xb0 30' 26" N, London`, 'latin1')),
  },
  {
    name: 'degrees in Latin-1 of a text of PNG',
    format: 'png',
    change: withChunk('tEXt', Buffer.from(`Comment\x0051\xb030'26"N London`, 'latin1')),
  },
  { name: 'degrees as XMP writes them', format: 'png', tags: ['-PNG:Comment=51,30.4440N 0,7.67W London'] },
];
