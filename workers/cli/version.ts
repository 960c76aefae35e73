import { readFileSync } from 'node:fs';

/** As the package has it: `0.1.0`. */
export function version(): string {
  const path = import.meta.url.endsWith('.ts') ? '../../package.json' : '../package.json';
  const content: { readonly version: string } = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
  return content.version;
}
