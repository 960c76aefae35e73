// What stands before an SVG's first element: it may be longer than the part that libvips looks at.

/** libvips wants to see the element within so many bytes. */
const SEEN_BYTES = 1000;

const PROLOG = /^\s*(?:<\?[\s\S]*?\?>\s*|<!--[\s\S]*?-->\s*)*/;

/** Without comments and instructions before the document type or the first element; in UTF-8 if it was in UTF-16. */
export function withoutProlog(file: Buffer): Buffer {
  if (file.subarray(0, SEEN_BYTES).includes('<svg')) return file;
  const encoding = encodingOf(file);
  const text = new TextDecoder(encoding).decode(file).replace(/^\uFEFF/, '');
  // An encoding that the declaration names, and that is not UTF-8, goes with it.
  const declared = /^\s*<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)["']/
    .exec(text.slice(0, SEEN_BYTES))?.[1]
    ?.toLowerCase();
  if (encoding === 'utf-8' && declared && declared !== 'utf-8' && declared !== 'us-ascii') return file;
  return Buffer.from(text.replace(PROLOG, ''));
}

function encodingOf(file: Buffer): string {
  if (file[0] === 0xff && file[1] === 0xfe) return 'utf-16le';
  return file[0] === 0xfe && file[1] === 0xff ? 'utf-16be' : 'utf-8';
}
