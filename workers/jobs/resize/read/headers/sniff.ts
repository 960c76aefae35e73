// Recognises pictures by their first bytes and not by their names.
import { FORMATS, formatOf, PICTURE_FORMATS, type PictureFormat, READABLE_EXTENSIONS } from '../../formats.ts';
import { isUnreadableName } from './unreadable.ts';

/** How many bytes of a file `sniff` needs. */
export const SNIFF_BYTES = 4096;

/** Whether people expect a picture under this name; used for the wording of an error only. */
export function looksLikePicture(path: string): boolean {
  const extension = extensionOf(path);
  return READABLE_EXTENSIONS.includes(extension) || isUnreadableName(extension);
}

/** The format of a file that starts with `head`, or undefined if it is not known. */
export function sniff(head: Uint8Array): PictureFormat | undefined {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 64)).toString('latin1');
  return PICTURE_FORMATS.find((format) => formatOf(format).starts(head, text));
}

/** Whether it may be an SVG whose first element comes later. */
export function startsAsXml(head: Uint8Array): boolean {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 64)).toString('latin1');
  return /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*</.test(text);
}

/** The format that a file's name indicates. */
export function formatOfName(path: string): PictureFormat | undefined {
  const extension = extensionOf(path);
  return PICTURE_FORMATS.find((format) => (FORMATS[format].extensions as readonly string[]).includes(extension));
}

/** In lower case, without the dot; empty without one. */
export function extensionOf(path: string): string {
  return /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
}
