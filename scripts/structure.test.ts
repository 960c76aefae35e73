// What keeps the sources readable: no circles of imports, and neither long files nor full folders.
import { posix } from 'node:path';
import { parseSync } from 'vite';
import { expect, it } from 'vitest';
import { type Source, sourcesOf } from './lib/sources.ts';

const MAX_LINES = 400;
/** In which a name is still found by looking. */
const MAX_FILES = 17;

/** Paths of what a file imports, for types alone, too. What is loaded while it runs (`await import`) is none of them. */
function importsOf({ path, text }: Source): string[] {
  const { module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const requests = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) => entries.flatMap((entry) => entry.moduleRequest?.value ?? [])),
  ];
  return requests
    .filter((request) => request.startsWith('.'))
    .map((request) => posix.join(posix.dirname(path), request));
}

/** Files each of which imports the next, and the last one the first; undefined where there is no such circle. */
function circleOf(sources: readonly Source[]): readonly string[] | undefined {
  const imports = new Map(sources.map((source) => [source.path, importsOf(source)]));
  const done = new Set<string>();
  const way: string[] = [];
  const visit = (path: string): readonly string[] | undefined => {
    if (way.includes(path)) return way.slice(way.indexOf(path));
    if (done.has(path)) return undefined;
    way.push(path);
    for (const imported of imports.get(path) ?? []) {
      const circle = visit(imported);
      if (circle) return circle;
    }
    way.pop();
    done.add(path);
    return undefined;
  };
  for (const { path } of sources) {
    const circle = visit(path);
    if (circle) return circle;
  }
  return undefined;
}

const sources = ['main', 'renderer', 'workers', 'scripts', 'e2e'].flatMap((folder) =>
  sourcesOf(folder, /\.(?:tsx?|cjs|mjs|css)$/),
);
const modules = sources.filter(({ path }) => !path.endsWith('.css'));

it('a circle of imports is found, also where one of them is for types alone', () => {
  const texts = {
    'a/start.ts': "import { two } from './two.ts';\nexport const start = two;\n",
    'a/two.ts': "export { three as two } from '../b/three.ts';\n",
    'b/three.ts': "import type { Two } from '../a/two.ts';\nexport const three: Two = 1;\n",
  };
  expect(circleOf(Object.entries(texts).map(([path, text]) => ({ path, text })))).toEqual(['a/two.ts', 'b/three.ts']);
});

/** The job type that a path belongs to. */
const typeOf = (path: string): string | undefined => /^workers\/jobs\/([^/]+)\//.exec(path)?.[1];

/** Imports from the folder of one job type into that of another. What tests share is no type. */
function betweenTypes(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const type = typeOf(source.path);
    const others = importsOf(source).filter((imported) => ![type, 'testing', undefined].includes(typeOf(imported)));
    return type === undefined ? [] : others.map((imported) => `${source.path} imports ${imported}`);
  });
}

it('job types do not import each other, from however deep', () => {
  const source = (path: string, from: string) => ({
    path,
    text: `import { one } from '${from}';\nexport const two = one;\n`,
  });
  const wrong = [
    source('workers/jobs/zip/x.ts', '../resize/tasks.ts'),
    source('workers/jobs/extract/read/deep/x.ts', '../../../zip/pack/pack.ts'),
  ];
  const right = [
    source('workers/jobs/zip/pack/x.ts', '../tar/pack.ts'),
    source('workers/jobs/zip/x.ts', '../job-type.ts'),
  ];
  expect(betweenTypes([...wrong, ...right])).toHaveLength(wrong.length);
  expect(betweenTypes(modules)).toEqual([]);
});

it('no file imports itself by way of others', () => {
  expect(modules.length).toBeGreaterThan(800);
  expect(circleOf(modules)).toBeUndefined();
});

it(`no file has more than ${MAX_LINES} lines`, () => {
  expect(sources.filter(({ text }) => text.split('\n').length - 1 > MAX_LINES).map(({ path }) => path)).toEqual([]);
});

it(`no folder has more than ${MAX_FILES} source files`, () => {
  const folders = Map.groupBy(sources, ({ path }) => posix.dirname(path));
  expect([...folders].filter(([, files]) => files.length > MAX_FILES).map(([folder]) => folder)).toEqual([]);
});
