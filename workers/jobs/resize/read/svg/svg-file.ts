// Adapts SVGs so that libvips reads them correctly: what comes before the first element may be longer than the part that libvips
// examines, its name may have a prefix, and libvips would convert lengths on paper with 72 pixels per inch, where CSS has 96.
import { prologLength } from './svg-prolog.ts';

/** libvips wants to see the element within so many bytes. */
const SEEN_BYTES = 1000;
/** The first element begins and ends within so many. */
const HEAD_BYTES = 96 * 1024;

/** Stands for an element whose name has a prefix, which libvips does not know. */
const SEEN_ELEMENT = '<!--<svg-->';

/** Pixels of CSS in each unit (CSS Values and Units 4, section 6.2). */
const UNIT_PX: Readonly<Record<string, number>> = {
  mm: 96 / 25.4,
  cm: 96 / 2.54,
  q: 96 / 101.6,
  in: 96,
  pt: 96 / 72,
  pc: 16,
};

/**
 * Returns the SVG in UTF-8, without comments and instructions before its first element, and with its size in pixels. If that is not
 * possible, it is returned unchanged.
 */
export function plainSvg(file: Buffer): Buffer {
  const isSeen = file.subarray(0, SEEN_BYTES).includes('<svg');
  const encoding = encodingOf(file);
  if (encoding !== 'utf-8' && isSeen) return file;
  const head = new TextDecoder(encoding).decode(file.subarray(0, HEAD_BYTES)).replace(/^\uFEFF/, '');
  const prolog = isSeen ? 0 : prologLength(head, { withType: false });
  // An encoding that the declaration names, and that is not UTF-8, would go with it.
  const declared = /^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)["']/
    .exec(head.slice(0, SEEN_BYTES))?.[1]
    ?.toLowerCase();
  if (encoding === 'utf-8' && declared && declared !== 'utf-8' && declared !== 'us-ascii') return file;
  const root = firstElement(head);
  const inPixels = root && withPixels(root);
  const isPrefixed = !isSeen && root !== undefined && !/^<svg/.test(root);
  if (prolog === 0 && inPixels === root && !isPrefixed) return file;
  const text = new TextDecoder(encoding)
    .decode(file)
    .replace(/^\uFEFF/, '')
    .slice(prolog);
  const plain = root && inPixels ? text.replace(root, () => inPixels) : text;
  return Buffer.from(isPrefixed ? `${SEEN_ELEMENT}${plain}` : plain);
}

function firstElement(head: string): string | undefined {
  const from = head.search(/<(?:[\w-]+:)?svg\b/);
  const end = from === -1 ? -1 : head.indexOf('>', from);
  return end === -1 ? undefined : head.slice(from, end + 1);
}

const LENGTH = /(\s(?:width|height)\s*=\s*["']\s*)(\d{1,9}(?:\.\d{1,9})?)\s*(mm|cm|q|in|pt|pc)(?=\s*["'])/gi;

function withPixels(root: string): string {
  return root.replace(LENGTH, (_, before: string, number: string, unit: string) => {
    const pixels = Number(number) * (UNIT_PX[unit.toLowerCase()] ?? 1);
    return `${before}${Number(pixels.toFixed(4))}`;
  });
}

function encodingOf(file: Buffer): string {
  if (file[0] === 0xff && file[1] === 0xfe) return 'utf-16le';
  return file[0] === 0xfe && file[1] === 0xff ? 'utf-16be' : 'utf-8';
}
