// Makes file names from a template such as `{name}-{size}`. It does not access the disk.

import { isForbiddenOnWindows } from '../../../files/system/names.ts';
import { withoutTrailing } from '../../../files/trailing.ts';
import type { KnownMessage } from '../../../messages/codes.ts';

export const DEFAULT_TEMPLATE = '{name}-{size}';

/** The values that a template can use. */
export interface NameParts {
  /** The original's name without its extension. */
  readonly name: string;
  /** Width of the result, in pixels. */
  readonly width: number;
  readonly height: number;
  /** The size as it was asked for: `1920px`. */
  readonly size: string;
  /** `jpg`, `png`, `webp`, `avif`, `tif`, `gif`. */
  readonly extension: string;
  /** When the picture was taken or, if that is not known, when the file was last changed. */
  readonly date: Date;
  /** 1-based place in the job. */
  readonly counter: number;
}

const TOKEN = /\{([^{}]*)\}/g;

const TOKENS: Readonly<Record<string, (parts: NameParts) => string>> = {
  name: (parts) => parts.name,
  width: (parts) => String(parts.width),
  height: (parts) => String(parts.height),
  size: (parts) => parts.size,
  format: (parts) => parts.extension,
  date: (parts) => localDay(parts.date),
  counter: (parts) => String(parts.counter),
};

/** The names that a template may use. */
export const PLACEHOLDERS: readonly string[] = Object.keys(TOKENS);

/** Returns why a template cannot be used, or undefined if it can. */
export function templateProblem(template: string): KnownMessage | undefined {
  if (template.trim() === '') return { code: 'NO_NAME' };
  if (/[/\\]/.test(template)) return { code: 'SLASH_IN_NAME' };
  for (const [token, inner = ''] of template.matchAll(TOKEN)) {
    if (!expand(inner)) return { code: 'UNKNOWN_PLACEHOLDER', params: { token } };
  }
  return undefined;
}

/** Patterns for the tokens of sizes, whose values are not known without the picture. */
const SIZES: Readonly<Record<string, string>> = {
  width: '\\d+',
  height: '\\d+',
  size: '(?:\\d+px|\\d+x\\d+|\\d+pct)',
};

/**
 * Returns a pattern for the stems of results, with the original's stem as the group `name`. Undefined for templates whose results
 * look like names that users give: those with a number or a date, and those with nothing but a name.
 */
export function resultPattern(template: string): RegExp | undefined {
  const parts = template.split(TOKEN);
  const tokens = parts.filter((_, index) => index % 2 === 1);
  if (tokens.filter((token) => token === 'name').length !== 1) return undefined;
  if (tokens.some((token) => token !== 'name' && SIZES[token] === undefined)) return undefined;
  if (template.trim() === '{name}') return undefined;
  const source = parts.map((part, index) => {
    if (index % 2 === 0) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return part === 'name' ? '(?<name>.{1,255})' : SIZES[part];
  });
  return new RegExp(`^${source.join('')}(?: \\(\\d+\\))?$`);
}

/** The file name without folder, safe on every system: `beach-800px.jpg`. */
export function nameFromTemplate(template: string, parts: NameParts): string {
  const filled = template.replace(TOKEN, (token, inner: string) => expand(inner)?.(parts) ?? token);
  return safeName(filled, `.${parts.extension}`);
}

function expand(inner: string): ((parts: NameParts) => string) | undefined {
  const padded = /^counter:([1-9])$/.exec(inner);
  if (padded) return (parts) => String(parts.counter).padStart(Number(padded[1]), '0');
  return Object.hasOwn(TOKENS, inner) ? TOKENS[inner] : undefined;
}

function localDay(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The longest file name that every common file system allows, in bytes of UTF-8, without some bytes for ` (123)`. */
const MAX_NAME_LENGTH = 255 - 10;

function safeName(stem: string, extension: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must go
  let safe = withoutTrailing(stem.replace(/[\u0000-\u001f\u007f<>:"/\\|?*]/g, '_'), '. ');
  while (Buffer.byteLength(safe + extension) > MAX_NAME_LENGTH) safe = Array.from(safe).slice(0, -1).join('');
  // DOS devices, with any extension.
  if (safe === '' || isForbiddenOnWindows(safe + extension)) safe = `_${safe}`;
  return safe + extension;
}
