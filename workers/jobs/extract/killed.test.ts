// A worker that is killed in the middle of its work: what it left half done is made again, and the result is as if nothing had been.
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, linkSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ProcessPoolExecutor } from '@dropmill/futures';
import { describe, expect, it } from 'vitest';
import type * as worker from '../../worker.ts';
import { runExtract, TempFolder, treeOf } from './testing/run-extract.ts';

const MODULE = new URL('../../worker.ts', import.meta.url);
const HOOK = pathToFileURL(join(import.meta.dirname, 'testing/kill-at.mjs')).href;

/** Files of both sizes that are written in different ways, a hard link, a link, an empty folder, permissions that need a call. */
function scene(): TempFolder {
  const folder = new TempFolder();
  mkdirSync(folder.at('d', 'empty'), { recursive: true });
  writeFileSync(folder.at('d', 'small'), 'hi');
  chmodSync(folder.at('d', 'small'), 0o666);
  writeFileSync(folder.at('d', 'large'), Buffer.alloc(5 << 20, 'large'));
  linkSync(folder.at('d', 'small'), folder.at('d', 'twin'));
  symlinkSync('small', folder.at('d', 'link'));
  execFileSync('zip', ['-qry', 'x.zip', 'd'], { cwd: folder.path });
  execFileSync('tar', ['-cf', 'x.tar', 'd'], { cwd: folder.path });
  return folder;
}

/** @returns what is there, and whether a worker was killed */
async function extractKilled(folder: TempFolder, archive: string, at: number) {
  const [out, mark] = [folder.at(`out-${archive}-${at}`), folder.at(`mark-${archive}-${at}`)];
  mkdirSync(out);
  const options = { maxWorkers: 1, env: { KILL_AT: String(at), KILL_MARK: mark } };
  await using executor = new ProcessPoolExecutor<typeof worker>(MODULE, {
    ...options,
    execArgv: ['--disable-warning=ExperimentalWarning', '--import', HOOK],
  });
  const result = await runExtract(executor, { inputs: [folder.at(archive)], folder: out });
  return { ...result, tree: treeOf(out), names: readdirSync(out), wasKilled: existsSync(mark) };
}

/** Some calls: to kill it at each takes half a minute, and `DROPMILL_FAULTS=full` does. */
const SOME_CALLS = [2, 7, 15];
const isFull = process.env.DROPMILL_FAULTS === 'full';

describe.each(['x.zip', 'x.tar'])('%s', (archive) => {
  it('is extracted whole wherever its worker is killed', async () => {
    using folder = scene();
    const expected = treeOf(folder.at('d')).map((line) => `d/${line}`);
    for (let nth = 1, goesOn = true; goesOn; nth++) {
      const at = isFull ? nth : (SOME_CALLS[nth - 1] ?? 0);
      const { tree, names, entries, failed, wasKilled } = await extractKilled(folder, archive, at);
      expect(names).toEqual(['d']);
      expect(tree.slice(1)).toEqual(expected);
      expect([entries, failed]).toEqual([4, 0]);
      goesOn = isFull ? wasKilled : nth < SOME_CALLS.length;
      if (nth <= SOME_CALLS.length) expect(wasKilled).toBe(true);
    }
  });
});
