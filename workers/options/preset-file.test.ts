import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import * as registry from '../jobs/registry.ts';
import { parsePreset, presetText, readPreset } from './preset-file.ts';

const { options: table } = registry.resize.definition;
const preset = { type: 'resize', name: 'For the web', options: { mode: 'long-edge', width: 800, extraSizes: [400] } };
const text = (change: object) => JSON.stringify({ ...JSON.parse(presetText(preset, table)), ...change });

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropmill-preset-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

it('comes back from its file as it was', async () => {
  const file = join(folder, 'web.dropmill.json');
  writeFileSync(file, presetText(preset, table));
  expect(await readPreset(file, registry)).toEqual(preset);
});

it('holds neither folders nor passwords, and takes none from a file', () => {
  const options = { destination: 'folder', folder: '/home/somebody' };
  expect(presetText({ ...preset, options }, table)).not.toContain('somebody');
  expect(parsePreset(text({ options }), registry).options).toEqual({ destination: 'folder' });
  const { definition } = registry.zip;
  expect(presetText({ type: 'zip', name: 'a', options: { password: 'secret' } }, definition.options)).not.toContain(
    'secret',
  );
});

it.each([
  ['no JSON', '{', 'NOT_A_PRESET'],
  ['other JSON', '{"name": "x"}', 'NOT_A_PRESET'],
  ['a list', '[]', 'NOT_A_PRESET'],
  ['an unknown type', text({ type: 'constructor' }), 'UNKNOWN_JOB_TYPE'],
  ['an unknown option', text({ options: { sparkle: true } }), 'PRESET_OF_NEWER'],
  ['a value that is none', text({ options: { width: 'wide' } }), 'BAD_OPTIONS'],
  ['a name that cannot be', text({ options: { template: '../{name}' } }), 'SLASH_IN_NAME'],
])('refuses %s, and says why', (_what, content, code) => {
  expect(() => parsePreset(content, registry)).toThrow(expect.objectContaining({ code }));
});

it('does not read a large file', async () => {
  const file = join(folder, 'large.json');
  writeFileSync(file, ' '.repeat(300_000));
  await expect(readPreset(file, registry)).rejects.toMatchObject({ code: 'NOT_A_PRESET' });
});

it.skipIf(process.platform === 'win32')('reads through a link, and neither a folder, a pipe nor a device', async () => {
  const file = join(folder, 'web.json');
  writeFileSync(file, presetText(preset, table));
  symlinkSync(file, join(folder, 'link'));
  execFileSync('mkfifo', [join(folder, 'pipe')]);
  expect(await readPreset(join(folder, 'link'), registry)).toEqual(preset);
  for (const path of [folder, join(folder, 'pipe'), '/dev/zero', '/dev/stdin']) {
    await expect(readPreset(path, registry)).rejects.toMatchObject({ code: 'NOT_A_PRESET' });
  }
});
