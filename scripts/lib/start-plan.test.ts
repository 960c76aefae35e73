import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as registry from '../../workers/jobs/registry.ts';
import { callersFolder, jobCommands, startKind } from './start-plan.mjs';
import { temporaryFolder, writeFiles } from './temporary.ts';

describe('npm start', () => {
  it('opens the window without words, and for files and folders', () => {
    const folder = temporaryFolder();
    writeFiles(folder, { 'photos/a.jpg': '', 'a.jpg': '' });
    for (const words of [[], ['photos'], ['a.jpg'], ['./zip'], [join(folder, 'photos')], ['--inspect']]) {
      expect(startKind(words, folder), words.join()).toBe('window');
    }
  });

  it('runs a job on the command line for the name of one, and for a word that names no file', () => {
    const folder = temporaryFolder();
    writeFiles(folder, { 'zip/a': '' });
    for (const words of [
      ['zip', 'DIR'],
      ['resize'],
      ['extract'],
      ['unpack', 'a.zip'],
      ['--help'],
      ['--version'],
      ['-V'],
    ]) {
      expect(startKind(words, folder), words.join()).toBe('command');
    }
  });

  it("takes relative paths from the caller's folder, not from where npm puts the script", () => {
    const project = temporaryFolder();
    const env = { npm_package_json: join(project, 'package.json'), INIT_CWD: '/home/someone/pictures' };
    expect(callersFolder(env, project, project)).toBe('/home/someone/pictures');
  });

  it('keeps its own folder when npm started something else', () => {
    const env = { npm_package_json: '/another/package.json', INIT_CWD: '/another' };
    expect(callersFolder(env, '/home/someone', '/project')).toBe('/home/someone');
    expect(callersFolder({}, '/project', '/project')).toBe('/project');
  });

  it('knows each job type as a command', () => {
    expect(jobCommands().toSorted()).toEqual(Object.keys(registry));
  });
});
