// Other programs read what the job writes, without a warning, and give back what went in.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeHardTree } from './testing/hard-tree.ts';
import { makeExecutor, runZip, TempFolder } from './testing/run-zip.ts';
import {
  COMPLAINT,
  describeTree,
  isInstalled,
  type Keeps,
  runProgram,
  SEVEN_ZIP,
  TESTERS,
  UNPACKERS,
  unpack,
} from './testing/unpackers.ts';

const executor = makeExecutor();
/** Read by all tests. */
const hard = new TempFolder();
let archive = '';
beforeAll(async () => {
  makeHardTree(hard.at('src', 'tree'));
  archive = await pack(hard);
});
afterAll(async () => {
  await executor.shutdown();
  hard[Symbol.dispose]();
});

/** @param from has the tree */
async function pack(folder: TempFolder, options = {}, from = folder): Promise<string> {
  const inputs = [from.at('src', 'tree')];
  const { outputs, skips } = await runZip(executor, { inputs, folder: folder.path, options });
  expect(skips).toEqual([]);
  return outputs[0] ?? '';
}

describe('an archive of a hard tree', () => {
  for (const tester of TESTERS) {
    const [program] = tester('');
    it.skipIf(!isInstalled(program))(`satisfies ${tester('ARCHIVE').join(' ').slice(0, 40)}`, () => {
      const { status, text } = runProgram(tester(archive));
      expect(text.split('\n').filter((line) => COMPLAINT.test(line.replace(/tree\/.*/, '')))).toEqual([]);
      expect(status).toBe(0);
    });
  }

  for (const unpacker of UNPACKERS) {
    it.skipIf(!isInstalled(unpacker.name))(`comes back identical from ${unpacker.name}`, () => {
      using folder = new TempFolder();
      unpack(unpacker, archive, folder.at('out'));
      expect(describeTree(folder.at('out'), unpacker.keeps)).toEqual(treeLines(hard, unpacker.keeps));
    });
  }

  const bsdtar = UNPACKERS.filter(({ name }) => name === 'bsdtar' && isInstalled(name));
  for (const format of ['zip', 'tar', 'tar.gz', 'tar.zst'] as const) {
    it.for(bsdtar)(`keeps names that only Unix can hold, as ${format}, when asked to`, async (unpacker) => {
      using folder = new TempFolder();
      makeHardTree(folder.at('src', 'tree'), 'unix');
      unpack(unpacker, await pack(folder, { format, names: 'exact', verify: 'full' }), folder.at('out'));
      expect(describeTree(folder.at('out'), unpacker.keeps)).toEqual(treeLines(folder, unpacker.keeps));
    });
  }

  it.skipIf(!isInstalled('7zz'))('comes back identical from 7zz when it is encrypted', async () => {
    using folder = new TempFolder();
    const locked = await pack(folder, { password: 'pässword', verify: 'full' }, hard);
    unpack(
      {
        name: '7zz',
        keeps: SEVEN_ZIP,
        command: (file, to) => ['7zz', 'x', '-bd', '-snld', '-ppässword', `-o${to}`, file],
      },
      locked,
      folder.at('out'),
    );
    expect(describeTree(folder.at('out'), SEVEN_ZIP)).toEqual(treeLines(hard, SEVEN_ZIP));
    expect(runProgram(['7zz', 't', '-pwrong', locked]).status).not.toBe(0);
  });
});

/** What went in, under the name it has in the archive. */
function treeLines(folder: TempFolder, keeps: Keeps): string[] {
  return describeTree(folder.at('src'), keeps);
}
