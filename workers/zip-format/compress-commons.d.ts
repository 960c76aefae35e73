// The part of compress-commons that the zip container extends, private members included: its version is pinned, and
// zip-container.test.ts fails when it changes shape.
declare module 'compress-commons' {
  import type { Transform } from 'node:stream';

  interface Archive {
    centralLength: number;
    centralOffset: number;
    comment: string;
    finish: boolean;
    finished: boolean;
    processing: boolean;
    forceZip64: boolean;
  }

  export interface ZipArchiveOutputStream extends Transform {}
  export class ZipArchiveOutputStream {
    constructor(options?: { readonly highWaterMark?: number });
    /** Bytes written so far: where the next record goes. */
    offset: number;
    _archive: Archive;
    /** Only its length is used by the end records. */
    _entries: unknown[];
    finish(): void;
    isZip64(): boolean;
    setComment(comment: string): void;
    _finish(): void;
    _writeCentralDirectoryZip64(): void;
    _writeCentralDirectoryEnd(): void;
  }
}
