// Results of earlier jobs are no originals, unless they come without those.
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { identityOf } from '../../files/changes/identity.ts';
import type { EarlierResult } from '../earlier-results.ts';
import { resizeDefaults } from './options.ts';
import { ResultFolders } from './plan/result-folders.ts';
import { fourFields } from './testing/pictures.ts';
import { filesIn, runResize, temporaryFolder } from './testing/run-resize.ts';

/** A folder of pictures, the second of which was made from the first. */
async function folderWithResult(): Promise<{ folder: string; original: string; result: string; known: EarlierResult }> {
  const folder = join(temporaryFolder(), 'Trip');
  mkdirSync(folder);
  const [original, result] = [join(folder, 'a.jpg'), join(folder, 'small-a.jpg')];
  for (const path of [original, result]) writeFileSync(path, await fourFields().jpeg().toBuffer());
  const known = { path: result, ...identityOf(statSync(result, { bigint: true })), from: [original] };
  return { folder, original, result, known };
}

const names = ({ items }: { readonly items: readonly { readonly name?: string }[] }) => items.map(({ name }) => name);

describe('a result of an earlier job', () => {
  it('is no original when its own is there, and is counted', async () => {
    const { folder, original, result, known } = await folderWithResult();
    const options = { folder: join(folder, '../out') };

    const whole = await runResize([folder], options, { earlier: [known] });
    expect(names(whole)).toEqual(['a.jpg']);
    expect(whole.notes).toContainEqual({ code: 'EARLIER_RESULTS', params: { count: 1 } });
    expect(whole.total.files).toBe(1);
    expect(names(await runResize([original, result], options, { earlier: [known] }))).toEqual(['a.jpg']);
  });

  it('is one when it comes by itself, when its original is gone, and when it was changed since', async () => {
    const { folder, original, result, known } = await folderWithResult();
    const options = { folder: join(folder, '../out') };

    expect(names(await runResize([result], options, { earlier: [known] }))).toEqual(['small-a.jpg']);
    const changed = { ...known, size: known.size + 1 };
    expect(names(await runResize([folder], options, { earlier: [changed] }))).toHaveLength(2);
    rmSync(original);
    expect(names(await runResize([folder], options, { earlier: [known] }))).toEqual(['small-a.jpg']);
  });

  it('that an undo could not take back is no original of a retry, though it has the original’s name', async () => {
    const { folder, result, known } = await folderWithResult();
    const own = { ...known, from: [result], isOwn: true };
    const job = (earlier: readonly EarlierResult[]) =>
      runResize([folder], { folder: join(folder, '../out') }, { earlier });

    expect(names(await job([own]))).toEqual(['a.jpg']);
    expect(names(await job([{ ...own, size: own.size + 1 }]))).toEqual(['a.jpg', 'small-a.jpg']);
    expect(names(await job([{ ...own, isOwn: false }]))).toEqual(['a.jpg', 'small-a.jpg']);
  });

  it('is recognised by its name if no history names it, at any size', async () => {
    const { folder, result } = await folderWithResult();
    rmSync(result);
    const options = { destination: 'beside', template: '{name}-{size}' } as const;
    for (const width of [48, 24, 12]) await runResize([folder], { ...options, width, height: null });
    expect(await filesIn(folder)).toEqual(['a-12px.jpg', 'a-24px.jpg', 'a-48px.jpg', 'a.jpg']);
  });

  it('is not guessed from names that people use: numbers, dates, the bare name', async () => {
    const { folder } = await folderWithResult();
    writeFileSync(join(folder, 'a-1.jpg'), readFileSync(join(folder, 'a.jpg')));
    for (const template of ['{name}-{counter}', '{name}', '{date}-{name}']) {
      const { notes } = await runResize([folder], { destination: 'beside', template, collision: 'skip' });
      expect(notes).toEqual([]);
    }
  });
});

describe('a folder of pictures', () => {
  it('gets one of its own for its results, with the same names; a picture by itself gets a suffix', async () => {
    const { folder, original } = await folderWithResult();
    mkdirSync(join(folder, 'in'));
    writeFileSync(join(folder, 'in/b.jpg'), readFileSync(original));
    const options = { destination: 'sibling', template: resizeDefaults.template, width: 32, height: 32 } as const;

    await runResize([folder], options);
    expect(await filesIn(`${folder} (resized)`)).toEqual(['a.jpg', 'in/b.jpg', 'small-a.jpg']);
    await runResize([folder], options);
    expect(await filesIn(`${folder} (resized 2)`)).toHaveLength(3);
    await runResize([folder], { ...options, collision: 'overwrite' });
    expect(await filesIn(`${folder} (resized)`)).toHaveLength(3);

    const { outcome } = await runResize([original], options);
    expect(outcome.outputs).toEqual([join(folder, 'a-32px.jpg')]);
    // Dropped from further above, results that lie beside their folder stay out.
    const above = await runResize([join(folder, '..')], options);
    expect(above.skips.map(({ path, code }) => [basename(path), code])).toEqual([
      ['Trip (resized 2)', 'RESULTS_FOLDER'],
      ['Trip (resized)', 'RESULTS_FOLDER'],
    ]);
  });

  it('has the same suffix for wide and for tall pictures', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'wide.jpg'), await fourFields(90, 60).jpeg().toBuffer());
    writeFileSync(join(folder, 'tall.jpg'), await fourFields(60, 90).jpeg().toBuffer());
    const options = { destination: 'beside', template: '{name}-{size}', width: 48, height: 48 } as const;
    await runResize([join(folder, 'wide.jpg'), join(folder, 'tall.jpg')], options);
    expect(await filesIn(folder)).toEqual(['tall-48px.jpg', 'tall.jpg', 'wide-48px.jpg', 'wide.jpg']);
  });

  it('continues in the folder where an interrupted job has left its results', async () => {
    const { folder, original } = await folderWithResult();
    const options = { ...resizeDefaults, destination: 'sibling' } as const;
    const file = { path: original, name: 'a.jpg', tree: 'Trip', bytes: 1, changed: 0, mode: 0o644, key: '1' };
    mkdirSync(`${folder} (resized)`);
    const place = async (hasResults?: (folder: string) => boolean) =>
      (await ResultFolders.settle(options, [file], hasResults)).of(file);
    expect(await place()).toBe(`${folder} (resized)`);
    writeFileSync(join(`${folder} (resized)`, 'a.jpg'), '');
    expect(await place()).toBe(`${folder} (resized 2)`);
    expect(await place((one) => one === `${folder} (resized)`)).toBe(`${folder} (resized)`);
  });
});
