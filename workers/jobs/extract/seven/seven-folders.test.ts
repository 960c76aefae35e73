// Empty folders of 7z archives, also of those that keep no attributes.
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { afterAll, expect, it } from 'vitest';
import { makeExecutor, runExtract, TempFolder, treeOf } from '../testing/run-extract.ts';

const executor = makeExecutor();
afterAll(() => executor.shutdown());

it.for([[], ['-mtr=off'], ['-mtr=off', '-mtm=off'], ['-mtr=off', '-psecret', '-mhe=on']])(
  'come back as folders, and empty files as files: 7zz a %s',
  async (args) => {
    using folder = new TempFolder();
    mkdirSync(folder.at('d', 'empty'), { recursive: true });
    mkdirSync(folder.at('d', 'e2', 'e3', 'line\nbreak'), { recursive: true });
    mkdirSync(folder.at('d', 'e2', 'ünï = -'), { recursive: true });
    for (const name of ['d/zero', 'd/e2/zero', 'd/zero\nbreak']) writeFileSync(folder.at(name), '');
    writeFileSync(folder.at('d', 'file'), 'x');
    execFileSync('7zz', ['a', '-bd', ...args, 'x.7z', 'd'], { cwd: folder.path });
    const options = { password: 'secret' };
    await runExtract(executor, { inputs: [folder.at('x.7z')], folder: folder.at('out'), options });
    // 7-Zip prints no line breaks in names.
    const all = treeOf(folder.path, { contentOnly: true }).map((line) => line.replaceAll('\n', '_'));
    const packed = all.filter((line) => line.startsWith('d/')).sort();
    expect(treeOf(folder.at('out'), { contentOnly: true })).toEqual(packed);
  },
);
