import { readFile } from 'node:fs/promises';
import { deflateRawSync } from 'node:zlib';
import { transfer } from '../index.ts';

/** Deflates a file. @returns the bytes, moved and not copied */
export async function deflate(path: string): Promise<Uint8Array> {
  const deflated = new Uint8Array(deflateRawSync(await readFile(path)));
  return transfer(deflated, [deflated.buffer]);
}
