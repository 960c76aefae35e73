// The picture job from the command line, as programs call it.
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { fourFields, save } from '../jobs/resize/testing/pictures.ts';
import { COMMAND_LINE } from '../testing/command-line.ts';

async function folderWithPicture(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'dropmill-cli-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  await save(fourFields(300, 200).png(), folder, 'a.png');
  return folder;
}

function dropmill(folder: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND_LINE, 'resize', ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

describe('dropmill resize', () => {
  it('makes each size in the folder, in the wanted format and bytes', async () => {
    const folder = await folderWithPicture();

    const flags = ['-W', '150', '-W', '60', '-f', 'jpeg', '--max-bytes', '5000', '-o', 'out', '-t', '{name}_{size}'];
    const run = dropmill(folder, ...flags, 'a.png');

    expect(run.status).toBe(0);
    expect(run.stdout.trim().split('\n')).toEqual([join(folder, 'out/a_150px.jpg'), join(folder, 'out/a_60px.jpg')]);
    expect(statSync(join(folder, 'out/a_150px.jpg')).size).toBeLessThanOrEqual(5000);
  });

  it('prints markup for a web page instead of the paths, and is not done when there is none', async () => {
    const folder = await folderWithPicture();
    const run = dropmill(folder, '-W', '150', '-f', 'jpeg', '-f', 'webp', '--markup', '-o', 'out', 'a.png');
    expect([run.status, run.stdout]).toEqual([
      0,
      '<picture>\n  <source type="image/webp" srcset="a.webp">\n  <img src="a.jpg" width="150" height="100" alt="">\n</picture>\n',
    ]);
    const json = dropmill(folder, '-f', 'gif', '--markup', '--json', '-o', 'out', 'a.png').stdout.trim().split('\n');
    expect(JSON.parse(json.at(-1) ?? '').markup).toContain('<img src="a.gif"');
    const none = dropmill(folder, '-f', 'tiff', '--markup', '-o', 'out', 'a.png');
    expect([none.status, none.stdout]).toEqual([3, `${join(folder, 'out/a.tif')}\n`]);
    expect(none.stderr).toContain('Browsers can’t show any of these results.');
  });

  it('takes a preset by its name or out of a file, and says why one cannot be used', async () => {
    const folder = await folderWithPicture();
    const file = {
      dropmillPreset: 1,
      type: 'resize',
      name: 'Small',
      options: { width: 30, height: 30, format: 'webp' },
    };
    writeFileSync(join(folder, 'small.json'), JSON.stringify(file));
    writeFileSync(join(folder, 'zip.json'), JSON.stringify({ ...file, type: 'zip', options: {} }));

    expect(dropmill(folder, '--preset', 'small.json', '-q', '50', '-o', 'out', 'a.png').status).toBe(0);
    expect(readdirSync(join(folder, 'out'))).toEqual(['a.webp']);
    expect(dropmill(folder, '--preset', 'thumbnails', 'a.png').status).toBe(0);
    expect(readdirSync(join(folder, 'thumbnails'))).toHaveLength(1);
    expect(dropmill(folder, '--preset', 'zip.json', 'a.png').stderr).toContain('is for "dropmill zip"');
    const unknown = dropmill(folder, '--preset', 'wbe', 'a.png');
    expect([unknown.status, unknown.stderr]).toEqual([
      2,
      expect.stringMatching(/--preset: No such file.*wbe\. Ready-made presets: web, /),
    ]);
  });

  it('keeps the size when only the format is given', async () => {
    const folder = await folderWithPicture();

    expect(dropmill(folder, '--format', 'webp', 'a.png').status).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(['a-300x200.webp', 'a.png']);
  });

  it('names each picture that failed, does the others, and ends with status 1', async () => {
    const folder = await folderWithPicture();
    writeFileSync(join(folder, 'empty.jpg'), '');

    const run = dropmill(folder, '--json', '-W', '50', '-o', 'out', 'a.png', 'empty.jpg');

    const lines = run.stdout.trim().split('\n');
    const told = lines.map((line) => JSON.parse(line) as { type: string; code?: string; entries?: number });
    expect(run.status).toBe(1);
    expect(told.find(({ type }) => type === 'failed')).toMatchObject({ name: 'empty.jpg', code: 'EMPTY_FILE' });
    expect(told.at(-1)).toMatchObject({ type: 'summary', state: 'done-with-skips', entries: 1, failed: 1 });
  });

  it('names each picture of which only a part could be read, and ends with status 3', async () => {
    const folder = await folderWithPicture();
    const whole = readFileSync(await save(fourFields(300, 200).jpeg(), folder, 'cut.jpg'));
    writeFileSync(join(folder, 'cut.jpg'), whole.subarray(0, -400));

    const run = dropmill(folder, '--json', '-W', '50', '-o', 'out', 'a.png', 'cut.jpg');

    const told = run.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(run.status).toBe(3);
    expect(told).toContainEqual(
      expect.objectContaining({ type: 'incomplete', name: 'cut.jpg', code: 'PICTURE_INCOMPLETE' }),
    );
    expect(told.at(-1)).toMatchObject({ type: 'summary', state: 'done-with-skips', entries: 2, failed: 0 });
    const told2 = dropmill(folder, '-W', '50', '-o', 'out2', 'cut.jpg');
    expect([told2.status, told2.stderr]).toEqual([3, expect.stringContaining('Incomplete cut.jpg: ')]);
  });

  it('excludes what matches a pattern, and with --dry-run says what the rest becomes', async () => {
    const folder = await folderWithPicture();
    mkdirSync(join(folder, 'in', 'drafts'), { recursive: true });
    for (const name of ['in/b.png', 'in/old.png', 'in/drafts/c.png']) {
      copyFileSync(join(folder, 'a.png'), join(folder, name));
    }

    const run = dropmill(
      folder,
      '--dry-run',
      '-W',
      '50',
      '-x',
      'old*',
      '--exclude',
      'drafts/',
      '-o',
      'out',
      'in',
      'a.png',
    );

    expect(run.stdout.trim().split('\n')).toEqual([join(folder, 'out/in/b.png'), join(folder, 'out/a.png')]);
    expect(run.status).toBe(0);
    expect(readdirSync(folder).sort()).toEqual(['a.png', 'in']);
  });

  it.each([
    [['--mode', 'fit'], '--mode fit needs --width or --height.'],
    [['--width', '0'], '--width takes a whole number from 1 to 65535, not "0".'],
    [['--template', '{nome}'], '{nome} is not known here.'],
    [['--background', 'red'], 'Write the colour as #rrggbb.'],
    [['--format', 'bmp'], '--format takes same, jpeg, png, webp, avif, tiff, gif, not "bmp".'],
  ])('refuses %j with a word and status 2', async (args, message) => {
    const run = dropmill(await folderWithPicture(), ...args, 'a.png');

    expect(run.status).toBe(2);
    expect(run.stderr).toContain(message);
  });
});
