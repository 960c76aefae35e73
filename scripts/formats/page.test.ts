import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { picturesPage } from './page.ts';

it('docs/pictures.md is what the table of formats says: `npm run formats` writes it again', () => {
  expect(readFileSync(resolve(import.meta.dirname, '../../docs/pictures.md'), 'utf8')).toBe(picturesPage());
});
