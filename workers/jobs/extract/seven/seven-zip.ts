// 7-Zip in WebAssembly: it sees the one file that it is given, can only read it, and hands out what it unpacks. What a hostile
// archive may do to it stays in its own memory, which is thrown away after each run.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Stream } from '7z-wasm/7zz.es6.js';
import { type OpenFile, readUpTo } from '../../../files/read-at.ts';

export interface SevenRun {
  readonly file: OpenFile;
  readonly size: number;
  readonly args: readonly string[];
  /** Takes what it writes to its standard output; good until it returns. May throw to end it. */
  readonly take?: (piece: Buffer) => void;
  readonly onRead?: (bytes: number) => void;
  /** What it prints, while it comes. May throw to end it. */
  readonly onLine?: (line: string) => void;
}

export interface SevenResult {
  /** 0: well. */
  readonly status: number;
  /** What it printed. */
  readonly lines: readonly string[];
}

/** What 7-Zip calls the file: it has no name of its own, as a name is an input too. */
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
    // What `take` throws is an error. 7-Zip's own exceptions come as numbers: no memory, or what it did not expect.
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

/** The build puts it beside the code. */
function wasmPath(): string | URL {
  if (import.meta.url.endsWith('.ts')) return createRequire(import.meta.url).resolve('7z-wasm/7zz.wasm');
  return new URL('./7zz.wasm', import.meta.url);
}
