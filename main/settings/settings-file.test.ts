import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultSettings } from '../contract/settings.ts';
import { SettingsFile } from './settings-file.ts';
import { settingsChangeSchema } from './settings-schema.ts';

let folder: string;
let file: string;
const errors: unknown[] = [];
const open = () => new SettingsFile(file, 77, (error) => errors.push(error));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropmill-settings-'));
  file = join(folder, 'settings.json');
  errors.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the settings file', () => {
  it('starts with the defaults, without a word and without a file', () => {
    const settings = open();
    expect(settings.current).toEqual(defaultSettings);
    expect(settings.problem).toBeNull();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('keeps what was changed over a restart, and nothing is left beside the file', async () => {
    await open().change({ workers: 3, theme: 'dark', outputFolder: '/out' });
    expect(open().current).toEqual({ ...defaultSettings, workers: 3, theme: 'dark', outputFolder: '/out' });
    expect(readdirSync(folder)).toEqual(['settings.json']);
  });

  it('tells of each change, with what was before, and ends with the last of several', async () => {
    const settings = open();
    const heard: unknown[] = [];
    settings.onChanged((now, before) => heard.push([now.sideBySide, before.sideBySide]));
    void settings.change({ sideBySide: 3 });
    void settings.change({ sideBySide: 4 });
    await settings.close();
    expect(heard).toEqual([
      [3, 2],
      [4, 3],
    ]);
    expect(open().current.sideBySide).toBe(4);
  });

  it('does not shut the computer down a week later', async () => {
    const settings = open();
    await settings.change({ whenDone: 'shut-down' });
    expect(settings.current.whenDone).toBe('shut-down');
    expect(open().current.whenDone).toBe('nothing');
  });

  it.each(['', '{"workers": 3', '[1', 'null', '"text"'])('sets %j aside with a word and takes the defaults', (text) => {
    writeFileSync(file, text);
    const settings = open();
    expect(settings.current).toEqual(defaultSettings);
    expect(settings.problem).toMatchObject({ code: 'SETTINGS_DAMAGED' });
    expect(readFileSync(`${file}.damaged-77`, 'utf8')).toBe(text);
  });

  it('keeps what is good in a damaged file, and passes over what a later version wrote', () => {
    writeFileSync(file, JSON.stringify({ workers: 'many', theme: 'dark', somethingNew: 1 }));
    const settings = open();
    expect(settings.current).toEqual({ ...defaultSettings, theme: 'dark' });
    expect(settings.problem).not.toBeNull();
    rmSync(`${file}.damaged-77`);
    writeFileSync(file, JSON.stringify({ theme: 'dark', somethingNew: 1 }));
    expect(open().problem).toBeNull();
  });

  it('takes no folder that depends on where the app was started, and no file that is none', () => {
    writeFileSync(file, JSON.stringify({ theme: 'dark', outputFolder: 'relative/x' }));
    expect(open().current).toEqual({ ...defaultSettings, theme: 'dark' });
    rmSync(file, { force: true });
    spawnSync('mkfifo', [file]);
    expect(open().current).toEqual(defaultSettings);
  });

  it('goes on when it cannot be written, and says why', async () => {
    rmSync(folder, { recursive: true });
    const settings = open();
    await settings.change({ workers: 1 });
    expect(settings.current.workers).toBe(1);
    expect(errors).toHaveLength(1);
    writeFileSync(folder, '');
  });
});

describe('a change of settings', () => {
  it.each([{ workers: 0 }, { workers: 1.5 }, { sideBySide: 99 }, { theme: 'pink' }, { unknown: 1 }])(
    'is refused when it is %j',
    (change) => expect(settingsChangeSchema.safeParse(change).success).toBe(false),
  );
});
