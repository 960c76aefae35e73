// Names for what was extracted, while another program holds some of it: only Windows refuses then. Here the calls say what it says.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { TempFolder } from '../testing/run-extract.ts';
import { mergeTree, planMerge } from './merge.ts';
import { type NamingCalls, namingCalls } from './naming-calls.ts';
import { nameTree, type PublishRequest } from './publish.ts';

/** As Windows has it while a virus scanner looks at the file. */
function refuse(code: string): () => never {
  return () => {
    throw Object.assign(new Error(`${code}: operation not permitted`), { code });
  };
}

function scene(roots: readonly string[], collision: PublishRequest['collision']) {
  const folder = new TempFolder();
  const part = folder.at('part');
  for (const root of roots) {
    mkdirSync(folder.at('part', root, '..'), { recursive: true });
    writeFileSync(folder.at('part', root), root);
  }
  mkdirSync(folder.at('out'));
  const tops = [...new Set(roots.map((root) => root.replace(/\/.*/, '')))];
  const request = { part, folder: folder.at('out'), wrapper: 'x', roots: tops, folders: [], collision, owners: false };
  return { folder, request };
}

const held = (change: Partial<NamingCalls>): NamingCalls => ({ ...namingCalls, ...change });

describe.each(['EBUSY', 'EPERM', 'EACCES'])('on Windows, which says %s of what is held,', (code) => {
  it('a file whose unfinished name stays has its name all the same', () => {
    const { folder, request } = scene(['a'], 'rename');
    using _ = folder;
    const path = nameTree(request, undefined, held({ unlink: refuse(code), removeFolder: refuse(code) }));

    expect(path).toBe(folder.at('out', 'a'));
    expect(readFileSync(path, 'utf8')).toBe('a');
  });

  it('so has one that is moved into a folder that was there', () => {
    const { folder, request } = scene(['d/a', 'd/b'], 'skip');
    using _ = folder;
    mkdirSync(folder.at('out/d'));
    writeFileSync(folder.at('out/d/b'), 'mine');
    const { moves, existing } = planMerge(request);
    const calls = held({ unlink: refuse(code), removeFolder: refuse(code) });

    expect(existing.map(({ name }) => name)).toEqual(['b']);
    expect(mergeTree({ ...request, moves }, undefined, calls)).toEqual({
      paths: [folder.at('out/d/a')],
      skipped: [],
      failed: [],
    });
    expect(readdirSync(folder.at('out/d')).map((name) => readFileSync(folder.at('out/d', name), 'utf8'))).toEqual([
      'd/a',
      'mine',
    ]);
  });

  it('a folder that cannot be renamed is no success, and nothing of the user is touched', () => {
    const { folder, request } = scene(['d/a', 'e'], 'rename');
    using _ = folder;
    expect(() => nameTree(request, undefined, held({ rename: refuse(code) }))).toThrow(code);
    expect(readdirSync(folder.at('part')).sort()).toEqual(['d', 'e']);
    expect(existsSync(folder.at('out/x/e'))).toBe(false);
  });
});
