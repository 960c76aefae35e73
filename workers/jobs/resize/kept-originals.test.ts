// An original whose result would be larger may be the result itself; but never with what was asked to go.
import { readFileSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { OutputFormat } from './formats.ts';
import { attachMetadata } from './metadata/attach.ts';
import { textEntry, writeExifTree } from './metadata/exif-writer.ts';
import { pngChunk } from './render/png-writer.ts';
import { put } from './testing/odd-files.ts';
import { fourFields } from './testing/pictures.ts';
import { clearedFlags, packet, withChunk, withSegment } from './testing/place-makers.ts';
import { runResize, temporaryFolder } from './testing/run-resize.ts';

const SECRET = 'KEEPSAKE';

const withBlocks = (format: OutputFormat, blocks: Parameters<typeof attachMetadata>[2]) => (file: Buffer) =>
  attachMetadata(format, { data: file, width: 64, height: 48, alpha: false }, blocks);
const exif = writeExifTree({ little: true, main: { entries: [textEntry(0x0131, SECRET)] } });
const xmp = Buffer.from(packet('urn:a', `<p:note>${SECRET}</p:note>`));

/** Before the last chunk of a PNG. */
const withLateChunk = (type: string, content: Buffer) => (file: Buffer) =>
  Buffer.concat([file.subarray(0, -12), pngChunk(type, content), file.subarray(-12)]);

/** Before the last byte of a GIF. */
const withComment = (file: Buffer) =>
  Buffer.concat([
    file.subarray(0, -1),
    Buffer.from([0x21, 0xfe, SECRET.length]),
    Buffer.from(`${SECRET}\0`),
    file.subarray(-1),
  ]);

const film = Buffer.from(`\0\0\0\x14ftypmp42\0\0\0\0mp42${SECRET}`, 'latin1');

const ROWS: readonly (readonly [what: string, format: OutputFormat, change: (file: Buffer) => Buffer])[] = [
  ['the comment of a JPEG', 'jpeg', withSegment(0xfe, SECRET)],
  ['EXIF of a JPEG', 'jpeg', withBlocks('jpeg', { exif })],
  ['a film behind a JPEG', 'jpeg', (file) => Buffer.concat([file, film])],
  ['a camera’s segment of a JPEG', 'jpeg', withSegment(0xe5, SECRET)],
  ['the comment of a PNG', 'png', withChunk('tEXt', Buffer.from(`Comment\0${SECRET}`))],
  ['the program of a PNG, at its end', 'png', withLateChunk('tEXt', Buffer.from(`Software\0${SECRET}`))],
  ['a packed text of a PNG', 'png', withChunk('zTXt', Buffer.concat([Buffer.from('a\0\0'), deflateSync(SECRET)]))],
  ['XMP of a PNG', 'png', withBlocks('png', { xmp })],
  ['EXIF of a WebP that says it has none', 'webp', (file) => clearedFlags(withBlocks('webp', { exif })(file))],
  ['XMP of a WebP', 'webp', withBlocks('webp', { xmp })],
  ['the comment of a GIF', 'gif', withComment],
  ['XMP of a GIF', 'gif', withBlocks('gif', { xmp })],
  ['EXIF of an AVIF', 'avif', withBlocks('avif', { exif })],
];

/** Small and flat: at the best quality, no result is smaller. */
async function original([, format, change]: (typeof ROWS)[number]): Promise<string> {
  const picture = fourFields(64, 48).toFormat(format, { quality: 20, effort: 4 });
  return put(change(await picture.toBuffer()), `small.${format}`);
}

async function resultOf(path: string, metadata: 'all' | 'none' | 'copyright'): Promise<Buffer> {
  const options = { metadata, keepSmaller: true, quality: 100, folder: temporaryFolder() } as const;
  const { outcome } = await runResize([path], options);
  return readFileSync(outcome.outputs[0] ?? '');
}

describe('an original that is smaller than its result', () => {
  it.each(ROWS)('is kept as it is with all its metadata: %s', async (...row) => {
    const path = await original(row);
    expect((await resultOf(path, 'all')).equals(readFileSync(path))).toBe(true);
  });

  it.each(ROWS)('is not kept with what should go: %s', async (...row) => {
    const path = await original(row);
    for (const metadata of ['none', 'copyright'] as const) {
      const made = await resultOf(path, metadata);
      expect(made.includes(SECRET) || made.includes(deflateSync(SECRET))).toBe(false);
    }
  });
});
