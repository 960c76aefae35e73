// Places that occur twice, in a second block beside a clean one, and those of standards beyond photographers' own.
import { attachMetadata } from '../metadata/attach.ts';
import { bytesEntry, pointerEntry, textEntry, writeDirectories, writeExifTree } from '../metadata/exif-writer.ts';
import {
  EXIF_APP1,
  GPS_ENTRIES,
  makerNote,
  packet,
  rawProfile,
  segment,
  utf16,
  type Way,
  withChunk,
  withExif,
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

const READING = Buffer.from('GPS: 51.5074 N');

/** A segment with one of Photoshop's resources. */
function resource(id: number, content: string): string {
  const head = Buffer.from('Photoshop 3.0\x008BIM\0\0\0\0\0\0\0\0', 'latin1');
  head.writeUInt16BE(id, 18);
  head.writeUInt32BE(content.length, 22);
  return head.toString('latin1') + content + '\0'.repeat(content.length % 2);
}

/** Keywords below a keyword. */
function branch(name: string, attribute = ''): string {
  const child = '<rdf:li rdf:parseType="Resource"><p:Keyword>London</p:Keyword></rdf:li>';
  const children = `<p:Children><rdf:Bag>${child}</rdf:Bag></p:Children>`;
  const item = `<rdf:li><rdf:Description${attribute}>${children}${name}</rdf:Description></rdf:li>`;
  return `<p:Keywords rdf:parseType="Resource"><p:Hierarchy><rdf:Bag>${item}</rdf:Bag></p:Hierarchy></p:Keywords>`;
}

function doubles(...numbers: readonly number[]): Buffer {
  const bytes = Buffer.alloc(numbers.length * 8);
  for (const [index, number] of numbers.entries()) bytes.writeDoubleLE(number, index * 8);
  return bytes;
}

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
    change: withThumbnailDirectory(
      (start) => writeDirectories({ entries: [pointerEntry(0x8825, GPS_ENTRIES)] }, { little: true, start }).bytes,
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
  {
    name: 'a comment as JSON',
    format: 'jpeg',
    tags: ['-UserComment={"lat":51.5074,"lng":0.1278}'],
  },
  { name: 'a comment that says what it is', format: 'png', tags: ['-PNG:Comment=City: London'] },
  { name: 'bytes of an entry that nobody knows', format: 'jpeg', change: withExif([bytesEntry(0xfde8, READING)]) },
  {
    name: 'UTF-16 of an entry that nobody knows',
    format: 'jpeg',
    change: withExif([bytesEntry(0xfde8, Buffer.from(`${READING}`, 'utf16le'))]),
  },
  {
    name: 'a comment of JPEG in UTF-16',
    format: 'jpeg',
    change: withSegment(0xfe, utf16(`${READING}`).toString('latin1')),
  },
  {
    name: "a caption among Photoshop's resources",
    format: 'jpeg',
    change: withSegment(0xed, resource(0x03f0, `\x0e${READING}`)),
  },
  {
    name: "a link among Photoshop's resources",
    format: 'jpeg',
    change: withSegment(0xed, resource(0x040b, 'https://maps.example/?q=51.5074,0.1278')),
  },
  {
    name: "a number of nobody's among Photoshop's resources, in TIFF",
    format: 'tiff',
    change: (file) =>
      attachMetadata(
        'tiff',
        { data: file, width: 64, height: 48, alpha: false },
        { resources: Buffer.from(resource(0x0fa0, READING.toString()), 'latin1').subarray('Photoshop 3.0'.length + 1) },
      ),
  },
  {
    name: 'IPTC of another record',
    format: 'jpeg',
    change: withSegment(0xed, resource(0x0404, `\x1c\x03\x78\0\x0e${READING}`)),
  },
  {
    name: 'a text of PNG that is named so in another language',
    format: 'png',
    change: withChunk('iTXt', Buffer.from('Comment\0\0\0de\0Stadt\0London')),
  },
  {
    name: 'a comment within XMP',
    format: 'jpeg',
    change: withPacket('jpeg', packet('urn:a', '<!-- latitude 51.5074 --><?place latitude 51.5074?>')),
  },
  {
    name: 'a reading that comments cut into parts',
    format: 'jpeg',
    change: withPacket('jpeg', packet('urn:a', '<p:note>latit<!-- -->ude 51.5074</p:note>')),
  },
  {
    name: 'a segment of Adobe that is longer than Adobe writes it',
    format: 'jpeg',
    change: withSegment(0xee, 'Adobe\0\x64\0\0\0\0\x01London'),
  },
  {
    name: 'the city of Pentax cameras whose note is a directory only',
    format: 'jpeg',
    change: withNote('Asahi Optical Co.,Ltd.', makerNote('', 0, 0x1000), { at: 10, fromNote: undefined }),
  },
  {
    name: 'GPS below the directory of a further picture',
    format: 'jpeg',
    change: withExif([pointerEntry(0x014a, { entries: [pointerEntry(0x8825, GPS_ENTRIES)] })]),
  },
  {
    name: 'a reading in EXIF that no directory leads to',
    format: 'jpeg',
    change: withSegment(0xe1, Buffer.concat([Buffer.from('Exif\0\0'), CLEAN_EXIF, Buffer.alloc(8), READING])),
  },
  ...[0x010d, 0x011d].map(
    (tag): Way => ({
      name: `a name of TIFF, ${tag}`,
      format: 'tiff',
      change: (file) =>
        attachMetadata(
          'tiff',
          { data: file, width: 64, height: 48, alpha: false },
          { exif: writeExifTree({ little: true, main: { entries: [textEntry(tag, `${READING}`)] } }) },
        ),
    }),
  ),
  {
    name: 'what no directory of a TIFF leads to',
    format: 'tiff',
    change: (file) => Buffer.concat([file, Buffer.from('London')]),
  },
  {
    name: 'keywords in a branch for places, of the Metadata Working Group',
    format: 'jpeg',
    change: withPacket(
      'jpeg',
      packet('http://www.metadataworkinggroup.com/schemas/keywords/', branch('<p:Keyword>Places</p:Keyword>')),
    ),
  },
  {
    name: 'the same with the name of the branch as an attribute, behind its children',
    format: 'png',
    change: withPacket(
      'png',
      packet('http://www.metadataworkinggroup.com/schemas/keywords/', branch('', ' p:Keyword="Orte"')),
    ),
  },
  {
    name: 'a prefix that says so, of a namespace that does not',
    format: 'jpeg',
    change: withPacket('jpeg', packet('urn:a', '<gps:a>London</gps:a>', ' xmlns:gps="urn:b" gps:b="Westminster"')),
  },
  {
    name: 'an airport',
    format: 'webp',
    change: withPacket('webp', packet('urn:a', '<p:Airport>London</p:Airport>')),
  },
  {
    name: 'entries of GPS in the main directory',
    format: 'jpeg',
    change: withExif([textEntry(1, 'N'), textEntry(0x1d, '2024:51.5074'), bytesEntry(0x1b, Buffer.from('London'))]),
  },
  {
    name: 'a latitude and a longitude in a tag that nobody knows',
    format: 'jpeg',
    change: withExif([{ ...bytesEntry(0xfde9, doubles(51.507_401_4, 0.127_801_4)), type: 12, count: 2 }]),
  },
  {
    name: 'the same in a TIFF',
    format: 'tiff',
    change: (file) =>
      attachMetadata(
        'tiff',
        { data: file, width: 64, height: 48, alpha: false },
        {
          tiffTags: {
            little: true,
            entries: [{ ...bytesEntry(0xfde9, doubles(51.507_401_4, 0.127_801_4)), type: 12, count: 2 }],
          },
        },
      ),
  },
  {
    name: 'XML in the description of a TIFF',
    format: 'tiff',
    change: (file) =>
      attachMetadata(
        'tiff',
        { data: file, width: 64, height: 48, alpha: false },
        {
          exif: writeExifTree({
            little: true,
            main: { entries: [textEntry(0x010e, '<OME><x:City Type="a">London</x:City></OME>')] },
          }),
        },
      ),
  },
  { name: 'numbers with commas within a sentence', format: 'jpeg', tags: ['-Comment=seen 51,50740; 0,12780 London'] },
  { name: 'numbers within a sentence', format: 'png', tags: ['-PNG:Comment=dusk at 51.50740, 0.12780 in London'] },
  {
    name: 'IPTC in a record that no agency has',
    format: 'jpeg',
    change: withSegment(0xed, resource(0x0404, '\x1c\x06\x5a\0\x06London')),
  },
  {
    name: 'a box of AVIF that is said to be free',
    format: 'avif',
    change: (file) => Buffer.concat([file, Buffer.from('\0\0\0\x0efreeLondon', 'latin1')]),
  },
  {
    name: 'data of AVIF that no item leads to',
    format: 'avif',
    change: (file) => Buffer.concat([file, Buffer.from('\0\0\0\x0emdatLondon', 'latin1')]),
  },
  {
    name: 'a profile that is none',
    format: 'jpeg',
    change: withSegment(0xe2, `ICC_PROFILE\0\x01\x01${'\0'.repeat(128)}London`),
  },
];
