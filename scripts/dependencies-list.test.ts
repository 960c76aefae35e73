// docs/dependencies.md names each dependency, and nothing else, with the licence that is installed.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from './lib/project.mjs';

interface Row {
  readonly name: string;
  readonly purpose: string;
  readonly reason: string;
  readonly licence: string;
}

const page = readFileSync(join(root, 'docs', 'dependencies.md'), 'utf8');
const rows: Row[] = [...page.matchAll(/^\| `([^`]+)` \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$/gm)].map(
  ([, name = '', purpose = '', reason = '', licence = '']) => ({ name, purpose, reason, licence }),
);
const named: Record<string, Record<string, string>> = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const names = ['dependencies', 'optionalDependencies', 'devDependencies'].flatMap((kind) =>
  Object.keys(named[kind] ?? {}),
);

test('each dependency has a line with a purpose, a reason and a licence, and there are no other lines', () => {
  expect(rows.map(({ name }) => name).sort()).toEqual([...names].sort());
  expect(rows.filter(({ purpose, reason, licence }) => [purpose, reason, licence].includes(''))).toEqual([]);
});

test('the licences are those of the installed packages', () => {
  const installed = rows.filter(({ name }) => existsSync(join(root, 'node_modules', name)));
  expect(installed.length).toBeGreaterThan(20);
  const licences = installed.map(({ name }): [string, string] => {
    const { license } = JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8'));
    return [name, license];
  });
  expect(installed.map(({ name, licence }) => [name, licence])).toEqual(licences);
});

test('versions are exact', () => {
  const versions = ['dependencies', 'optionalDependencies', 'devDependencies'].flatMap((kind) =>
    Object.values(named[kind] ?? {}),
  );
  expect(versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});
