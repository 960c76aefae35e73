// Ways in which a picture can hide where it was taken: those of cameras, phones, drones, editors, and of each file format.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { bytesEntry, pointerEntry } from '../metadata/exif-writer.ts';
import { writeTags } from './exiftool.ts';
import { MORE_WAYS } from './more-places.ts';
import { fourFields } from './pictures.ts';
import {
  clearedFlags,
  EXIF_APP1,
  type Format,
  GPS,
  GPS_BLOCK,
  GPS_ENTRIES,
  IPTC_8BIM,
  IPTC_CITY,
  lengthOf,
  makerNote,
  packet,
  rawProfile,
  riff,
  utf16,
  type Way,
  withChunk,
  withExif,
  withGeoTiff,
  withNote,
  withPacket,
  withSegment,
} from './place-makers.ts';
import { UNREAD_WAYS } from './unread-places.ts';

export const WAYS: readonly Way[] = [
  { name: 'EXIF GPS of a phone', format: 'jpeg', tags: GPS },
  { name: 'EXIF GPS in PNG', format: 'png', tags: GPS },
  { name: 'EXIF GPS in WebP', format: 'webp', tags: GPS },
  { name: 'EXIF GPS in AVIF', format: 'avif', tags: GPS },
  { name: 'GPS directory of a TIFF', format: 'tiff', tags: GPS },
  {
    name: 'EXIF GPS in big-endian order',
    format: 'jpeg',
    change: withExif([pointerEntry(0x8825, GPS_ENTRIES)], false),
  },
  {
    name: 'GPS directory below the Exif directory',
    format: 'jpeg',
    change: withExif([pointerEntry(0x8769, { entries: [pointerEntry(0x8825, GPS_ENTRIES)] })]),
  },
  {
    name: 'EXIF description with a machine tag',
    format: 'jpeg',
    tags: ['-ImageDescription=geo:lat=51.5074 geo:lon=-0.1278'],
  },
  { name: 'EXIF user comment with a reading', format: 'jpeg', tags: ['-UserComment=GPS position 51.5074, 0.1278'] },
  { name: 'EXIF user comment of two numbers', format: 'jpeg', tags: ['-UserComment=51.507412, -0.127812'] },
  {
    name: 'a text of PNG with a place and two numbers',
    format: 'png',
    tags: ['-PNG:Comment=Location: 51.5074, -0.1278'],
  },
  {
    name: 'the branch of keywords for places',
    format: 'jpeg',
    tags: ['-XMP-lr:HierarchicalSubject=Places|England|London'],
  },
  { name: "Windows' comment with a reading", format: 'jpeg', tags: ['-XPComment=Latitude: 51.5074'] },
  {
    name: 'XMP inside of EXIF',
    format: 'jpeg',
    change: withExif([
      bytesEntry(
        0x02bc,
        Buffer.from(packet('http://ns.adobe.com/exif/1.0/', '<p:GPSLatitude>51.5074N</p:GPSLatitude>')),
      ),
    ]),
  },
  { name: 'IPTC inside of EXIF', format: 'jpeg', change: withExif([bytesEntry(0x83bb, IPTC_CITY)]) },
  {
    name: "Panasonic's city",
    format: 'jpeg',
    change: withNote('Panasonic', makerNote('Panasonic\0\0\0', 12, 0x6d), { at: 22, fromNote: undefined }),
  },
  {
    name: "Panasonic's landmark",
    format: 'jpeg',
    change: withNote('Panasonic', makerNote('Panasonic\0\0\0', 12, 0x6f), { at: 22, fromNote: undefined }),
  },
  {
    name: "Nikon's location",
    format: 'jpeg',
    change: withNote('NIKON', makerNote('Nikon\0\x02\x11\0\0', 18, 0x39, { header: 10 }), { at: 28, fromNote: 10 }),
  },
  {
    name: "Pentax's home town",
    format: 'jpeg',
    change: withNote('PENTAX', makerNote('AOC\0II', 6, 0x23), { at: 16, fromNote: undefined }),
  },
  {
    name: 'a note of an unknown maker that tells a reading',
    format: 'jpeg',
    change: withExif([
      pointerEntry(0x8769, { entries: [bytesEntry(0x927c, Buffer.from('UNKNOWN latitude=51.5074'))] }),
    ]),
  },
  { name: 'XMP of EXIF', format: 'jpeg', tags: ['-XMP-exif:GPSLatitude=51.5074', '-XMP-exif:GPSLongitude=-0.1278'] },
  {
    name: "XMP of Photoshop's city",
    format: 'jpeg',
    tags: ['-XMP-photoshop:City=London', '-XMP-photoshop:Country=Westminster', '-XMP-photoshop:State=London'],
  },
  {
    name: 'XMP of IPTC Core',
    format: 'jpeg',
    tags: ['-XMP-iptcCore:Location=Westminster', '-XMP-iptcCore:CountryCode=GB', '-XMP-iptcCore:CreatorCity=London'],
  },
  {
    name: 'XMP of IPTC Extension',
    format: 'jpeg',
    tags: ['-XMP-iptcExt:LocationCreatedCity=London', '-XMP-iptcExt:LocationShownSublocation=Westminster'],
  },
  {
    name: "XMP of DJI's drones",
    format: 'jpeg',
    change: withPacket(
      'jpeg',
      packet(
        'http://www.dji.com/drone-dji/1.0/',
        '',
        ' p:GpsLatitude="51.5074" p:GpsLongtitude="0.1278" p:AbsoluteAltitude="+12.1"',
      ),
    ),
  },
  {
    name: "XMP of Parrot's drones",
    format: 'jpeg',
    change: withPacket(
      'jpeg',
      packet('http://www.parrot.com/drone-parrot/1.0/', '<p:TakeOffGPSlatitude>51.5074</p:TakeOffGPSlatitude>'),
    ),
  },
  {
    name: 'XMP in lower case of an unknown program',
    format: 'jpeg',
    change: withPacket('jpeg', packet('urn:whatever', '<p:gpslatitude>51.5074</p:gpslatitude>')),
  },
  {
    name: 'XMP of the W3C vocabulary',
    format: 'jpeg',
    change: withPacket(
      'jpeg',
      packet('http://www.w3.org/2003/01/geo/wgs84_pos#', '<p:lat>51.5074</p:lat><p:long>0.1278</p:long>'),
    ),
  },
  { name: 'XMP of Dublin Core', format: 'jpeg', tags: ['-XMP-dc:Coverage=London'] },
  {
    name: 'XMP subjects as machine tags',
    format: 'jpeg',
    tags: ['-XMP-dc:Subject=geo:lat=51.5074', '-XMP-dc:Subject=harbour'],
  },
  {
    name: 'XMP whose namespace is written with entities',
    format: 'jpeg',
    change: withPacket(
      'jpeg',
      packet('http:&#x2f;&#x2f;ns.adobe.com&#x2f;exif&#x2f;1.0/', '<p:GPSLatitude>51.5074</p:GPSLatitude>'),
    ),
  },
  {
    name: 'XMP in a CDATA section',
    format: 'jpeg',
    change: withPacket('jpeg', packet('urn:whatever', '<p:note><![CDATA[latitude 51.5074]]></p:note>')),
  },
  {
    name: 'XMP with a document type',
    format: 'jpeg',
    change: withPacket('jpeg', `<!DOCTYPE x [<!ENTITY a "London">]>${packet('urn:a', '<p:City>&a;</p:City>')}`),
  },
  {
    name: 'XMP in UTF-16',
    format: 'jpeg',
    change: withPacket('jpeg', utf16(packet('http://ns.adobe.com/photoshop/1.0/', '<p:City>London</p:City>'))),
  },
  {
    name: 'XMP that is not well-formed',
    format: 'jpeg',
    change: withPacket('jpeg', packet('urn:a', '<p:City>London</p:Stadt>')),
  },
  {
    name: 'a structure within a structure',
    format: 'jpeg',
    change: withPacket(
      'jpeg',
      packet(
        'urn:a',
        '<p:history><rdf:Seq><rdf:li rdf:parseType="Resource"><p:city>London</p:city></rdf:li></rdf:Seq></p:history>',
      ),
    ),
  },
  { name: 'XMP in PNG', format: 'png', tags: ['-XMP-photoshop:City=London'] },
  { name: 'XMP in WebP', format: 'webp', tags: ['-XMP-photoshop:City=London'] },
  { name: 'XMP in AVIF', format: 'avif', tags: ['-XMP-photoshop:City=London'] },
  { name: 'XMP in TIFF', format: 'tiff', tags: ['-XMP-photoshop:City=London'] },
  { name: 'XMP in GIF', format: 'gif', tags: ['-XMP-photoshop:City=London'] },
  {
    name: 'IPTC',
    format: 'jpeg',
    tags: [
      '-IPTC:City=London',
      '-IPTC:Sub-location=Westminster',
      '-IPTC:Province-State=London',
      '-IPTC:ContentLocationName=London',
    ],
  },
  {
    name: 'IPTC keywords as machine tags',
    format: 'jpeg',
    tags: ['-IPTC:Keywords=geo:lat=51.5074', '-IPTC:Keywords=harbour'],
  },
  { name: 'IPTC in TIFF', format: 'tiff', tags: ['-IPTC:City=London'] },
  {
    name: "EXIF among Photoshop's resources",
    format: 'jpeg',
    change: withSegment(
      0xed,
      Buffer.concat([
        Buffer.from('Photoshop 3.0\x008BIM\x04\x22\0\0', 'latin1'),
        lengthOf(GPS_BLOCK),
        GPS_BLOCK,
        Buffer.alloc(GPS_BLOCK.length % 2),
      ]),
    ),
  },
  { name: 'a comment of JPEG', format: 'jpeg', tags: ['-Comment=Latitude 51.5074'] },
  { name: 'a comment of GIF', format: 'gif', tags: ['-Comment=geo:51.5074,-0.1278'] },
  { name: 'a text of PNG that is named so', format: 'png', change: withChunk('tEXt', Buffer.from('Location\0London')) },
  {
    name: 'a packed text of PNG',
    format: 'png',
    change: withChunk(
      'zTXt',
      Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(Buffer.from('GPSLatitude=51.5074'))]),
    ),
  },
  {
    name: 'an international text of PNG',
    format: 'png',
    change: withChunk('iTXt', Buffer.from('City\0\0\0en\0Stadt\0London')),
  },
  {
    name: "EXIF in ImageMagick's raw profile",
    format: 'png',
    change: withChunk('tEXt', Buffer.concat([Buffer.from('Raw profile type exif\0'), rawProfile('exif', EXIF_APP1)])),
  },
  {
    name: 'a packed raw profile',
    format: 'png',
    change: withChunk(
      'zTXt',
      Buffer.concat([Buffer.from('Raw profile type APP1\0\0'), deflateSync(rawProfile('generic profile', EXIF_APP1))]),
    ),
  },
  {
    name: 'IPTC in a raw profile',
    format: 'png',
    change: withChunk('tEXt', Buffer.concat([Buffer.from('Raw profile type iptc\0'), rawProfile('iptc', IPTC_8BIM)])),
  },
  {
    name: 'XMP in a raw profile',
    format: 'png',
    change: withChunk(
      'tEXt',
      Buffer.concat([
        Buffer.from('Raw profile type xmp\0'),
        rawProfile('xmp', Buffer.from(packet('urn:a', '<p:City>London</p:City>'))),
      ]),
    ),
  },
  { name: 'WebP that says it has no EXIF', format: 'webp', tags: GPS, change: clearedFlags },
  {
    name: 'a second EXIF segment',
    format: 'jpeg',
    change: (file) =>
      withSegment(
        0xe1,
        EXIF_APP1,
      )(withSegment(0xe1, Buffer.from('Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0', 'latin1'))(file)),
  },
  {
    name: 'the second part of XMP',
    format: 'jpeg',
    change: withSegment(
      0xe1,
      Buffer.concat([
        Buffer.from('http://ns.adobe.com/xmp/extension/\0'),
        Buffer.alloc(40, 'A'),
        Buffer.from(packet('urn:a', '<p:City>London</p:City>')),
      ]),
    ),
  },
  { name: 'a segment of another program', format: 'jpeg', change: withSegment(0xe5, 'GPSLatitude=51.5074 London') },
  {
    name: 'a picture behind the picture',
    format: 'jpeg',
    change: (file) => Buffer.concat([file, withSegment(0xe1, EXIF_APP1)(file)]),
  },
  { name: 'data behind a PNG', format: 'png', change: (file) => Buffer.concat([file, EXIF_APP1]) },
  {
    name: 'data behind a GIF',
    format: 'gif',
    change: (file) => Buffer.concat([file, Buffer.from('GPSLatitude=51.5074')]),
  },
  {
    name: 'a chunk of WebP that nobody knows',
    format: 'webp',
    change: (file) => riff(Buffer.concat([file, Buffer.from('PLCE\x06\0\0\0London', 'latin1')])),
  },
  { name: 'GeoTIFF', format: 'tiff', change: withGeoTiff },
  ...MORE_WAYS,
  ...UNREAD_WAYS,
];

/** Writes a picture for each way. @returns their paths, in order */
export async function hidePlaces(folder: string): Promise<readonly string[]> {
  const encoded = new Map<Format, Buffer>();
  for (const format of ['jpeg', 'png', 'webp', 'avif', 'tiff', 'gif'] as const) {
    // Small and flat files: at the best quality no result of ours is smaller, so that the original itself could be kept.
    const small = {
      jpeg: { quality: 20 },
      webp: { quality: 20 },
      avif: { quality: 20 },
      png: {},
      tiff: { compression: 'lzw' },
      gif: {},
    }[format];
    const raw = await fourFields(64, 48).png().toBuffer();
    encoded.set(
      format,
      await sharp(raw)
        .toFormat(format, small as object)
        .toBuffer(),
    );
  }
  const paths = WAYS.map(({ format }, index) => join(folder, `way-${String(index).padStart(2, '0')}.${format}`));
  for (const [index, { format, tags, change }] of WAYS.entries()) {
    const file = encoded.get(format) ?? Buffer.alloc(0);
    writeFileSync(paths[index] ?? '', tags || !change ? file : change(file));
  }
  writeTags(WAYS.flatMap(({ tags }, index) => (tags ? [{ path: paths[index] ?? '', tags }] : [])));
  for (const [index, { tags, change }] of WAYS.entries()) {
    const path = paths[index] ?? '';
    if (tags && change) writeFileSync(path, change(readFileSync(path)));
  }
  return paths;
}
