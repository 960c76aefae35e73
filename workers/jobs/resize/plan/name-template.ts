// File names from a template such as `{name}-{size}`. Pure.

import { isForbiddenOnWindows } from '../../../files/system/names.ts';
import { withoutTrailing } from '../../../files/trailing.ts';
import type { KnownMessage } from '../../../messages/codes.ts';

export const DEFAULT_TEMPLATE = '{name}-{size}';

/** What a template can speak of. */
export interface NameParts {
  /** The original's name without its extension. */
  readonly name: string;
  /** Of the result, in pixels. */
  readonly width: number;
  readonly height: number;
  /** As it was asked for: `1920px`. */
  readonly size: string;
  /** `jpg`, `png`, `webp`, `avif`, `tif`, `gif`. */
  readonly extension: string;
  /** When it was taken, else when the file was changed last. */
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

/** What a template may name. */
export const PLACEHOLDERS: readonly string[] = Object.keys(TOKENS);

/** Why a template cannot be used, or undefined when it can. */
export function templateProblem(template: string): KnownMessage | undefined {
  if (template.trim() === '') return { code: 'NO_NAME' };
  if (/[/\\]/.test(template)) return { code: 'SLASH_IN_NAME' };
  for (const [token, inner = ''] of template.matchAll(TOKEN)) {
    if (!expand(inner)) return { code: 'UNKNOWN_PLACEHOLDER', params: { token } };
  }
  return undefined;
}

/** What a token of a size comes to, as far as it is known without the picture. */
const SIZES: Readonly<Record<string, string>> = {
  width: '\\d+',
  height: '\\d+',
  size: '(?:\\d+px|\\d+x\\d+|\\d+pct)',
};

/**
 * What the stems of results look like, with that of the original as the group `name`. Undefined for templates whose results
 * cannot be distinguished from what people call their own files: those with a number or a date, and those without anything but a name.
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

/** Longest file name that every common file system takes, in bytes of UTF-8. Some are left for ` (123)`. */
const MAX_NAME_LENGTH = 255 - 10;

function safeName(stem: string, extension: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must go
  let safe = withoutTrailing(stem.replace(/[\u0000-\u001f\u007f<>:"/\\|?*]/g, '_'), '. ');
  while (Buffer.byteLength(safe + extension) > MAX_NAME_LENGTH) safe = Array.from(safe).slice(0, -1).join('');
  // Devices of DOS, whatever follows their dot.
  if (safe === '' || isForbiddenOnWindows(safe + extension)) safe = `_${safe}`;
  return safe + extension;
}
