import { readFileSync } from 'node:fs';

/** The version in package.json: `0.1.0`. */
export function version(): string {
  const path = import.meta.url.endsWith('.ts') ? '../../package.json' : '../package.json';
  const content: { readonly version: string } = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
  return content.version;
}
