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

interface Locked {
  readonly packages: Readonly<Record<string, { readonly version?: string }>>;
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

/** The parts of a version as numbers: `[major, minor, patch]`. */
function parts(version: string): number[] {
  return version.split('.').map(Number);
}

/** Whether a version is at or above the lowest sound one of its own major version, or of a later one than all that are named. */
function isSound(version: string, sound: readonly string[]): boolean {
  const [major = 0, minor = 0, patch = 0] = parts(version);
  const floors = sound.map(parts);
  const floor = floors.find(([of]) => of === major);
  if (!floor) return floors.every(([of = 0]) => major > of);
  const [, leastMinor = 0, leastPatch = 0] = floor;
  return minor > leastMinor || (minor === leastMinor && patch >= leastPatch);
}

test('no package is locked to a version with a hole that the page names', () => {
  const lock: Locked = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const installed = Object.entries(lock.packages).map(([path, { version = '' }]) => ({
    name: path.replace(/^.*node_modules\//, ''),
    version,
  }));
  const holes = [...page.matchAll(/^\| [^|`]+ \| `([^`]+)` \| ([\d., ]+) \|$/gm)];
  expect(holes.length).toBeGreaterThan(10);
  for (const [, name, sound = ''] of holes) {
    const versions = installed.filter((one) => one.name === name).map((one) => one.version);
    expect(versions, `${name} is no dependency any more: remove its line`).not.toEqual([]);
    expect(
      versions.filter((version) => !isSound(version, sound.trim().split(', '))),
      name,
    ).toEqual([]);
  }
});
