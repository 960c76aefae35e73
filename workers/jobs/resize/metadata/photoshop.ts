// Photoshop's image resources (Adobe's file format specification, "Image Resources Section"), with IPTC among them.

export interface Resource {
  readonly id: number;
  readonly data: Buffer;
  /** Of the whole resource in its block. */
  readonly start: number;
  readonly end: number;
}

export const IPTC_RESOURCE = 0x0404;
/** Of Photoshop 4 and 5: they show the picture as it was before. */
export const THUMBNAIL_RESOURCES: ReadonlySet<number> = new Set([0x0409, 0x040c]);
/** Captions, links, EXIF in two parts, XMP: each is kept elsewhere, or tells what is not searched. */
export const NESTED_RESOURCES: ReadonlySet<number> = new Set([0x0422, 0x0423, 0x0424]);
export const RESOLUTION_RESOURCE = 0x03ed;

/** @returns undefined when the block is damaged */
export function readResources(block: Buffer): Resource[] | undefined {
  const found: Resource[] = [];
  let at = 0;
  while (at + 12 <= block.length) {
    const signature = block.toString('latin1', at, at + 4);
    if (!/^(8BIM|8B64|AgHg|DCSR|MeSa|PHUT)$/.test(signature)) return undefined;
    const name = 1 + (block[at + 6] ?? 0);
    const sizeAt = at + 6 + name + (name % 2);
    if (sizeAt + 4 > block.length) return undefined;
    const size = block.readUInt32BE(sizeAt);
    const dataEnd = sizeAt + 4 + size;
    if (dataEnd > block.length) return undefined;
    const end = Math.min(block.length, dataEnd + (size % 2));
    found.push({ id: block.readUInt16BE(at + 4), data: block.subarray(sizeAt + 4, dataEnd), start: at, end });
    at = end;
  }
  return found;
}

/** The block without some resources, the others as they were. @returns undefined when the block is damaged */
export function withoutResources(block: Buffer, drops: (id: number) => boolean): Buffer | undefined {
  const all = readResources(block);
  return all && Buffer.concat(all.filter(({ id }) => !drops(id)).map(({ start, end }) => block.subarray(start, end)));
}

/** A resource of IPTC-IIM records. */
export function iptcResource(records: Buffer): Buffer {
  const head = Buffer.from('8BIM\x04\x04\0\0\0\0\0\0', 'latin1');
  head.writeUInt32BE(records.length, 8);
  return Buffer.concat([head, records, Buffer.alloc(records.length % 2)]);
}
