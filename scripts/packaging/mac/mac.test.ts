// What can be tested of the macOS package on other systems: its property lists are well formed and have the right content.
import { execFileSync, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import * as jobTypes from '../../../workers/jobs/registry.ts';
import { root } from '../../lib/project.mjs';
import { temporaryFolder } from '../../lib/temporary.ts';
import { appId } from '../manifests/release.mjs';
import { plist } from './plist.mjs';
import { putQuickActions, QUICK_ACTIONS, quickActionCommand } from './quick-actions.mjs';

const APP_ID = appId();
const python = it.skipIf(spawnSync('python3', ['--version']).status !== 0);

/** As Python's plistlib reads them. */
function read(...files: readonly string[]): unknown[] {
  const script =
    'import json, plistlib, sys; print(json.dumps([plistlib.load(open(one, "rb")) for one in sys.argv[1:]]))';
  return JSON.parse(execFileSync('python3', ['-c', script, ...files], { encoding: 'utf8' }));
}

python('a property list comes back as it was written, whatever is in it', () => {
  const value = { 'a & b': ['<x>', 1, true, false, '', 'ünï "q"'], empty: {}, none: [], deep: { deeper: ['z'] } };
  const file = join(temporaryFolder(), 'a.plist');
  writeFileSync(file, plist(value));

  expect(read(file)).toEqual([value]);
});

python('the Finder gets an action for each type of job, which hands the selected files to the app', async () => {
  const folder = temporaryFolder();
  await putQuickActions(folder, APP_ID);

  expect(QUICK_ACTIONS.map(({ type }) => type).sort()).toEqual(Object.keys(jobTypes).sort());
  expect(readdirSync(join(folder, 'quick-actions')).sort()).toEqual(
    QUICK_ACTIONS.map(({ title }) => `${title}.workflow`).sort(),
  );
  for (const { type, title, accepts } of QUICK_ACTIONS) {
    const contents = join(folder, 'quick-actions', `${title}.workflow`, 'Contents');
    const [info, workflow] = read(join(contents, 'Info.plist'), join(contents, 'document.wflow'));
    expect(info).toMatchObject({
      CFBundleIdentifier: `${APP_ID}.${type}`,
      NSServices: [{ NSMenuItem: { default: title }, NSMessage: 'runWorkflowAsService', NSSendFileTypes: accepts }],
    });
    expect(workflow).toMatchObject({
      actions: [{ action: { ActionParameters: { COMMAND_STRING: quickActionCommand(APP_ID, type), inputMethod: 1 } } }],
      workflowMetaData: { workflowTypeIdentifier: 'com.apple.Automator.servicesMenu' },
    });
  }
});

it.skipIf(process.platform === 'win32')('the command of an action keeps each name whole, whatever is in it', () => {
  const names = ['/a b.jpg', '--zip', "it's", '$HOME', '/ünï'];
  const command = quickActionCommand(APP_ID, 'zip').replace('exec /usr/bin/open', "printf '%s\\n'");
  const printed = execFileSync('/bin/sh', ['-c', command, 'sh', ...names], { encoding: 'utf8' });

  expect(printed.split('\n').slice(0, -1)).toEqual(['-n', '-b', APP_ID, '--args', '--zip', '--', ...names]);
});

python('the hardened runtime is asked for no more than three exceptions, for the app and all that it starts', () => {
  const config = readFileSync(join(root, 'electron-builder.yml'), 'utf8');
  const file = 'scripts/packaging/mac/entitlements.plist';
  for (const key of ['entitlements', 'entitlementsInherit']) expect(config).toContain(`\n  ${key}: ${file}\n`);

  expect(read(join(root, file))).toEqual([
    {
      'com.apple.security.cs.allow-jit': true,
      'com.apple.security.cs.allow-unsigned-executable-memory': true,
      'com.apple.security.cs.disable-library-validation': true,
    },
  ]);
});
