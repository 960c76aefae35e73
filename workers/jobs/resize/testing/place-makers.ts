import { attachMetadata } from '../metadata/attach.ts';
import type { ExifEntry } from '../metadata/exif-tree.ts';
import { pointerEntry, textEntry, writeExifTree } from '../metadata/exif-writer.ts';
import { pngChunk } from '../render/png-writer.ts';

export type Format = 'jpeg' | 'png' | 'webp' | 'avif' | 'tiff' | 'gif';

/** What must be found in no result. Every way uses some of them. */
export const SECRETS = ['London', '51.5074', '0.1278', 'Westminster', 'MAKER-PLACE'];

export const GPS = [
  '-GPSLatitude=51.5074',
  '-GPSLatitudeRef=N',
  '-GPSLongitude=0.1278',
  '-GPSLongitudeRef=W',
  '-GPSAltitude=12',
];

export interface Way {
  readonly name: string;
  readonly format: Format;
  /** What exiftool writes. */
  readonly tags?: readonly string[];
  /** What it cannot write. */
  readonly change?: (file: Buffer) => Buffer;
}

export const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';

/** A packet with properties of one namespace. */
export function packet(namespace: string, inner: string, attributes = ''): string {
  return (
    '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">' +
    `<rdf:RDF xmlns:rdf="${RDF}"><rdf:Description rdf:about="" xmlns:p="${namespace}" xmlns:dc="http://purl.org/dc/elements/1.1/"` +
    `${attributes}>${inner}<dc:title>Harbour</dc:title></rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`
  );
}

export const withPacket = (format: Format, text: string | Buffer) => (file: Buffer) =>
  attachMetadata(format, { data: file, width: 64, height: 48, alpha: false }, { xmp: Buffer.from(text) });

export const withExif =
  (entries: readonly ExifEntry[], little = true) =>
  (file: Buffer) =>
    attachMetadata(
      'jpeg',
      { data: file, width: 64, height: 48, alpha: false },
      {
        exif: writeExifTree({ little, main: { entries: [textEntry(0x010f, 'Dropmill'), ...entries] } }),
      },
    );

export const GPS_ENTRIES = { entries: [textEntry(1, 'N'), textEntry(0x1d, '2024:51.5074'), textEntry(0x1b, 'London')] };

export function segment(marker: number, content: string | Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, Buffer.from(content as string, 'latin1')]);
}

export const withSegment = (marker: number, content: string | Buffer) => (file: Buffer) =>
  Buffer.concat([file.subarray(0, 2), segment(marker, content), file.subarray(2)]);

export const withChunk = (type: string, data: Buffer) => (file: Buffer) =>
  Buffer.concat([file.subarray(0, 33), pngChunk(type, data), file.subarray(33)]);

/** ImageMagick's form. */
export function rawProfile(kind: string, data: Buffer): Buffer {
  const hex = data.toString('hex').replace(/(.{72})/g, '$1\n');
  return Buffer.from(`\n${kind}\n${String(data.length).padStart(8)}\n${hex}\n`);
}

export const GPS_BLOCK = writeExifTree({ little: true, main: { entries: [pointerEntry(0x8825, GPS_ENTRIES)] } });
export const EXIF_APP1 = Buffer.concat([Buffer.from('Exif\0\0'), GPS_BLOCK]);
export const IPTC_CITY = Buffer.concat([Buffer.from([0x1c, 2, 90, 0, 6]), Buffer.from('London')]);
export const IPTC_8BIM = Buffer.concat([
  Buffer.from('8BIM\x04\x04\0\0\0\0\0\x0b', 'latin1'),
  IPTC_CITY,
  Buffer.alloc(1),
]);

/** A maker's note whose directory begins at `start` and has one text of that number. */
export function makerNote(begins: string, start: number, tag: number, options: { header?: number } = {}): Buffer {
  const text = 'MAKER-PLACE\0';
  const note = Buffer.alloc(start + 2 + 12 + 4 + text.length);
  note.write(begins, 'latin1');
  if (options.header !== undefined) {
    note.write('II*\0', options.header, 'latin1');
    note.writeUInt32LE(start - options.header, options.header + 4);
  }
  note.writeUInt16LE(1, start);
  note.writeUInt16LE(tag, start + 2);
  note.writeUInt16LE(2, start + 4);
  note.writeUInt32LE(text.length, start + 6);
  note.write(text, start + 18, 'latin1');
  return note;
}

/** With offsets that count from the block around the note; the note comes last in it. */
export function withNote(
  make: string,
  note: Buffer,
  offset: { readonly at: number; readonly fromNote: number | undefined },
) {
  return (file: Buffer) => {
    const build = (value: Buffer) => {
      const entry = { tag: 0x927c, type: 7, count: value.length, value, at: 0 };
      return writeExifTree({
        little: true,
        main: { entries: [textEntry(0x010f, make), pointerEntry(0x8769, { entries: [entry] })] },
      });
    };
    const noteAt = build(note).indexOf(note);
    const text = note.indexOf('MAKER-PLACE');
    const final = Buffer.from(note);
    final.writeUInt32LE(offset.fromNote === undefined ? noteAt + text : text - offset.fromNote, offset.at);
    return attachMetadata('jpeg', { data: file, width: 64, height: 48, alpha: false }, { exif: build(final) });
  };
}

export const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);

export function lengthOf(block: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(block.length);
  return length;
}

export function clearedFlags(file: Buffer): Buffer {
  const cleared = Buffer.from(file);
  cleared[20] = (cleared[20] ?? 0) & ~0x0c;
  return cleared;
}

export function riff(file: Buffer): Buffer {
  const whole = Buffer.from(file);
  whole.writeUInt32LE(whole.length - 8, 4);
  return whole;
}

/** ModelTiepoint and a description of the place, in a directory with all that was there. */
export function withGeoTiff(file: Buffer): Buffer {
  const tagged = attachMetadata(
    'tiff',
    { data: file, width: 64, height: 48, alpha: false },
    {
      exif: writeExifTree({ little: true, main: { entries: [textEntry(0x010e, 'x'.repeat(40))] } }),
    },
  );
  const at = tagged.readUInt32LE(4);
  const count = tagged.readUInt16LE(at);
  for (let index = 0; index < count; index++) {
    const entry = at + 2 + index * 12;
    if (tagged.readUInt16LE(entry) !== 0x010e) continue;
    tagged.writeUInt16LE(34_737, entry);
    tagged.write('London|', tagged.readUInt32LE(entry + 8), 'latin1');
  }
  return tagged;
}
