// Wherever a picture tells its place: with "no location" no result tells it, and an independent reader finds none.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ResizeOptions } from './options.ts';
import { hasExiftool, readTags, type Tags } from './testing/exiftool.ts';
import { hidePlaces, WAYS } from './testing/hidden-places.ts';
import { SECRETS } from './testing/place-makers.ts';
import { runResize, temporaryFolder } from './testing/run-resize.ts';

/** Names of tags that speak of a place, in exiftool's words. */
const PLACE =
  /gps|latitude|longitude|altitude|sublocation|(^|:)location|city|country|(^|:)state|province|coverage|landmark|geo(?!metr)/i;

function placesIn(tags: Tags): string[] {
  const tells = (value: unknown) => SECRETS.some((secret) => JSON.stringify(value).includes(secret));
  return Object.entries(tags).flatMap(([name, value]) => (PLACE.test(name) || tells(value) ? [name] : []));
}

function secretsIn(path: string): string[] {
  const bytes = readFileSync(path);
  return SECRETS.filter((secret) => bytes.includes(secret) || bytes.includes(Buffer.from(secret, 'utf16le')));
}

/** Results in the order of the originals. */
async function resultsOf(paths: readonly string[], options: Partial<ResizeOptions>): Promise<string[]> {
  const { items } = await runResize(paths, { folder: join(temporaryFolder(), 'out'), ...options });
  return items.map(({ output, error }) => output ?? JSON.stringify(error));
}

describe.skipIf(!hasExiftool())('a place', () => {
  let originals: readonly string[] = [];
  let folder = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'dropmill-places-'));
    originals = await hidePlaces(folder);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('is there in each of the originals, as a reading or as bytes', () => {
    const tags = readTags(originals);
    const telling = originals.map(
      (path, index) => placesIn(tags[index] ?? {}).length > 0 || secretsIn(path).length > 0,
    );
    expect(WAYS.filter((_, index) => !telling[index]).map(({ name }) => name)).toEqual([]);
    expect(WAYS.length).toBeGreaterThanOrEqual(40);
  });

  it.each([
    ['resized', { width: 32 }],
    ['kept at its size', {}],
    ['kept as it is where the result is not smaller', { keepSmaller: true, quality: 100 }],
    ['cut down to the rights', { metadata: 'copyright' }],
    ['without metadata where the result is not smaller', { metadata: 'none', keepSmaller: true, quality: 100 }],
    ['as JPEG', { format: 'jpeg' }],
    ['as PNG', { format: 'png' }],
    ['as WebP', { format: 'webp' }],
    ['as AVIF', { format: 'avif' }],
    ['as TIFF', { format: 'tiff' }],
    ['as GIF', { format: 'gif' }],
  ] as const)('is in no result %s', async (_, options) => {
    const results = await resultsOf(originals, options);

    const tags = readTags(results);
    const found = results.map((path, index) => [...placesIn(tags[index] ?? {}), ...secretsIn(path)]);
    expect(
      Object.fromEntries(WAYS.map(({ name }, index) => [name, found[index]]).filter(([, places]) => places?.length)),
    ).toEqual({});
    expect(tags.filter((one) => 'ExifTool:Warning' in one).map((one) => one['ExifTool:Warning'])).toEqual([]);
  });

  it('removes nothing else: the title of the picture stays', async () => {
    const titled = originals.filter(
      (_, index) => WAYS[index]?.name.startsWith('XMP of DJI') || WAYS[index]?.name.startsWith('a structure'),
    );
    const tags = readTags(await resultsOf(titled, {}));
    expect(tags.map((one) => one['XMP-dc:Title'])).toEqual(['Harbour', 'Harbour']);
  });

  it('stays everywhere when all metadata is kept', async () => {
    const named = ['EXIF GPS of a phone', 'EXIF GPS in AVIF', 'IPTC', 'XMP in GIF', 'GPS directory of a TIFF'];
    const kept = originals.filter((_, index) => named.includes(WAYS[index]?.name ?? ''));
    const tags = readTags(await resultsOf(kept, { metadata: 'all' }));
    expect(tags.map((one) => placesIn(one).length > 0)).toEqual(named.map(() => true));
  });
});
