// Files that are written to while they are packed.
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, renameSync, symlinkSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { InlineExecutor } from '@dropmill/futures';
import { afterAll, describe, expect, it } from 'vitest';
import type { ZipOptions } from './options.ts';
import { noise, text } from './testing/hard-tree.ts';
import { readZip } from './testing/read-zip.ts';
import { KeptReport, makeExecutor, runZip, TempFolder, type ZipExecutor, type ZipResult } from './testing/run-zip.ts';

const executor = makeExecutor();
afterAll(() => executor.shutdown());

function make(folder: TempFolder, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(folder.at(name)), { recursive: true });
    writeFileSync(folder.at(name), content);
  }
}

const namesIn = (path: string | undefined) => readZip(path ?? '').entries.map(({ name }) => name);

describe('files that change', () => {
  /** Packs a big file and strikes at the first report, or the first after so many bytes. */
  async function packWhile(
    folder: TempFolder,
    strike: () => void,
    options: Partial<ZipOptions> = {},
    by: ZipExecutor = executor,
    after = 0,
  ): Promise<ZipResult> {
    const report = new KeptReport();
    let struck = false;
    report.onAdvance = () => {
      if (struck || report.done.bytes < after) return;
      struck = true;
      strike();
    };
    mkdirSync(folder.at('out'), { recursive: true });
    return runZip(by, { inputs: [folder.at('in')], folder: folder.at('out'), report, options });
  }

  function makeBig(folder: TempFolder): Buffer {
    const data = text(20_000_000);
    make(folder, { 'in/big': data, 'in/small': 'x' });
    utimesSync(folder.at('in', 'big'), 1e9, 1e9);
    return data;
  }

  it('packs a file that grows up to the size it had', async () => {
    using folder = new TempFolder();
    const data = makeBig(folder);
    // When more is done than the small one: what has grown before it is read is packed whole.
    const grow = () => appendFileSync(folder.at('in', 'big'), 'more');
    const { outputs, skips } = await packWhile(folder, grow, {}, executor, 2);
    const big = readZip(outputs[0] ?? '').entries.find(({ name }) => name === 'in/big');
    expect(big?.data.equals(data)).toBe(true);
    expect(skips).toEqual([]);
  });

  it.for(['zip', 'tar'] as const)(
    'packs a file that is rewritten, and longer, as it was before or as it is after, and never a mixture: %s',
    async (format) => {
      using folder = new TempFolder();
      const before = makeBig(folder);
      const anew = Buffer.alloc(21_000_000, 'b');
      const strike = () => writeFileSync(folder.at('in', 'big'), anew, { flag: 'r+' });
      // In this thread: another one could read what is half written, which no time of change tells.
      const inline: ZipExecutor = new InlineExecutor(new URL('../../worker.ts', import.meta.url));
      const { outputs, skips } = await packWhile(folder, strike, { format }, inline);
      await inline.shutdown();
      const big = execFileSync('bsdtar', ['-xOf', outputs[0] ?? '', 'in/big'], { maxBuffer: 2 * anew.length });
      expect([before, anew].some((state) => big.equals(state))).toBe(true);
      expect(skips).toEqual([]);
    },
  );

  it.for([
    ['zip', 1000],
    ['tar', 1000],
    ['zip', 1_500_000],
    ['tar', 1_500_000],
    ['tar.gz', 1_500_000],
  ] as const)(
    'packs all of a file that is rewritten, and longer, before it is read: %s of %i bytes',
    async ([format, size]) => {
      using folder = new TempFolder();
      make(folder, { 'in/a.jpg': noise(size), 'in/b': 'b' });
      utimesSync(folder.at('in', 'a.jpg'), 1e9, 1e9);
      const anew = noise(size + 1_000_000, 5);
      const report = new KeptReport();
      report.total = ({ final }) => {
        if (final) writeFileSync(folder.at('in', 'a.jpg'), anew);
      };
      const inline: ZipExecutor = new InlineExecutor(new URL('../../worker.ts', import.meta.url));
      const { outputs } = await runZip(inline, {
        inputs: [folder.at('in')],
        folder: folder.path,
        report,
        options: { format },
      });
      await inline.shutdown();
      const found = execFileSync('bsdtar', ['-xOf', outputs[0] ?? '', 'in/a.jpg'], { maxBuffer: 2 * anew.length });
      expect([found.equals(anew), report.skips]).toEqual([true, []]);
    },
  );

  it('packs a file that shrinks as it is in the end', async () => {
    using folder = new TempFolder();
    const data = makeBig(folder);
    const { outputs, skips } = await packWhile(folder, () => truncateSync(folder.at('in', 'big'), 5_000_000));
    const big = readZip(outputs[0] ?? '').entries.find(({ name }) => name === 'in/big');
    expect(big?.data.equals(data.subarray(0, 5_000_000))).toBe(true);
    expect(skips).toEqual([]);
  });

  it('packs a file that a followed link leads to as it is in the end, too', async () => {
    using folder = new TempFolder();
    makeBig(folder);
    renameSync(folder.at('in', 'big'), folder.at('elsewhere'));
    symlinkSync('../elsewhere', folder.at('in', 'big'));
    const strike = () => truncateSync(folder.at('elsewhere'), 5_000_000);
    const { outputs, skips } = await packWhile(folder, strike, { links: 'follow' });
    const big = readZip(outputs[0] ?? '').entries.find(({ name }) => name === 'in/big');
    expect([big?.data.length, skips]).toEqual([5_000_000, []]);
  });

  it('skips a file that vanishes, and says so', async () => {
    using folder = new TempFolder();
    makeBig(folder);
    const { outputs, skips } = await packWhile(folder, () => execFileSync('rm', [folder.at('in', 'big')]));
    expect(namesIn(outputs[0]).toSorted()).toEqual(['in/', 'in/small']);
    expect(skips).toMatchObject([{ path: folder.at('in', 'big'), code: 'ENOENT' }]);
  });
});
