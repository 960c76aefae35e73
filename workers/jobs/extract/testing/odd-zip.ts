// Writes zip files that may lie, for tests.
import { crc32, deflateRawSync } from 'node:zlib';

export interface OddEntry {
  readonly name: string | Buffer;
  readonly data?: Buffer;
  /** 0 stored, 8 deflated. @default 8 */
  readonly method?: number;
  /** External attributes. @default a file of mode 644 made by unix */
  readonly attributes?: number;
  /** @default 3, unix */
  readonly host?: number;
  /** @default 0x800, names are UTF-8 */
  readonly flags?: number;
  readonly extra?: Buffer;
  /** What stands for the data in the archive, by whichever method. */
  readonly packed?: Buffer;
  /** Each replaces what is true in the directory. */
  readonly lies?: {
    readonly size?: number;
    readonly packedSize?: number;
    readonly crc?: number;
    readonly offset?: number;
    readonly method?: number;
    readonly flags?: number;
  };
  /** Another name in the local header. */
  readonly localName?: string;
  /** Extra bytes in the local header. */
  readonly localExtra?: Buffer;
  /** What the local header says of the sizes, packed and not. */
  readonly localSizes?: readonly [packedSize: number, size: number];
  /** As DOS has it, in both headers. @default 15 June 2020 */
  readonly date?: number;
}

export interface OddArchive {
  readonly entries: readonly OddEntry[];
  readonly prefix?: Buffer;
  readonly comment?: Buffer;
  /** What the end record says instead. */
  readonly end?: {
    readonly entries?: number;
    readonly size?: number;
    readonly offset?: number;
    readonly disk?: number;
  };
}

export const UNIX_FILE = (0o100644 << 16) >>> 0;
export const UNIX_LINK = (0o120777 << 16) >>> 0;
export const UNIX_FOLDER = ((0o040755 << 16) | 0x10) >>> 0;
const TIME = (12 << 11) | (30 << 5);
const DATE = ((2020 - 1980) << 9) | (6 << 5) | 15;

export function oddZip({ entries, prefix = Buffer.alloc(0), comment = Buffer.alloc(0), end = {} }: OddArchive): Buffer {
  const locals: Buffer[] = [];
  const records: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const { local, record } = writeEntry(entry, offset);
    locals.push(local);
    records.push(record);
    offset += local.length;
  }
  const directory = Buffer.concat(records);
  const tail = Buffer.alloc(22);
  tail.writeUInt32LE(0x06054b50, 0);
  tail.writeUInt16LE(end.disk ?? 0, 4);
  tail.writeUInt16LE((end.entries ?? entries.length) & 0xffff, 8);
  tail.writeUInt16LE((end.entries ?? entries.length) & 0xffff, 10);
  tail.writeUInt32LE((end.size ?? directory.length) >>> 0, 12);
  tail.writeUInt32LE((end.offset ?? offset) >>> 0, 16);
  tail.writeUInt16LE(comment.length, 20);
  return Buffer.concat([prefix, ...locals, directory, tail, comment]);
}

function writeEntry(entry: OddEntry, offset: number): { local: Buffer; record: Buffer } {
  const { data = Buffer.alloc(0), method = 8, host = 3, attributes = UNIX_FILE, flags = 0x800, lies = {} } = entry;
  const { extra = Buffer.alloc(0), localExtra = Buffer.alloc(0) } = entry;
  const name = Buffer.from(entry.name);
  const localName = entry.localName === undefined ? name : Buffer.from(entry.localName);
  const packed = entry.packed ?? (method === 8 ? deflateRawSync(data) : data);
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  writeCommon(local, 4, flags, method, crc32(data), ...(entry.localSizes ?? ([packed.length, data.length] as const)));
  if (entry.date !== undefined) local.writeUInt16LE(entry.date, 12);
  local.writeUInt16LE(localName.length, 26);
  local.writeUInt16LE(localExtra.length, 28);
  const record = Buffer.alloc(46);
  record.writeUInt32LE(0x02014b50, 0);
  record.writeUInt16LE((host << 8) | 63, 4);
  const sizes = [lies.packedSize ?? packed.length, lies.size ?? data.length] as const;
  writeCommon(record, 6, lies.flags ?? flags, lies.method ?? method, lies.crc ?? crc32(data), ...sizes);
  if (entry.date !== undefined) record.writeUInt16LE(entry.date, 14);
  record.writeUInt16LE(name.length, 28);
  record.writeUInt16LE(extra.length, 30);
  record.writeUInt32LE(attributes, 38);
  record.writeUInt32LE((lies.offset ?? offset) >>> 0, 42);
  return { local: Buffer.concat([local, localName, localExtra, packed]), record: Buffer.concat([record, name, extra]) };
}

function writeCommon(
  target: Buffer,
  at: number,
  flags: number,
  method: number,
  crc: number,
  packedSize: number,
  size: number,
): void {
  target.writeUInt16LE(20, at);
  target.writeUInt16LE(flags, at + 2);
  target.writeUInt16LE(method, at + 4);
  target.writeUInt16LE(TIME, at + 6);
  target.writeUInt16LE(DATE, at + 8);
  target.writeUInt32LE(crc >>> 0, at + 10);
  target.writeUInt32LE(packedSize >>> 0, at + 14);
  target.writeUInt32LE(size >>> 0, at + 18);
}
