// Tells a picture by its first bytes, never by its name.

export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'heic' | 'gif' | 'tiff' | 'svg';

/** How much of a file `sniff` wants to see, in bytes. */
export const SNIFF_BYTES = 4096;

/** Names under which people expect a picture; used for the wording of an error only. */
const PICTURE_NAME = /\.(jpe?g|jfif|png|apng|webp|avif|hei[cf]|gif|tiff?|svgz?|bmp|psd|jxl|raw|cr[23]|nef|arw|dng)$/i;

export function looksLikePicture(path: string): boolean {
  return PICTURE_NAME.test(path);
}

/** The format of a file that starts with `head`, or undefined when it is none of ours. */
export function sniff(head: Uint8Array): PictureFormat | undefined {
  if (starts(head, [0xff, 0xd8, 0xff])) return 'jpeg';
  if (starts(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  const text = latin1(head);
  if (text.startsWith('GIF87a') || text.startsWith('GIF89a')) return 'gif';
  if (text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP') return 'webp';
  if (/^(II\*\0|MM\0\*|II\+\0|MM\0\+)/.test(text)) return 'tiff';
  if (text.slice(4, 8) === 'ftyp') return heifBrand(text);
  return isSvg(head) ? 'svg' : undefined;
}

/** ISO/IEC 23008-12 annex B, AVIF 1.1 section 6: the brands of the file type box. */
function heifBrand(text: string): 'avif' | 'heic' | undefined {
  const end = Math.min(64, (text.charCodeAt(2) << 8) | text.charCodeAt(3));
  const brands = [text.slice(8, 12), ...(text.slice(16, end).match(/[\s\S]{4}/g) ?? [])];
  if (brands.includes('avif') || brands.includes('avis')) return 'avif';
  return brands.some((brand) => /^(hei[cxms]|hev[cx])$/.test(brand)) ? 'heic' : undefined;
}

/** An XML document whose first element is `svg`, in any of XML's encodings. */
function isSvg(head: Uint8Array): boolean {
  const wide = starts(head, [0xff, 0xfe]) ? 'utf-16le' : starts(head, [0xfe, 0xff]) ? 'utf-16be' : 'utf-8';
  const text = new TextDecoder(wide).decode(head);
  const prolog = /^\s*(?:<\?[\s\S]*?\?>\s*|<!--[\s\S]*?-->\s*|<!DOCTYPE\s+svg(?:[^[>]*\[[^\]]*\])?[^>]*>\s*)*/i;
  return /^<(?:[\w-]+:)?svg[\s>/]/.test(text.replace(/^\uFEFF/, '').replace(prolog, ''));
}

function starts(head: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => head[index] === byte);
}

function latin1(head: Uint8Array): string {
  return Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 64)).toString('latin1');
}

const EXTENSION_FORMATS: Readonly<Record<string, PictureFormat>> = {
  jpg: 'jpeg',
  jpeg: 'jpeg',
  jfif: 'jpeg',
  png: 'png',
  webp: 'webp',
  avif: 'avif',
  heic: 'heic',
  gif: 'gif',
  tif: 'tiff',
  tiff: 'tiff',
  svg: 'svg',
};

/** What a file's name says it is. */
export function formatOfName(path: string): PictureFormat | undefined {
  const extension = /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(EXTENSION_FORMATS, extension) ? EXTENSION_FORMATS[extension] : undefined;
}
