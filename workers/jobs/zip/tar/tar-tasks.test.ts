// What is looked through for holes may be something else by now.
import { mkdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { TempFolder } from '../testing/run-zip.ts';
import { extentsOf } from './tar-tasks.ts';

it.for(['folder', 'nothing'])('%s in the place of a file is not the fault of the search for holes', (kind) => {
  using folder = new TempFolder();
  if (kind === 'folder') mkdirSync(folder.at('f'));
  const entry = { kind: 'file', path: folder.at('f'), name: 'f', size: 5_000_000, mtime: 0, mode: 0o644 } as const;
  expect(extentsOf({ entry, follow: false }, () => {})).toBeUndefined();
});

it('a search that is to stop stops', () => {
  using folder = new TempFolder();
  mkdirSync(folder.at('f'));
  const entry = { kind: 'file', path: folder.at('f'), name: 'f', size: 5_000_000, mtime: 0, mode: 0o644 } as const;
  const stop = () => {
    throw new Error('stopped');
  };
  expect(() => extentsOf({ entry, follow: false }, stop)).toThrow('stopped');
});
