// What metadata says of colours, of the subject and of regions, read by exiftool in results of every kind.
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { hasExiftool, readTags, writeTags } from '../testing/exiftool.ts';
import { fourFields, save } from '../testing/pictures.ts';
import { resizeOne, temporaryFolder } from '../testing/run-resize.ts';
import { followPixels } from './follow-pixels.ts';
import type { Change, Geometry } from './geometry-change.ts';
import { cleanPacket } from './xmp.ts';

/** As a camera writes them that is set to Adobe RGB. */
const ADOBE_RGB = [
  '-ExifIFD:ColorSpace#=65535',
  '-InteropIFD:InteropIndex#=R03',
  '-IFD0:WhitePoint=0.3127 0.329',
  '-ExifIFD:Gamma=2.2',
  '-XMP-exif:ColorSpace#=65535',
  '-XMP-photoshop:ICCProfileName=Adobe RGB (1998)',
];

async function withTags(tags: readonly string[], profile?: 'p3'): Promise<string> {
  const plain = fourFields();
  const picture = profile ? plain.withIccProfile(profile) : plain;
  const path = await save(picture.jpeg(), temporaryFolder(), 'photo.jpg');
  writeTags([{ path, tags }]);
  return path;
}

describe.runIf(hasExiftool())('what speaks of the colours', () => {
  it.each(['jpeg', 'png', 'webp', 'avif', 'tiff'] as const)('is sRGB in %s once they are', async (format) => {
    const [tags = {}] = readTags([await resizeOne(await withTags(ADOBE_RGB, 'p3'), { format })]);
    expect(tags['ExifIFD:ColorSpace']).toBe(1);
    expect(tags['InteropIFD:InteropIndex']).toBe('R98');
    expect(tags['XMP-exif:ColorSpace']).toBe(1);
    const stale = ['IFD0:WhitePoint', 'ExifIFD:Gamma', 'XMP-photoshop:ICCProfileName'];
    expect(Object.keys(tags).filter((tag) => stale.includes(tag))).toEqual([]);
  });

  it.each([
    ['with its profile', 'p3', { colours: 'keep' }],
    ['whose pixels were not converted', undefined, {}],
  ] as const)('stays as it was in a picture %s', async (_, profile, options) => {
    const [tags = {}] = readTags([await resizeOne(await withTags(ADOBE_RGB, profile), options)]);
    expect(tags).toMatchObject({
      'ExifIFD:ColorSpace': 65_535,
      'InteropIFD:InteropIndex': 'R03',
      'ExifIFD:Gamma': 2.2,
      'XMP-exif:ColorSpace': 65_535,
      'XMP-photoshop:ICCProfileName': 'Adobe RGB (1998)',
    });
  });

  it('is sRGB when CMYK has become it', async () => {
    const cmyk = sharp(await fourFields().toColourspace('cmyk').withIccProfile('cmyk').jpeg().toBuffer());
    const path = await save(
      cmyk.pipelineColourspace('cmyk').toColourspace('cmyk').keepIccProfile().jpeg(),
      temporaryFolder(),
      'press.jpg',
    );
    writeTags([{ path, tags: ADOBE_RGB }]);
    const [tags = {}] = readTags([await resizeOne(path, { format: 'png' })]);
    expect([tags['ExifIFD:ColorSpace'], tags['XMP-exif:ColorSpace']]).toEqual([1, 1]);
  });
});

describe.runIf(hasExiftool())('what speaks of places in the picture', () => {
  it('has the new size, and no pixels of the old one', async () => {
    const path = await withTags([
      '-InteropIFD:InteropIndex#=R98',
      '-InteropIFD:RelatedImageWidth=96',
      '-InteropIFD:RelatedImageHeight=64',
      '-ExifIFD:SubjectArea=40 30 10 10',
      '-XMP-exif:SubjectArea=40',
      '-XMP-exif:SubjectLocation=40',
    ]);
    const [tags = {}] = readTags([await resizeOne(path, { width: 48 })]);
    expect(tags).toMatchObject({ 'InteropIFD:RelatedImageWidth': 48, 'InteropIFD:RelatedImageHeight': 32 });
    expect(Object.keys(tags).filter((tag) => /Subject/.test(tag))).toEqual([]);
    const [same = {}] = readTags([await resizeOne(path, {})]);
    expect(Object.keys(same).filter((tag) => /Subject/.test(tag))).toHaveLength(3);
  });

  const geometry = (change: Change): Geometry => ({
    ...{ change, width: 48, height: 32, originalWidth: 96, originalHeight: 64, orientation: 1 },
  });
  const packet = (inner: string) =>
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:i="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:d="http://ns.adobe.com/xap/1.0/sType/Dimensions#" xmlns:t="http://ns.adobe.com/xap/1.0/t/pg/"><rdf:Description>${inner}</rdf:Description></rdf:RDF>`;
  const boundary = (unit: string) =>
    `<i:RegionBoundary><rdf:Description><i:rbX>40</i:rbX><i:rbUnit>${unit}</i:rbUnit></rdf:Description></i:RegionBoundary>`;
  const follow = (inner: string, change: Change) => {
    const lost: string[] = [];
    const made = cleanPacket(
      packet(inner),
      followPixels(geometry(change), (loss) => lost.push(loss)),
    );
    return { made, lost };
  };

  it('is kept of a region in parts of the whole, and not in pixels', () => {
    expect(follow(boundary('relative'), 'scaled')).toEqual({ made: packet(boundary('relative')), lost: [] });
    expect(follow(boundary('pixel'), 'same')).toEqual({ made: packet(boundary('pixel')), lost: [] });
    expect(follow(boundary('pixel'), 'scaled')).toEqual({
      made: packet('<i:RegionBoundary></i:RegionBoundary>'),
      lost: ['regions'],
    });
  });

  it('is no page of a document', () => {
    const page = '<t:MaxPageSize d:w="8.5" d:h="11" d:unit="Inches"/>';
    expect(follow(page, 'scaled').made).toBe(packet(page));
    expect(follow('<t:a d:w="96" d:h="64"/>', 'scaled').made).toBe(packet('<t:a d:w="48" d:h="32"/>'));
  });
});
