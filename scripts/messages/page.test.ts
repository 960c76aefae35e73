import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { messagesPage } from './page.ts';

it('docs/messages.md lists the messages as they are: `npm run messages` writes it again', async () => {
  expect(readFileSync(resolve(import.meta.dirname, '../../docs/messages.md'), 'utf8')).toBe(await messagesPage());
});
