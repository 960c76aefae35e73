import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { orientationOf } from '../../metadata/exif.ts';
import { readExifTree } from '../../metadata/exif-tree.ts';
import { inspectFile } from '../inspect.ts';
import { endsAsJpeg, readJpegHeader } from './jpeg-header.ts';

const plain = () => sharp({ create: { width: 40, height: 30, channels: 3, background: '#c83' } });
const xmp =
  '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"/></x:xmpmeta>';

const KINDS: Readonly<Record<string, () => Promise<Buffer>>> = {
  baseline: () => plain().jpeg().toBuffer(),
  progressive: () => plain().jpeg({ progressive: true }).toBuffer(),
  grey: () => plain().toColourspace('b-w').jpeg().toBuffer(),
  turned: () => plain().withMetadata({ orientation: 6 }).jpeg().toBuffer(),
  'with a profile': () => plain().withIccProfile('p3').jpeg().toBuffer(),
  'with EXIF': () =>
    plain()
      .withExif({ IFD0: { Make: 'Dropmill' } })
      .jpeg()
      .toBuffer(),
  'with XMP': () => plain().withXmp(xmp).jpeg().toBuffer(),
};

describe('what is read of a JPEG is what libvips reads', () => {
  it.for(Object.keys(KINDS))('%s', async (kind) => {
    const file = (await KINDS[kind]?.()) ?? Buffer.alloc(0);
    const { width, height, channels, exif, hasProfile, xmp, iptc, orientation } = await sharp(file).metadata();
    const header = readJpegHeader(file);
    expect(header).toEqual({
      width,
      height,
      channels,
      exif,
      profile: hasProfile,
      xmp: xmp !== undefined,
      iptc: iptc !== undefined,
    });
    expect(orientationOf(header?.exif && readExifTree(header.exif)) ?? 1).toBe(orientation ?? 1);
    expect(endsAsJpeg(file)).toBe(true);
    expect(endsAsJpeg(file.subarray(0, -1))).toBe(false);
  });
});

it('leaves CMYK, damage and what goes on after the bytes it has to libvips', async () => {
  const cmyk = await plain().toColourspace('cmyk').jpeg().toBuffer();
  const file = (await KINDS['with EXIF']?.()) ?? Buffer.alloc(0);
  for (const other of [cmyk, file.subarray(0, 100), file.subarray(1), Buffer.from([0xff, 0xd8, 0xff, 0xda])]) {
    expect(readJpegHeader(other)).toBeUndefined();
  }
});

it('gives the size of a turned picture as it is seen', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dropmill-jpeg-'));
  try {
    const path = join(folder, 'turned.jpg');
    await writeFile(path, (await KINDS.turned?.()) ?? '');
    const facts = { format: 'jpeg', width: 30, height: 40, orientation: 6, space: 'srgb', channels: 3 };
    expect(await inspectFile(path)).toMatchObject({ kind: 'picture', facts });
  } finally {
    await rm(folder, { recursive: true });
  }
});
