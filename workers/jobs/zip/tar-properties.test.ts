// Random trees in all tar formats: what `tar` and bsdtar unpack is what went in, with modes, times and links.
import { chmodSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { systemPath } from '../../files/system-path.ts';
import { propertyCases } from '../../testing/property-cases.ts';
import { makeTree, randomCase } from './testing/random-tree.ts';
import { makeExecutor, runZip, TempFolder } from './testing/run-zip.ts';
import { ALL, describeTree, isInstalled, type Unpacker, unpack } from './testing/unpackers.ts';

const CASES = propertyCases(25);

const UNTAR: readonly Unpacker[] = [
  { name: 'tar', keeps: ALL, command: (archive, folder) => ['tar', '-xpf', archive, '-C', folder] },
  {
    name: 'bsdtar',
    keeps: { ...ALL, forms: false },
    command: (archive, folder) => ['bsdtar', '-xpf', archive, '-C', folder],
  },
];
const installed = UNTAR.filter(({ name }) => isInstalled(name));

const executor = makeExecutor();
afterAll(() => executor.shutdown());

const randomTar = fc.record({
  tree: randomCase.map((random) => ({ ...random, faults: [] })),
  // Whoever packs can read its files and enter its folders.
  modes: fc.array(fc.constantFrom(0o400, 0o600, 0o644, 0o755, 0o4755, 0o2711, 0o1777), { minLength: 1, maxLength: 5 }),
  format: fc.constantFrom('tar' as const, 'tar.gz' as const, 'tar.zst' as const),
});

describe.skipIf(installed.length === 0)('a tar archive of a random tree', () => {
  it(`comes back identical from ${installed.map(({ name }) => name).join(' and ')}, in ${CASES.numRuns} cases`, {
    timeout: 180_000 + CASES.numRuns * 1000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(randomTar, async ({ tree, modes, format }) => {
        using folder = new TempFolder();
        const root = folder.at('src', 'tree');
        makeTree(root, tree);
        for (const [index, { folder: inside, name }] of tree.files.entries()) {
          chmodSync(systemPath(join(root, ...inside, name)), modes[index % modes.length] ?? 0o644);
        }
        const { level, verify } = tree;
        const options = { format, level, verify, names: 'exact' as const };
        const result = await runZip(executor, { inputs: [root], folder: folder.path, options });
        expect(result.skips).toEqual([]);
        for (const unpacker of installed) {
          unpack(unpacker, result.outputs[0] ?? '', folder.at('out'));
          const { keeps } = unpacker;
          expect(describeTree(folder.at('out'), keeps), unpacker.name).toEqual(describeTree(folder.at('src'), keeps));
          rmSync(folder.at('out'), { recursive: true });
        }
      }),
      CASES,
    );
  });
});
