import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { APP_ID } from './app-id.ts';

it('the id that Windows knows the app by is the one that the installer gives it', () => {
  const config = readFileSync('electron-builder.yml', 'utf8');

  expect(/^appId: (.+)$/m.exec(config)?.[1]).toBe(APP_ID);
  expect(readFileSync('main/index.ts', 'utf8')).toMatch(/^ {2}app\.setAppUserModelId\(APP_ID\);$/m);
});
