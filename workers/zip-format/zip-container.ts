// archiver's zip layer, extended for entries that workers have packed already: many at a time, headers included.
import { ZipArchiveOutputStream } from 'compress-commons';
import { IN_ZIP64 } from './zip-records.ts';

/** Most entries that the plain end record can count (APPNOTE 4.4.21): one more needs zip64. */
const MAX_ENTRIES = 0xffff;
/** Buffered between the container and the file, in bytes. */
const BUFFERED = 1 << 20;

/**
 * A stream of a zip file. Write packed entries with `write`, then call `startDirectory` and write the directory's
 * records, then `finish`. compress-commons counts the bytes and writes the end records, zip64 ones where needed.
 */
export class ZipContainer extends ZipArchiveOutputStream {
  constructor() {
    super({ highWaterMark: BUFFERED });
  }

  /** The directory starts here. Its records follow with `write`. */
  startDirectory(entries: number, comment: string): void {
    this._entries.length = entries;
    this._archive.centralOffset = this.offset;
    this.setComment(comment);
  }

  /** Forgets what was written from `offset` on. Only when all of it has been read from the stream. */
  rewind(offset: number): void {
    this.offset = offset;
  }

  /** compress-commons counts a comment's characters; its bytes are meant. */
  override write(chunk: Buffer | string): boolean {
    return super.write(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
  }

  override isZip64(): boolean {
    const { centralOffset, centralLength } = this._archive;
    return this._entries.length > MAX_ENTRIES || centralOffset >= IN_ZIP64 || centralLength >= IN_ZIP64;
  }

  override _finish(): void {
    this._archive.centralLength = this.offset - this._archive.centralOffset;
    if (this.isZip64()) this._writeCentralDirectoryZip64();
    this._writeCentralDirectoryEnd();
    this._archive.finish = true;
    this._archive.finished = true;
    this.end();
  }
}
