// Reads and edits EXIF blocks in place: the block keeps its length, what is taken out is overwritten with zeros.
// Structure: TIFF 6.0 section 2 (image file directories); tags: CIPA DC-008 (Exif 2.32) section 4.6.

/** Directories of a block. */
export type ExifDirectory = 'main' | 'exif' | 'gps' | 'thumbnail';

interface Entry {
  readonly directory: ExifDirectory;
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  /** Offset of the 12-byte entry, from the start of the TIFF header. */
  readonly at: number;
  /** Where the value is, and how many bytes it has. */
  readonly valueAt: number;
  readonly valueBytes: number;
}

const TAG = { orientation: 0x0112, exif: 0x8769, gps: 0x8825, thumbnailAt: 0x0201, thumbnailBytes: 0x0202 };

/** Bytes of one value of each type, by type number (TIFF 6.0 page 15; 13 is IFD). */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4];

/** No block of a camera has more. Bounds the work on a damaged one. */
const MOST_ENTRIES = 4096;

/** An EXIF block, with or without the `Exif\0\0` before it. Edits change the given bytes. */
export class ExifBlock {
  readonly #bytes: Buffer;
  readonly #little: boolean;
  readonly #entries: Entry[] = [];
  /** Offset of the pointer to the thumbnail's directory. */
  #nextPointerAt = 0;

  /** @throws RangeError when the block is damaged: then nothing in it can be trusted to be taken out */
  constructor(block: Buffer) {
    this.#bytes = block.subarray(0, 6).toString('latin1') === 'Exif\0\0' ? block.subarray(6) : block;
    const order = this.#bytes.subarray(0, 2).toString('latin1');
    if (order !== 'II' && order !== 'MM') throw new RangeError('no byte order');
    this.#little = order === 'II';
    this.#nextPointerAt = this.#readDirectory('main', this.#u32(4));
    for (const [tag, directory] of [
      [TAG.exif, 'exif'],
      [TAG.gps, 'gps'],
    ] as const) {
      const pointer = this.#find('main', tag);
      if (pointer) this.#readDirectory(directory, this.#u32(pointer.at + 8));
    }
    const thumbnail = this.#u32(this.#nextPointerAt);
    if (thumbnail !== 0) this.#readDirectory('thumbnail', thumbnail);
  }

  get hasLocation(): boolean {
    return this.#find('main', TAG.gps) !== undefined;
  }

  get orientation(): number | undefined {
    const entry = this.#find('main', TAG.orientation);
    return entry && this.#u16(entry.valueAt);
  }

  setOrientation(orientation: number): void {
    const entry = this.#find('main', TAG.orientation);
    if (!entry) return;
    if (this.#little) this.#bytes.writeUInt16LE(orientation, entry.valueAt);
    else this.#bytes.writeUInt16BE(orientation, entry.valueAt);
  }

  /** A text value, as UTF-8 or else Latin-1, without its closing NULs and blanks. */
  text(directory: ExifDirectory, tag: number): string | undefined {
    const entry = this.#find(directory, tag);
    if (entry?.type !== 2) return undefined;
    const bytes = this.#bytes.subarray(entry.valueAt, entry.valueAt + entry.valueBytes);
    const utf8 = bytes.toString('utf8');
    const text = (utf8.includes('\uFFFD') ? bytes.toString('latin1') : utf8).replace(/\0[\s\S]*$/, '').trim();
    return text === '' ? undefined : text;
  }

  removeLocation(): void {
    this.#wipe('gps');
    const pointer = this.#find('main', TAG.gps);
    if (pointer) this.#removeFromMain(pointer);
  }

  /** The thumbnail shows the picture as it was before: uncropped, unturned. */
  removeThumbnail(): void {
    const at = this.#find('thumbnail', TAG.thumbnailAt);
    const length = this.#find('thumbnail', TAG.thumbnailBytes);
    if (at && length) {
      const start = this.#u32(at.valueAt);
      this.#bytes.fill(0, start, Math.min(this.#bytes.length, start + this.#u32(length.valueAt)));
    }
    this.#wipe('thumbnail');
    this.#bytes.fill(0, this.#nextPointerAt, this.#nextPointerAt + 4);
  }

  /** Reads a directory's entries. @returns the offset of its pointer to the next one */
  #readDirectory(directory: ExifDirectory, start: number): number {
    const count = this.#u16(start);
    if (this.#entries.length + count > MOST_ENTRIES) throw new RangeError('too many entries');
    for (let index = 0; index < count; index++) this.#entries.push(this.#readEntry(directory, start + 2 + index * 12));
    const next = start + 2 + count * 12;
    // Some cameras leave out the pointer after the last directories of a block.
    if (directory === 'main') this.#u32(next);
    return next;
  }

  #readEntry(directory: ExifDirectory, at: number): Entry {
    const type = this.#u16(at + 2);
    const count = this.#u32(at + 4);
    const valueBytes = (TYPE_BYTES[type] ?? 1) * count;
    const valueAt = valueBytes <= 4 ? at + 8 : this.#u32(at + 8);
    if (valueAt + valueBytes > this.#bytes.length) throw new RangeError('a value lies outside the block');
    return { directory, tag: this.#u16(at), type, count, at, valueAt, valueBytes };
  }

  #find(directory: ExifDirectory, tag: number): Entry | undefined {
    return this.#entries.find((entry) => entry.directory === directory && entry.tag === tag);
  }

  /** Overwrites a directory's entries and their values. */
  #wipe(directory: ExifDirectory): void {
    for (const entry of this.#entries.filter((one) => one.directory === directory)) {
      this.#bytes.fill(0, entry.valueAt, entry.valueAt + entry.valueBytes);
      this.#bytes.fill(0, entry.at, entry.at + 12);
    }
    this.#forget((entry) => entry.directory === directory);
  }

  /** Moves what follows the entry up over it; the directory gets one shorter. */
  #removeFromMain(entry: Entry): void {
    const start = this.#u32(4);
    const end = this.#nextPointerAt + 4;
    this.#bytes.copyWithin(entry.at, entry.at + 12, end);
    this.#bytes.fill(0, end - 12, end);
    const count = this.#u16(start) - 1;
    if (this.#little) this.#bytes.writeUInt16LE(count, start);
    else this.#bytes.writeUInt16BE(count, start);
    this.#forget((one) => one.directory === 'main');
    this.#nextPointerAt = this.#readDirectory('main', start);
  }

  #forget(which: (entry: Entry) => boolean): void {
    const kept = this.#entries.filter((entry) => !which(entry));
    this.#entries.splice(0, this.#entries.length, ...kept);
  }

  #u16(at: number): number {
    return this.#little ? this.#bytes.readUInt16LE(at) : this.#bytes.readUInt16BE(at);
  }

  #u32(at: number): number {
    return this.#little ? this.#bytes.readUInt32LE(at) : this.#bytes.readUInt32BE(at);
  }
}

/** The block, or undefined when it is damaged. */
export function readExif(block: Buffer | undefined): ExifBlock | undefined {
  if (!block) return undefined;
  try {
    return new ExifBlock(block);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** When the picture was taken, by the camera's clock read as local time, in milliseconds since 1970. */
export function timeTaken(exif: ExifBlock | undefined): number | null {
  const text = exif?.text('exif', 0x9003) ?? exif?.text('exif', 0x9004) ?? '';
  const match = /^(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)/.exec(text);
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  const date = new Date(year, month - 1, day, hour, minute, second);
  return year >= 1826 && date.getMonth() === month - 1 && date.getDate() === day ? date.getTime() : null;
}
