// The packed app as it ships. `npm run package:test` packs it and says where it is.
import { execFileSync } from 'node:child_process';
import { copyFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { test as base, expect } from '@playwright/test';
import sharp from 'sharp';
import type { JobRecord } from '../../main/contract/jobs.ts';
import { dropFiles } from '../drop-files.ts';
import { prose, writeTree } from '../files.ts';
import { PackagedApp } from './packaged-app.ts';

// CommonJS, whose names Playwright's loader does not see.
const require = createRequire(import.meta.url);
const { FuseV1Options, getCurrentFuseWire }: typeof import('@electron/fuses') = require('@electron/fuses');
const { FuseState }: typeof import('@electron/fuses/dist/constants.js') = require('@electron/fuses/dist/constants.js');
const { DROPMILL_PACKED: executable = '' } = process.env;
const PROJECT = resolve(import.meta.dirname, '../..');

const test = base.extend<{ folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the parameter's pattern
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'dropmill-packaged-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
});

/** The records as main has them. */
async function jobs(app: PackagedApp): Promise<readonly JobRecord[]> {
  const list = await app.page.evaluate(() => window.api.listJobs());
  if (!list.ok) throw new Error(list.error.code);
  return list.value.jobs;
}

async function done(app: PackagedApp, title: string): Promise<void> {
  await expect(app.page.getByRole('row', { name: title }).locator('[data-state="done"]')).toBeVisible();
}

test('the packed app zips and resizes what is dropped, and ends with its window', async ({ folder }) => {
  const text = prose(300_000);
  const picture = await sharp({ create: { width: 3000, height: 1500, channels: 3, background: '#3a7' } })
    .jpeg()
    .toBuffer();
  await writeTree(folder, { 'Notes/Grüße 空.txt': text, 'Pictures/wide.jpg': picture });
  await copyFile(join(PROJECT, 'workers/jobs/resize/testing/phone.heic'), join(folder, 'Pictures/phone.heic'));
  const originals = await readdir(join(folder, 'Pictures'));
  // The fuses let nobody debug main, whatever the command line says.
  const app = await PackagedApp.start(executable, join(folder, 'profile'), ['--inspect=0']);

  await dropFiles(app.page, 'zip', [join(folder, 'Notes')]);
  await done(app, 'Notes.zip');
  expect(execFileSync('unzip', ['-p', join(folder, 'Notes.zip')])).toEqual(text);

  await dropFiles(app.page, 'resize', [join(folder, 'Pictures')]);
  await done(app, 'Pictures');
  const [, resized] = await jobs(app);
  expect(resized?.outcome).toMatchObject({ outputs: 2, entries: 2, failed: 0 });
  expect(await readdir(join(folder, 'Pictures'))).toEqual(originals);
  const made = join(folder, 'Pictures (resized)');
  const sizes = await Promise.all((await readdir(made)).map((name) => sharp(join(made, name)).metadata()));
  expect(sizes.map(({ width, height }) => Math.max(width, height)).sort()).toEqual([1920, 96]);

  const log = await readFile(join(folder, 'profile/logs/main.log'), 'utf8');
  expect(log).toMatch(/host: Node 24\.\S+ process \d+/);
  expect(await app.close()).toBe(0);
  expect(app.errors.join('\n')).not.toMatch(/Debugger listening|GLib|GObject/);
});

test("the launcher of the packed app runs the command line on the host's Node", async ({ folder }) => {
  test.skip(process.platform !== 'linux', 'The launcher of another system lies elsewhere.');
  const text = prose(1000);
  await writeTree(folder, { 'Notes/Grüße 空.txt': text });
  const launcher = join(dirname(executable), 'resources/bin/dropmill');

  expect(execFileSync(launcher, ['--version'], { encoding: 'utf8' })).toMatch(/^dropmill \d+\.\d+\.\d+\n$/);
  execFileSync(launcher, ['zip', 'Notes'], { cwd: folder });
  execFileSync(launcher, ['extract', '-o', 'out', 'Notes.zip'], { cwd: folder });
  expect(await readFile(join(folder, 'out/Notes/Grüße 空.txt'))).toEqual(text);
});

test('the fuses of the packed app are those of the configuration', async () => {
  const wire = await getCurrentFuseWire(executable);
  expect(wire).toMatchObject({
    [FuseV1Options.RunAsNode]: FuseState.DISABLE,
    [FuseV1Options.EnableCookieEncryption]: FuseState.ENABLE,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: FuseState.DISABLE,
    [FuseV1Options.EnableNodeCliInspectArguments]: FuseState.DISABLE,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: FuseState.ENABLE,
    [FuseV1Options.OnlyLoadAppFromAsar]: FuseState.ENABLE,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: FuseState.DISABLE,
  });
});
