// Reads the boxes of AVIF and HEIC files, and the items of the `meta` box (ISO/IEC 14496-12 section 8.11).

export interface Box {
  readonly type: string;
  /** Of the box, of its content, and behind it. */
  readonly start: number;
  readonly from: number;
  readonly end: number;
}

export interface Extent {
  readonly offset: number;
  readonly length: number;
}

export interface Location {
  readonly id: number;
  /** 0: from the start of the file; 1: from the start of the `idat` box. */
  readonly method: number;
  readonly extents: readonly Extent[];
}

export interface Item {
  readonly id: number;
  readonly type: string;
  readonly contentType: string;
  readonly name: string;
  /** Not to be shown by itself: a part of another picture. */
  readonly hidden: boolean;
}

export interface Meta {
  readonly box: Box;
  readonly children: readonly Box[];
  readonly items: readonly Item[];
  readonly locations: readonly Location[];
  readonly primary: number;
}

export function* boxes(file: Buffer, start: number, end: number): Generator<Box> {
  for (let at = start; at + 8 <= end; ) {
    const size = file.readUInt32BE(at);
    const large = size === 1 ? Number(file.readBigUInt64BE(at + 8)) : size;
    const next = size === 0 ? end : at + large;
    const from = at + (size === 1 ? 16 : 8);
    if (next < from || next > end) throw new RangeError('a box lies outside of its parent');
    yield { type: file.toString('latin1', at + 4, at + 8), start: at, from, end: next };
    at = next;
  }
}

export function makeBox(type: string, ...content: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 4, 'latin1');
  const whole = Buffer.concat([head, ...content]);
  whole.writeUInt32BE(whole.length, 0);
  return whole;
}

export function readMeta(file: Buffer, box: Box): Meta {
  const children = [...boxes(file, box.from + 4, box.end)];
  const child = (type: string) => children.find((one) => one.type === type);
  const [iinf, iloc, pitm] = [child('iinf'), child('iloc'), child('pitm')];
  return {
    box,
    children,
    items: iinf ? readItems(file, iinf) : [],
    locations: iloc ? readLocations(file, iloc) : [],
    primary: pitm ? readId(file, pitm.from + 4, file[pitm.from] === 0 ? 2 : 4) : 0,
  };
}

function readId(file: Buffer, at: number, bytes: number): number {
  return file.readUIntBE(at, bytes);
}

function readItems(file: Buffer, iinf: Box): Item[] {
  const first = iinf.from + 4 + (file[iinf.from] === 0 ? 2 : 4);
  const items: Item[] = [];
  for (const { type, from, end } of boxes(file, first, iinf.end)) {
    const version = file[from] ?? 0;
    if (type !== 'infe' || version < 2) continue;
    const idBytes = version === 2 ? 2 : 4;
    const typeAt = from + 4 + idBytes + 2;
    const itemType = file.toString('latin1', typeAt, typeAt + 4);
    const nameEnd = file.indexOf(0, typeAt + 4);
    const typeEnd = nameEnd < 0 ? -1 : file.indexOf(0, nameEnd + 1);
    const contentType =
      itemType === 'mime' && typeEnd > 0 && typeEnd <= end ? file.toString('latin1', nameEnd + 1, typeEnd) : '';
    const hidden = ((file[from + 3] ?? 0) & 1) === 1;
    const name = nameEnd < 0 ? '' : file.toString('latin1', typeAt + 4, nameEnd);
    items.push({ id: readId(file, from + 4, idBytes), type: itemType, contentType, name, hidden });
  }
  return items;
}

/** Reads numbers of given sizes one after the other. */
export class Cursor {
  readonly #file: Buffer;
  at: number;

  constructor(file: Buffer, at: number) {
    this.#file = file;
    this.at = at;
  }

  take(bytes: number): number {
    this.at += bytes;
    if (bytes === 0) return 0;
    return bytes === 8
      ? Number(this.#file.readBigUInt64BE(this.at - 8))
      : this.#file.readUIntBE(this.at - bytes, bytes);
  }
}

function readLocations(file: Buffer, iloc: Box): Location[] {
  const cursor = new Cursor(file, iloc.from);
  const version = cursor.take(1);
  cursor.take(3);
  const sizes = cursor.take(2);
  const [offsetBytes, lengthBytes, baseBytes] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexBytes = version === 0 ? 0 : sizes & 15;
  const idBytes = version === 2 ? 4 : 2;
  const count = cursor.take(idBytes);
  const locations: Location[] = [];
  for (let index = 0; index < count && cursor.at < iloc.end; index++) {
    const id = cursor.take(idBytes);
    const method = version === 0 ? 0 : cursor.take(2) & 15;
    cursor.take(2);
    const base = cursor.take(baseBytes);
    const extents: Extent[] = [];
    for (let left = cursor.take(2); left > 0 && cursor.at < iloc.end; left--) {
      cursor.take(indexBytes);
      extents.push({ offset: base + cursor.take(offsetBytes), length: cursor.take(lengthBytes) });
    }
    locations.push({ id, method, extents });
  }
  return locations;
}

/** Undefined when it is not all there. */
export function itemData(file: Buffer, { locations, children }: Meta, id: number): Buffer | undefined {
  const location = locations.find((one) => one.id === id);
  const idat = children.find(({ type }) => type === 'idat');
  if (!location || location.method > 1 || (location.method === 1 && !idat)) return undefined;
  const start = location.method === 1 && idat ? idat.from : 0;
  const parts = location.extents.map(({ offset, length }) => file.subarray(start + offset, start + offset + length));
  const whole = location.extents.reduce((sum, { length }) => sum + length, 0);
  const data = Buffer.concat(parts);
  return data.length === whole && whole > 0 ? data : undefined;
}
