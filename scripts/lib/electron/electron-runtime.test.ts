import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder, writeFiles } from '../temporary.ts';
import { chooseRuntime, type Sources } from './electron-runtime.mjs';
import { executableIn } from './official-runtime.mjs';

function never(what: string): never {
  throw new Error(`${what} was asked for`);
}

/** Sources of which each test replaces those that may be asked. */
const UNASKED: Sources = {
  override: undefined,
  downloaded: () => never('what was downloaded'),
  download: () => never('the download'),
  carried: () => never('the carried runtime'),
};

function distribution(version: string): string {
  const folder = temporaryFolder();
  writeFiles(folder, { version, [executableIn(folder).slice(folder.length + 1)]: '' });
  return folder;
}

it("takes the developer's own Electron before all others", async () => {
  const folder = distribution('v40.1.0');
  const runtime = await chooseRuntime({ ...UNASKED, override: folder });
  expect(runtime).toMatchObject({ kind: 'override', folder, executable: executableIn(folder), version: '40.1.0' });
  expect(runtime.why).toContain('ELECTRON_OVERRIDE_DIST_PATH');
});

it('refuses an override without an Electron in it, and falls back on nothing', async () => {
  const folder = join(temporaryFolder(), 'nothing');
  await expect(chooseRuntime({ ...UNASKED, override: folder })).rejects.toMatchObject({ code: 'NO_ELECTRON' });
});

it('takes the official runtime that is there without asking the network', async () => {
  const folder = distribution('45.4.1');
  const runtime = await chooseRuntime({ ...UNASKED, downloaded: () => folder });
  expect(runtime).toMatchObject({ kind: 'official', folder, version: '45.4.1' });
});

it('downloads the official runtime before it turns to a third party', async () => {
  const folder = distribution('45.4.1');
  const runtime = await chooseRuntime({ ...UNASKED, downloaded: () => undefined, download: async () => ({ folder }) });
  expect(runtime).toMatchObject({ kind: 'official', folder });
});

it("says why it uses a third party's copy, and what it is good for", async () => {
  const folder = distribution('33.4.11');
  const runtime = await chooseRuntime({
    override: undefined,
    downloaded: () => undefined,
    download: async () => ({ reason: 'example.org cannot be reached' }),
    carried: async () => folder,
  });
  expect(runtime).toMatchObject({ kind: 'carried', folder, version: '33.4.11' });
  expect(runtime.why).toMatch(/development and tests only.*example\.org cannot be reached/);
});

it('says how to go on where no runtime can be had', async () => {
  const sources: Sources = {
    override: undefined,
    downloaded: () => undefined,
    download: async () => ({ reason: 'example.org cannot be reached' }),
    carried: async () => undefined,
  };
  await expect(chooseRuntime(sources)).rejects.toMatchObject({
    code: 'NO_ELECTRON',
    message: expect.stringContaining('example.org cannot be reached'),
    hint: expect.stringContaining('ELECTRON_OVERRIDE_DIST_PATH'),
  });
});
