// Reads and cleans Photoshop's image resources (Adobe's file format specification, "Image Resources Section"), with IPTC among them.
import { bytesTellPlace } from './places/place-readings.ts';

export interface Resource {
  readonly id: number;
  readonly name: Buffer;
  readonly data: Buffer;
  /** All of it, as it stands in its block. */
  readonly whole: Buffer;
}

export const IPTC_RESOURCE = 0x0404;
export const DENSITY_RESOURCE = 0x03ed;
/** Of Photoshop 4 and 5: they show the picture as it was before. */
export const THUMBNAIL_RESOURCES: ReadonlySet<number> = new Set([0x0409, 0x040c]);
/** EXIF in two parts, and XMP: each stands elsewhere, too. */
const NESTED_RESOURCES: ReadonlySet<number> = new Set([0x0422, 0x0423, 0x0424]);
export const RESOLUTION_RESOURCE = 0x03ed;

/** @returns undefined when the block is damaged */
export function readResources(block: Buffer): Resource[] | undefined {
  const found: Resource[] = [];
  let at = 0;
  while (at + 12 <= block.length) {
    const signature = block.toString('latin1', at, at + 4);
    if (!/^(8BIM|8B64|AgHg|DCSR|MeSa|PHUT)$/.test(signature)) return undefined;
    const nameEnd = at + 7 + (block[at + 6] ?? 0);
    const sizeAt = nameEnd + ((nameEnd - at) % 2);
    if (sizeAt + 4 > block.length) return undefined;
    const size = block.readUInt32BE(sizeAt);
    const dataEnd = sizeAt + 4 + size;
    if (dataEnd > block.length) return undefined;
    const end = Math.min(block.length, dataEnd + (size % 2));
    const data = block.subarray(sizeAt + 4, dataEnd);
    const name = block.subarray(at + 7, nameEnd);
    found.push({ id: block.readUInt16BE(at + 4), name, data, whole: block.subarray(at, end) });
    at = end;
  }
  return found;
}

/** Removes some resources from the block and keeps the others unchanged. @returns undefined if the block is damaged */
export function withoutResources(block: Buffer, drops: (resource: Resource) => boolean): Buffer | undefined {
  const all = readResources(block);
  return all && Buffer.concat(all.filter((one) => !drops(one)).map(({ whole }) => whole));
}

/** Whether a resource tells a location, as captions, links and names may. Records of IPTC are examined one by one elsewhere. */
export function resourceTellsPlace({ id, name, data }: Resource): boolean {
  if (NESTED_RESOURCES.has(id) || bytesTellPlace(name)) return true;
  // Some texts begin with their length.
  return id !== IPTC_RESOURCE && [data, data.subarray(1)].some(bytesTellPlace);
}

/** A resource of IPTC-IIM records. */
export function iptcResource(records: Buffer): Buffer {
  const head = Buffer.from('8BIM\x04\x04\0\0\0\0\0\0', 'latin1');
  head.writeUInt32BE(records.length, 8);
  return Buffer.concat([head, records, Buffer.alloc(records.length % 2)]);
}
