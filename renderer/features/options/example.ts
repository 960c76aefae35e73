// A live example of what an option makes: the name that a picture or an archive would get.
import type { Json } from './json-schema.ts';

/** The example for an option, or undefined where there is nothing to show. */
export function exampleOf(type: string, name: string, options: Json): string | undefined {
  if (type === 'resize' && name === 'template') return pictureName(options);
  if (type === 'zip' && name === 'name') return archiveName(options);
  return undefined;
}

const EXTENSIONS: Readonly<Record<string, string>> = { jpeg: 'jpg', tiff: 'tif', same: 'jpg' };

/** A landscape photo of 3:2, as most cameras make them. */
const ASPECT = 1.5;
const ORIGINAL_WIDTH = 6000;

function pictureName(options: Json): string {
  const format = String(options.format);
  const extension = EXTENSIONS[format] ?? format;
  const [width, height] = size(options);
  const values: Readonly<Record<string, string>> = {
    name: 'beach',
    width: String(width),
    height: String(height),
    size: `${width}x${height}`,
    format: extension,
    date: '2026-07-14',
    counter: '1',
  };
  const filled = String(options.template).replaceAll(/\{([^{}]*)\}/g, (token, inner: string) => {
    const digits = /^counter:([1-9])$/.exec(inner)?.[1];
    return digits ? '1'.padStart(Number(digits), '0') : (values[inner] ?? token);
  });
  return `${filled}.${extension}`;
}

function size({ mode, width, height }: Json): readonly [number, number] {
  const given = (value: unknown) => (typeof value === 'number' ? value : Number.POSITIVE_INFINITY);
  const byWidth = (wide: number) => [Math.round(wide), Math.round(wide / ASPECT)] as const;
  switch (mode) {
    case 'percent':
      return byWidth((ORIGINAL_WIDTH * Math.min(given(width), 100)) / 100);
    case 'short-edge':
      return byWidth(Math.min(given(width) * ASPECT, ORIGINAL_WIDTH));
    case 'fill':
    case 'pad':
    case 'stretch':
      if (typeof width === 'number' && typeof height === 'number') return [width, height];
      return byWidth(Math.min(given(width), given(height) * ASPECT, ORIGINAL_WIDTH));
    default:
      return byWidth(Math.min(given(width), given(height) * ASPECT, ORIGINAL_WIDTH));
  }
}

function archiveName({ name, format }: Json): string {
  const extension = `.${format}`;
  const base = typeof name === 'string' && name !== '' ? name : 'Photos';
  return base.toLowerCase().endsWith(extension) ? base : `${base}${extension}`;
}
