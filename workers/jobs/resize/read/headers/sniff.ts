// Tells a picture by its first bytes, never by its name.
import { FORMATS, formatOf, PICTURE_FORMATS, type PictureFormat, READABLE_EXTENSIONS } from '../../formats.ts';
import { isUnreadableName } from './unreadable.ts';

/** How much of a file `sniff` wants to see, in bytes. */
export const SNIFF_BYTES = 4096;

/** Whether people expect a picture under this name; used for the wording of an error only. */
export function looksLikePicture(path: string): boolean {
  const extension = extensionOf(path);
  return READABLE_EXTENSIONS.includes(extension) || isUnreadableName(extension);
}

/** The format of a file that starts with `head`, or undefined when it is none of ours. */
export function sniff(head: Uint8Array): PictureFormat | undefined {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 64)).toString('latin1');
  return PICTURE_FORMATS.find((format) => formatOf(format).starts(head, text));
}

/** Whether it may be an SVG whose first element comes later. */
export function startsAsXml(head: Uint8Array): boolean {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 64)).toString('latin1');
  return /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?[\s\0]*</.test(text);
}

/** What a file's name says it is. */
export function formatOfName(path: string): PictureFormat | undefined {
  const extension = extensionOf(path);
  return PICTURE_FORMATS.find((format) => (FORMATS[format].extensions as readonly string[]).includes(extension));
}

/** In lower case, without the dot; empty without one. */
export function extensionOf(path: string): string {
  return /\.([^./\\]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
}
