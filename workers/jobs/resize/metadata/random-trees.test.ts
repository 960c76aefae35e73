// A thousand random blocks of metadata in each mode: what must stay stays byte for byte, what must go is gone.
import fc from 'fast-check';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { propertyCases } from '../../../testing/property-cases.ts';
import type { OutputFormat } from '../formats.ts';
import type { ResizeOptions } from '../options.ts';
import { fourFields } from '../testing/pictures.ts';
import { attachMetadata, fileTellsPlace } from './attach.ts';
import { readMetadata } from './blocks.ts';
import { type ExifDirectory, type ExifEntry, exifDirectory, readExifTree } from './exif-tree.ts';
import { pointerEntry, writeExifTree } from './exif-writer.ts';
import type { MetadataBlocks } from './found-metadata.ts';
import type { Geometry } from './geometry-change.ts';
import { keepMetadata } from './keep.ts';
import { iptcResource, readResources } from './photoshop.ts';
import { namesPlace } from './places/place-words.ts';

/** Some of the trees are run in each format. Four modes make a thousand and more of each. */
const { numRuns: TREES, seed: SEED } = propertyCases(1000);
const MODES = ['all', 'no-location', 'copyright', 'none'] as const;
const FORMATS = ['jpeg', 'png', 'webp', 'avif', 'tiff', 'gif'] as const;
const SECRET = 'SECRET-PLACE';

const SAME: Geometry = { change: 'same', width: 96, height: 64, originalWidth: 96, originalHeight: 64, orientation: 1 };

/** Numbers without a meaning, so that each must stay as it is. */
const freeTag = fc.integer({ min: 0xd000, max: 0xefff }).filter((tag) => tag !== 0xea1c);
const TYPE_BYTES = { 1: 1, 3: 2, 4: 4, 5: 8, 7: 1, 9: 4, 12: 8 } as const;
const entry: fc.Arbitrary<ExifEntry> = fc
  .record({
    tag: freeTag,
    type: fc.constantFrom(1, 3, 4, 5, 7, 9, 12),
    count: fc.integer({ min: 1, max: 12 }),
    seed: fc.nat(),
  })
  .map(({ tag, type, count, seed }) => {
    const value = Buffer.alloc(count * TYPE_BYTES[type as keyof typeof TYPE_BYTES]);
    for (let at = 0; at < value.length; at++) value[at] = (Math.imul(seed + at, 2_654_435_761) >>> 24) & 0x7f;
    return { tag, type, count, value, at: 0 };
  });
const directory: fc.Arbitrary<ExifDirectory> = fc
  .uniqueArray(entry, { maxLength: 10, selector: ({ tag }) => tag })
  .map((entries) => ({ entries: entries.sort((a, b) => a.tag - b.tag) }));

const gps: ExifDirectory = {
  entries: [{ tag: 0x1b, type: 7, count: SECRET.length, value: Buffer.from(SECRET), at: 0 }],
};

const exif = fc
  .record({ little: fc.boolean(), main: directory, detail: directory, hasDetail: fc.boolean(), hasGps: fc.boolean() })
  .map(({ little, main, detail, hasDetail, hasGps }) => {
    const pointers = [
      ...(hasDetail && detail.entries.length > 0 ? [pointerEntry(0x8769, detail)] : []),
      ...(hasGps ? [pointerEntry(0x8825, gps)] : []),
    ];
    return writeExifTree({ little, main: { entries: [...pointers, ...main.entries] } });
  });

const name = fc.stringMatching(/^[A-Za-z][A-Za-z0-9-]{0,12}$/);
const text = fc.stringMatching(/^[a-z ,;!?]{0,20}$/);
const property = fc.record({ name, text, place: fc.boolean() }).map(({ name: own, text: value, place }) => {
  const full = place ? `Gps${own}` : own;
  const content = namesPlace(full) ? SECRET : value;
  return `<p:${full}>${content}</p:${full}>`;
});
const xmp = fc
  .record({ namespace: fc.webUrl(), properties: fc.array(property, { maxLength: 8 }) })
  .map(({ namespace, properties }) => {
    const uri = /geo|gps|loc/i.test(namespace) ? 'urn:none' : namespace.replace(/[&<>"']/g, '');
    return Buffer.from(
      `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:p="${uri}">${properties.join('')}</rdf:Description></rdf:RDF></x:xmpmeta>`,
    );
  });

const dataset = fc.record({ number: fc.integer({ min: 3, max: 130 }), text }).map(({ number, text: value }) => {
  const content = Buffer.from([26, 27].includes(number) || (number >= 90 && number <= 101) ? SECRET : value);
  return Buffer.concat([Buffer.from([0x1c, 2, number, 0, content.length]), content]);
});
const resources = fc.array(dataset, { minLength: 1, maxLength: 6 }).map((all) => iptcResource(Buffer.concat(all)));

const blocks: fc.Arbitrary<MetadataBlocks> = fc.record({
  exif: fc.option(exif, { nil: undefined }),
  xmp: fc.option(xmp, { nil: undefined }),
  resources: fc.option(resources, { nil: undefined }),
});

/** All values of a block in order, those of pointers left out. */
function valuesOf(block: Buffer | undefined): string[] {
  const tree = block && readExifTree(block);
  const all = [...(tree?.main.entries ?? []), ...(exifDirectory(tree)?.entries ?? [])];
  return all.filter(({ child }) => !child).map(({ tag, type, value }) => `${tag} ${type} ${value.toString('hex')}`);
}

describe('random metadata', () => {
  const files = new Map<OutputFormat, Buffer>();
  beforeAll(async () => {
    for (const format of FORMATS) files.set(format, await fourFields().toFormat(format).toBuffer());
  });

  function through(original: MetadataBlocks, mode: ResizeOptions['metadata'], format: OutputFormat) {
    const { blocks: kept, lost } = keepMetadata(
      { ...original, extras: new Set() },
      { mode, format, from: 'jpeg', geometry: SAME },
    );
    const data = files.get(format) ?? Buffer.alloc(0);
    const file = attachMetadata(format, { data, width: 96, height: 64, alpha: false }, kept);
    return { file, made: readMetadata(format, file), lost };
  }

  it.each(MODES)('keeps what must stay, and loses what must go, with "%s"', (mode) => {
    fc.assert(
      fc.property(blocks, fc.constantFrom(...FORMATS), (original, format) => {
        const { file, made, lost } = through(original, mode, format);
        if (mode !== 'all') {
          expect(file.includes(SECRET)).toBe(false);
          expect(fileTellsPlace(format, file)).toBe(false);
        }
        if (mode === 'none') expect([made.exif, made.xmp, made.resources]).toEqual([undefined, undefined, undefined]);
        if (mode === 'copyright' || mode === 'none') return;
        // GIF holds no EXIF, and TIFF only what describes the picture, besides the Exif directory.
        if (format !== 'gif' && format !== 'tiff') expect(valuesOf(made.exif)).toEqual(valuesOf(original.exif));
        if (format === 'gif' && valuesOf(original.exif).length > 0) expect(lost.has('exif')).toBe(true);
        const xmpText = original.xmp?.toString() ?? '';
        if (!xmpText.includes(SECRET) || mode === 'all') expect(made.xmp?.toString() ?? '').toBe(xmpText);
        else expect(made.xmp?.toString()).toBe(xmpText.replace(/<p:([\w-]+)>SECRET-PLACE<\/p:\1>/g, ''));
        const iptc = original.resources && readResources(original.resources)?.[0]?.data;
        if (iptc && !iptc.includes(SECRET) && (format === 'jpeg' || format === 'tiff')) {
          expect(readResources(made.resources ?? Buffer.alloc(0))?.[0]?.data).toEqual(iptc);
        }
      }),
      { numRuns: TREES, seed: SEED },
    );
  });

  it('leaves the pixels alone', async () => {
    const [sample] = fc.sample(blocks, { numRuns: 1, seed: SEED });
    for (const format of FORMATS) {
      const { file } = through(sample ?? {}, 'all', format);
      const pixels = (data: Buffer) => sharp(data).raw().toBuffer();
      expect((await pixels(file)).equals(await pixels(files.get(format) ?? Buffer.alloc(0)))).toBe(true);
    }
  });

  it('damaged in any byte crashes nothing, and reveals no place', () => {
    fc.assert(
      fc.property(blocks, fc.constantFrom(...FORMATS), fc.nat(), fc.nat(255), (original, format, at, byte) => {
        const damage = (block: Buffer | undefined) => {
          if (!block) return undefined;
          const copy = Buffer.from(block);
          copy[at % copy.length] = byte;
          return copy;
        };
        const hurt = { exif: damage(original.exif), xmp: damage(original.xmp), resources: damage(original.resources) };
        const { file } = through(hurt, 'no-location', format);
        expect(fileTellsPlace(format, file)).toBe(false);
      }),
      { numRuns: TREES, seed: SEED },
    );
  });
});
