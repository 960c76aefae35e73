// Drives, shares, long paths, roots, and names that only Windows takes for one or for something else.
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { capture } from '../../lib/child.mjs';
import { namesIn, photo } from './files.ts';
import { Desk, mount, share } from './machine.ts';

describe('a drive', () => {
  it('is packed under its letter, patterns count from its root, and its archive does not pack itself', async () => {
    const desk = new Desk();
    mount('e', desk.at('drive'));
    desk.write('drive/a.txt', 'a');
    desk.write('drive/b.log', 'b');
    desk.write('drive/sub/c.txt', 'c');
    desk.write('drive/sub/d.log', 'd');
    // The same folder by other spellings is one input, and the archive is the same file by any.
    const words = [
      'zip',
      '-x',
      '/b.log',
      '-x',
      'sub/d.log',
      '--if-exists',
      'overwrite',
      '-o',
      'e:\\o.zip',
      'E:\\',
      'e:\\',
    ];
    for (let run = 0; run < 2; run++) await desk.done(words);

    expect(namesIn(desk.at('drive/o.zip'))).toEqual(['E/a.txt', 'E/sub/', 'E/sub/c.txt']);
  });

  it('in the long form of Windows is the same drive', async () => {
    const desk = new Desk();
    mount('f', desk.at('drive'));
    desk.write('drive/a.txt', 'a');
    await desk.done(['zip', '-o', desk.path('o.zip'), '\\\\?\\F:\\']);

    expect(namesIn(desk.at('o.zip'))).toEqual(['F/a.txt']);
  });

  it('takes results of pictures in its root, by whatever letter', async () => {
    const desk = new Desk();
    mount('g', desk.at('drive'));
    desk.write('drive/a.jpg', await photo());
    await desk.done(['resize', '--width', '20', '--template', '{name} {width}', 'G:\\a.jpg', 'g:\\A.JPG']);
    await desk.done([
      'resize',
      '--width',
      '10',
      '--template',
      '{name} {width}',
      '--output',
      'g:\\',
      desk.path('drive/a.jpg'),
    ]);

    expect(readdirSync(desk.at('drive')).toSorted()).toEqual(['a 10.jpg', 'a 20.jpg', 'a.jpg']);
  });
});

describe('a share', () => {
  it('is packed under its name, and takes results', async () => {
    const desk = new Desk();
    mkdirSync(desk.at('shared'));
    share('nas', 'photos', desk.at('shared'));
    desk.write('shared/a.txt', 'a');
    await desk.done(['zip', '-o', desk.path('o.zip'), '\\\\nas\\photos']);
    await desk.done(['zip', '-o', '\\\\nas\\photos\\o.tar', '\\\\nas\\photos\\a.txt']);

    expect(namesIn(desk.at('o.zip'))).toEqual(['photos/a.txt']);
    expect(capture('tar', ['-tf', desk.at('shared/o.tar')])).toMatchObject({ status: 0, stdout: 'a.txt\n' });
  });
});

it('paths are relative to the folder that the command runs in', async () => {
  const desk = new Desk();
  desk.write('in/a.txt', 'a');
  desk.write('in/deep/b.txt', 'b');
  await desk.done(['zip', '-o', '..\\o.zip', 'a.txt', '.\\deep/b.txt'], { cwd: desk.at('in') });

  expect(namesIn(desk.at('o.zip'))).toEqual(['a.txt', 'b.txt']);
});

it('paths of more than 260 characters are packed, extracted and resized', async () => {
  const desk = new Desk();
  const deep = join(...Array.from({ length: 12 }, (_, n) => `${n} ${'long '.repeat(6).trim()}`));
  desk.write(join('in', deep, 'a.txt'), 'a');
  desk.write(join('in', deep, 'b.jpg'), await photo());
  expect(desk.path('in', deep).length).toBeGreaterThan(400);
  await desk.done(['zip', '-o', desk.path('o.zip'), desk.path('in')]);
  await desk.done(['extract', '-o', desk.path('out'), desk.path('o.zip')]);
  const made = await desk.done(['resize', '--width', '20', '--if-exists', 'skip', desk.path('in', deep, 'b.jpg')]);

  expect(readFileSync(desk.at('out', 'in', deep, 'a.txt'), 'utf8')).toBe('a');
  expect(await sharp(readFileSync(desk.found(made))).metadata()).toMatchObject({ width: 20 });
});

describe('names', () => {
  it.each(['a?b.zip', 'con.zip', 'nul.txt.zip', 'foo:stream.zip', 'sub?\\a.zip'])(
    '%s is refused before anything is written',
    async (name) => {
      const desk = new Desk();
      desk.write('a.txt', 'a');
      const { status, stderr } = await desk.dropmill(['zip', '-o', `${desk.path()}\\${name}`, desk.path('a.txt')]);

      expect(status).toBe(1);
      expect(stderr).toMatch(
        /^Windows does not allow the name “(a\?b\.zip|con\.zip|nul\.txt\.zip|foo:stream\.zip|sub\?)”/,
      );
      expect(readdirSync(desk.folder)).toEqual(['a.txt']);
    },
  );

  it('of devices become names of files', async () => {
    const desk = new Desk();
    desk.write('a.jpg', await photo());
    const made = await desk.done(['resize', '--width', '20', '--template', 'aux.{name}', desk.path('a.jpg')]);

    expect(desk.found(made)).toBe(desk.at('_aux.a.jpg'));
  });

  it('that differ in case only are one name: the second archive gets a number', async () => {
    const desk = new Desk();
    desk.write('p1/Doc.txt', 'one');
    desk.write('p2/doc.txt', 'two');
    const inputs = [desk.path('p1/Doc.txt'), desk.path('p2/doc.txt')];
    const printed = await desk.done([
      'zip',
      '--per-input',
      '--if-exists',
      'overwrite',
      '-o',
      desk.path('out'),
      ...inputs,
    ]);

    const made = printed
      .trim()
      .split(/\r?\n/)
      .map((line) => desk.found(line));
    expect(made).toEqual([desk.at('out/Doc.zip'), desk.at('out/doc (2).zip')]);
    expect(made.map((path) => namesIn(path))).toEqual([['Doc.txt'], ['doc.txt']]);
  });

  it('an input is never overwritten, by whatever spelling', async () => {
    const desk = new Desk();
    desk.write('Notes.zip', 'no archive, and mine');
    const words = ['zip', '--if-exists', 'replace', '-o', desk.path('NOTES.ZIP'), desk.path('notes.zip')];
    const { status } = await desk.dropmill(words);

    expect(status).toBe(1);
    expect(readFileSync(desk.at('Notes.zip'), 'utf8')).toBe('no archive, and mine');
    expect(readdirSync(desk.folder)).toEqual(['Notes.zip']);
  });
});
