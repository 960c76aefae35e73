import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { workerChunks } from './worker-chunks.mjs';

const root = join(import.meta.dirname, '../..');
const workers = `${root.replaceAll('\\', '/')}/workers`;

/** What is loaded by name; each imports some of the other modules. */
const ENTRIES = [
  'worker.ts',
  'executor/links/thread-worker.ts',
  'executor/links/process-worker.ts',
  'cli/main.ts',
  ...['zip', 'resize', 'extract'].flatMap((type) => [
    `jobs/${type}/tasks.ts`,
    `jobs/${type}/driver.ts`,
    `jobs/${type}/messages/en.ts`,
  ]),
].map((path) => `${workers}/${path}`);

const COUNT = 12;
const nameOf = (index: number) => `${workers}/files/${index}.ts`;

/** A module imports only those after it, so that they form no circle. */
const graphs = fc
  .tuple(
    fc.array(fc.uniqueArray(fc.nat(COUNT - 1), { maxLength: 4 }), { minLength: COUNT, maxLength: COUNT }),
    fc.tuple(...ENTRIES.map(() => fc.uniqueArray(fc.nat(COUNT - 1), { maxLength: 4 }))),
  )
  .map(([modules, entries]) => {
    const imports = modules.map((all, index) => all.filter((one) => one > index).map(nameOf));
    return new Map<string, readonly string[]>([
      ...ENTRIES.map((entry, index) => [entry, (entries[index] ?? []).map(nameOf)] as const),
      ...imports.map((all, index) => [nameOf(index), all] as const),
    ]);
  });

/** For each file those that it imports. A module that is left to the bundler is a file of its own here. */
function filesOf(graph: ReadonlyMap<string, readonly string[]>): Map<string, Set<string>> {
  const chunkOf = workerChunks(root);
  const info = (id: string) => ({ importedIds: graph.get(id) ?? [] });
  const fileOf = (id: string) => chunkOf(id, { getModuleInfo: info }) ?? id;
  const files = new Map<string, Set<string>>();
  for (const [id, imported] of graph) {
    const others = imported.map(fileOf).filter((file) => file !== fileOf(id));
    files.set(fileOf(id), (files.get(fileOf(id)) ?? new Set()).union(new Set(others)));
  }
  return files;
}

it('no files import each other, whatever the modules import', () => {
  fc.assert(
    fc.property(graphs, (graph) => {
      const open = filesOf(graph);
      const isEnd = (others: ReadonlySet<string>) => [...others].every((file) => !open.has(file));
      for (let end = [...open].find(([, others]) => isEnd(others)); end; end = [...open].find(([, o]) => isEnd(o))) {
        open.delete(end[0]);
      }
      expect([...open.keys()]).toEqual([]);
    }),
    { numRuns: 300, seed: 1 },
  );
});

it('what only one job type needs is not loaded with another', () => {
  const graph = new Map<string, readonly string[]>([
    [`${workers}/cli/main.ts`, [nameOf(0)]],
    [`${workers}/jobs/zip/tasks.ts`, [nameOf(1), nameOf(2)]],
    [`${workers}/jobs/zip/driver.ts`, [nameOf(1), nameOf(3)]],
    [`${workers}/jobs/resize/tasks.ts`, [nameOf(2)]],
  ]);
  const chunkOf = workerChunks(root);
  const info = (id: string) => ({ importedIds: graph.get(id) ?? [] });
  const found = [0, 1, 2, 3, 4].map((index) => chunkOf(nameOf(index), { getModuleInfo: info }));
  expect(found).toEqual(['command', 'zip', 'common', 'zip-driver', null]);
});
