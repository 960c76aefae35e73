// Writes the `<picture>` element of one original: https://html.spec.whatwg.org/multipage/embedded-content.html#the-picture-element
import { relative, sep } from 'node:path';
import { unescapeBytes } from '../../../files/system-path.ts';
import { FORMATS, type OutputFormat, writerOf } from '../formats.ts';

/** A result as it is on the disk. */
export interface MarkupResult {
  /** Absolute. */
  readonly path: string;
  readonly format: OutputFormat;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/**
 * The best format comes first, as a browser takes the first that it knows. All browsers know the last one.
 * @param folder absolute; addresses are relative to it
 * @returns undefined if browsers show none of the results
 */
export function pictureElement(results: readonly MarkupResult[], folder: string): string | undefined {
  const groups = byFormat(results);
  const fallback = groups.at(-1);
  const largest = fallback?.at(-1);
  if (!fallback || !largest) return undefined;
  const several = groups.some((group) => group.length > 1);
  const attributes = (group: readonly MarkupResult[]) => {
    const srcset = group.map((one) => `${addressOf(one, folder)}${several ? ` ${one.width}w` : ''}`).join(', ');
    return `srcset="${srcset}"${several ? ` sizes="${sizesFor(group)}"` : ''}`;
  };
  const sources = groups.slice(0, -1).map((group) => {
    return `  <source type="${FORMATS[group[0]?.format ?? largest.format].mime}" ${attributes(group)}>`;
  });
  const { width, height } = largest;
  const own = several ? ` ${attributes(fallback)}` : '';
  const image = `  <img src="${addressOf(largest, folder)}"${own} width="${width}" height="${height}" alt="">`;
  return ['<picture>', ...sources, image, '</picture>'].join('\n');
}

/** Groups results by format, with one result for each width, the smallest first. */
function byFormat(results: readonly MarkupResult[]): MarkupResult[][] {
  const groups = new Map<number, Map<number, MarkupResult>>();
  for (const result of results) {
    const { place } = writerOf(result.format).inBrowsers ?? {};
    if (place === undefined) continue;
    const group = groups.get(place) ?? new Map<number, MarkupResult>();
    groups.set(place, group);
    if (!group.has(result.width)) group.set(result.width, result);
  }
  return [...groups]
    .toSorted(([a], [b]) => a - b)
    .map(([, group]) => [...group.values()].toSorted((a, b) => a.width - b.width));
}

/** As wide as the window, up to the largest picture, as on most pages. */
function sizesFor(group: readonly MarkupResult[]): string {
  const { width = 0 } = group.at(-1) ?? {};
  return `(max-width: ${width}px) 100vw, ${width}px`;
}

function addressOf({ path }: MarkupResult, folder: string): string {
  return relative(folder, path).split(sep).map(encodeName).join('/');
}

/** The unreserved characters of RFC 3986 section 2.3. All others are escaped, so that none has a meaning in HTML or `srcset`. */
const PLAIN = /[A-Za-z0-9._~-]/;

/** Escapes the bytes of a name, whether they are UTF-8 or not. */
function encodeName(name: string): string {
  return [...unescapeBytes(name)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return PLAIN.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}
