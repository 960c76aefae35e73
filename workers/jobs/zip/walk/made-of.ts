// Tells an archive that was made of a folder from any other file, by the name of its first entry.
import { closeSync, openSync, readSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import { atPath } from '../../../files/long-path.ts';

const HEAD_BYTES = 4096;

/** Whether the first entry of an archive is one of these, or in one of them. False for what is no archive of ours. */
export function isMadeOf(path: string, names: readonly string[]): boolean {
  const first = firstEntry(path);
  return first !== undefined && names.some((name) => first === name || first.startsWith(`${name}/`));
}

function firstEntry(path: string): string | undefined {
  try {
    const head = readHead(path);
    return zipEntry(head) ?? tarEntry(head) ?? tarEntry(gunzipped(head));
  } catch {
    return undefined;
  }
}

function readHead(path: string): Buffer {
  const descriptor = atPath(path, (real) => openSync(real, 'r'));
  try {
    const head = Buffer.alloc(HEAD_BYTES);
    return head.subarray(0, readSync(descriptor, head, 0, head.length, 0));
  } finally {
    closeSync(descriptor);
  }
}

/** The local file header: APPNOTE.TXT section 4.3.7. */
function zipEntry(head: Buffer): string | undefined {
  if (head.length < 30 || head.readUInt32LE(0) !== 0x04034b50) return undefined;
  return head.toString('utf8', 30, 30 + head.readUInt16LE(26));
}

const TAR_BLOCK = 512;

/** The header of ustar, after one with what ustar has no room for: POSIX.1-2017, pax, "ustar Interchange Format". */
function tarEntry(head: Buffer): string | undefined {
  if (head.toString('latin1', 257, 262) !== 'ustar') return undefined;
  const size = Number.parseInt(head.toString('latin1', 124, 136), 8);
  const isExtended = /[xgLK]/.test(head.toString('latin1', 156, 157));
  if (isExtended) return tarEntry(head.subarray(TAR_BLOCK * (1 + Math.ceil(size / TAR_BLOCK))));
  return head.toString('utf8', 0, 100).split('\0', 1)[0];
}

function gunzipped(head: Buffer): Buffer {
  return gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH });
}
