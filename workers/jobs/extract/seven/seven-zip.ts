// Runs 7-Zip in WebAssembly. It can only read the one file that it is given, and returns what it unpacks. Whatever a hostile
// archive does to it stays in its own memory, which is discarded after each run.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Stream } from '7z-wasm/7zz.es6.js';
import { type OpenFile, readUpTo } from '../../../files/read-at.ts';

export interface SevenRun {
  readonly file: OpenFile;
  readonly size: number;
  readonly args: readonly string[];
  /** Takes what 7-Zip writes to its standard output, valid until it returns. It may throw to stop 7-Zip. */
  readonly take?: (piece: Buffer) => void;
  readonly onRead?: (bytes: number) => void;
  /** Called with each line that 7-Zip prints. It may throw to stop 7-Zip. */
  readonly onLine?: (line: string) => void;
}

export interface SevenResult {
  /** 0 means success. */
  readonly status: number;
  /** The lines that 7-Zip printed. */
  readonly lines: readonly string[];
}

/** The name of the file for 7-Zip. It is fixed, because the real name could be hostile, too. */
export const ARCHIVE = '/archive';
const OUTPUT = '/output';
const STANDARD_OUTPUT = 1;
/** A status that 7-Zip itself does not have. */
export const CRASHED = 99;
const SEEK_CURRENT = 1;
const SEEK_END = 2;

let binary: Buffer | undefined;

export async function runSevenZip({ file, size, args, take, onRead, onLine }: SevenRun): Promise<SevenResult> {
  const { default: create } = await import('7z-wasm/7zz.es6.js');
  const lines: string[] = [];
  const print = (line: string): void => {
    lines.push(line);
    onLine?.(line);
  };
  binary ??= readFileSync(wasmPath());
  const { FS, callMain } = await create({ wasmBinary: binary, print, printErr: print });
  FS.writeFile(ARCHIVE, '');
  const { node } = FS.lookupPath(ARCHIVE);
  const attributes = node.node_ops.getattr;
  node.node_ops = { ...node.node_ops, getattr: (one) => ({ ...attributes(one), size }) };
  node.stream_ops = {
    read: (_stream, buffer, offset, length, position) => {
      const count = readUpTo(file, bytesOf(buffer, 0, buffer.length), offset, length, position);
      onRead?.(count);
      return count;
    },
    llseek: (stream, offset, whence) => offset + seekBase(stream, whence, size),
  };
  if (take) {
    FS.writeFile(OUTPUT, '');
    FS.lookupPath(OUTPUT).node.stream_ops = {
      write: (_stream, buffer, offset, length) => {
        take(bytesOf(buffer, offset, length));
        return length;
      },
    };
    FS.streams[STANDARD_OUTPUT] = FS.open(OUTPUT, 'w');
  }
  try {
    return { status: callMain([...args]) ?? 0, lines };
  } catch (error) {
    // `take` throws errors. 7-Zip's own exceptions are numbers: out of memory, or something unexpected.
    if (typeof error !== 'number') throw error;
    return { status: CRASHED, lines };
  }
}

function seekBase(stream: Stream, whence: number, size: number): number {
  if (whence === SEEK_CURRENT) return stream.position;
  return whence === SEEK_END ? size : 0;
}

function bytesOf(buffer: Int8Array, offset: number, length: number): Buffer {
  return Buffer.from(buffer.buffer as ArrayBuffer, buffer.byteOffset + offset, length);
}

/** The build puts it into the folder of the code. */
function wasmPath(): string | URL {
  if (import.meta.url.endsWith('.ts')) return createRequire(import.meta.url).resolve('7z-wasm/7zz.wasm');
  return new URL('./7zz.wasm', import.meta.url);
}
