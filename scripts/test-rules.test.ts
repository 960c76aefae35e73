// What keeps tests from failing by chance.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from './lib/project.mjs';

const tests = globSync('{main,renderer,workers,scripts,e2e}/**/*.ts{,x}', {
  cwd: root,
  exclude: (name) => name === 'node_modules',
}).map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));

it('random cases are the same in every run: each file with properties names the seed', () => {
  const random = tests.filter(({ text }) => /\bfc\.(?:assert|check|sample)\(/.test(text));
  expect(random.length).toBeGreaterThan(5);
  const seedless = random.filter(({ text }) => !/\bseed:|\bpropertyCases\(/.test(text));
  expect(seedless.map(({ path }) => path)).toEqual([]);
});
