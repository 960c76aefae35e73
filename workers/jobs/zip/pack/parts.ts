// Divides a chunk into the tasks that pack it.
import { TAR_PIECE } from '../tar/compress-tar.ts';
import { storedSize } from '../tar/tar-header.ts';
import { BLOCK, type BlockRequest } from './entries/pack-block.ts';
import type { PackRequest } from './pack.ts';
import type { PackSettings } from './pack-settings.ts';
import type { Chunk } from './plan.ts';

/** What a result of the `pack` task is about. */
export interface Part {
  readonly request: PackRequest;
  readonly archive: number;
  /** Input bytes and files as the walk found them, for the progress. */
  readonly bytes: number;
  readonly files: number;
  readonly last: boolean;
}

/** What is known of a big file. */
type BigFile = Pick<BlockRequest, 'extents' | 'again'>;

export function* partsOf(
  chunk: Chunk,
  archive: number,
  settings: PackSettings,
  { extents, again = false }: BigFile = {},
): Generator<Part> {
  if (chunk.kind === 'files') {
    const { bytes, files, plan } = chunk;
    yield { request: { kind: 'files', plan, settings }, archive, bytes, files, last: true };
    return;
  }
  const { entry } = chunk;
  const block = settings.format === 'zip' ? BLOCK : TAR_PIECE[settings.format];
  const size = storedSize({ size: entry.size, extents });
  for (let offset = 0; offset < size || offset === 0; offset += block) {
    const last = offset + block >= size;
    // The bytes of holes count with the last block.
    const bytes = last ? entry.size - offset : block;
    const request: PackRequest = { kind: 'block', entry, offset, settings, again, ...(extents && { extents }) };
    yield { request, archive, bytes, files: last ? 1 : 0, last };
  }
}
