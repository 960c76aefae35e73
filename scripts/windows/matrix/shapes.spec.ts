// More of what `paths.spec.ts` tests: other spellings of paths and names, the attributes of files, and password files.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { capture } from '../../lib/child.mjs';
import { namesIn, photo } from './files.ts';
import { Desk, mount, share } from './machine.ts';

it('a drive and a share are found by each of their spellings, and named by their own name', async () => {
  const desk = new Desk();
  mkdirSync(desk.at('shared'));
  mount('h', desk.at('drive'));
  share('nas', 'files', desk.at('shared'));
  desk.write('drive/sub/a.txt', 'a');
  desk.write('shared/b.txt', 'b');
  const spellings = [
    'H:/sub',
    'h:\\sub\\',
    '\\\\?\\H:\\sub',
    '\\\\.\\H:\\sub',
    '\\\\?\\UNC\\nas\\files',
    '//NAS/files/',
  ];
  await desk.done(['zip', '-o', desk.path('o.zip'), ...spellings]);

  expect(namesIn(desk.at('o.zip'))).toEqual(['files/b.txt', 'sub/', 'sub/a.txt']);
});

it('patterns are read as users of Windows type them: with backslashes, a drive, without one, and in another case', async () => {
  const desk = new Desk();
  for (const name of ['a', 'b', 'c', 'd', 'e']) {
    desk.write(`in/${name}/out.txt`, 'out');
    desk.write(`in/${name}/in.txt`, 'in');
  }
  const rooted = desk.path('in').replace(/^Z:/i, '');
  const patterns = ['a\\out.txt', '.\\B\\OUT.txt', desk.path('in/c/out.txt'), `${rooted}\\d\\out.txt`, 'in\\e\\o*'];
  const { status, stderr } = await desk.dropmill([
    'zip',
    '-o',
    'o.zip',
    ...patterns.flatMap((one) => ['-x', one]),
    'in',
  ]);

  expect({ status, stderr }).toMatchObject({ status: 0, stderr: expect.not.stringMatching(/pattern/i) });
  expect(namesIn(desk.at('o.zip')).filter((name) => name.endsWith('.txt'))).toEqual(
    ['a', 'b', 'c', 'd', 'e'].map((name) => `in/${name}/in.txt`),
  );
  desk.write('pictures/a.jpg', await photo());
  desk.write('pictures/sub/b.jpg', await photo());
  await desk.done(['resize', '--width', '10', '-x', 'sub\\b.jpg', '--output', 'out', 'pictures']);
  const made = readdirSync(desk.at('out'), { recursive: true }).map(String);
  expect(made.filter((name) => name.endsWith('.jpg'))).toHaveLength(1);
});

it('the archive of an earlier run stays out, by whatever spelling of its folder', async () => {
  const desk = new Desk();
  desk.write('In/a.txt', 'a');
  for (let run = 0; run < 2; run++) await desk.done(['zip', '-o', desk.path('in/o.zip'), desk.path('IN')]);

  expect(namesIn(desk.at('In/o (2).zip')).filter((name) => name.endsWith('zip'))).toEqual([]);
});

it('paths without a drive are of the drive that the command runs on', async () => {
  const desk = new Desk();
  desk.write('in/a.txt', 'a');
  const rooted = desk.path('in').replace(/^Z:/i, '');
  await desk.done(['zip', '-o', `${rooted}\\o.zip`, `${rooted}\\a.txt`], { cwd: desk.at('in') });
  await desk.done(['extract', '-o', 'Z:out', 'o.zip'], { cwd: desk.at('in') });

  expect(readFileSync(desk.at('in/out/a.txt'), 'utf8')).toBe('a');
});

describe('a name that Windows cannot hold', () => {
  it.each([
    ['as an archive', 'zip', ['zip', '-o', 'LPT¹.tar.gz', 'a.txt']],
    ['with a dot at its end', 'zip', ['zip', '-o', 'sub.\\a.zip', 'a.txt']],
    ['as the folder of several archives', 'zip', ['zip', '--per-input', '-o', 'conin$', 'a.txt', 'b.txt']],
    ['as the folder of an extract', 'extract', ['extract', '-o', 'aux', 'c.zip']],
    ['as the folder of pictures', 'resize', ['resize', '--width', '10', '--output', 'a|b', 'd.jpg']],
  ])('%s is refused before anything is written', async (_, type, words) => {
    const desk = new Desk();
    for (const name of ['a.txt', 'b.txt']) desk.write(name, name);
    if (type === 'extract') execFileSync('zip', ['-q', 'c.zip', 'a.txt'], { cwd: desk.folder });
    if (type === 'resize') desk.write('d.jpg', await photo());
    const before = readdirSync(desk.folder);
    const { status, stderr } = await desk.dropmill(words);

    expect(status, stderr).toBe(1);
    expect(stderr).toContain('Windows does not allow the name');
    expect(readdirSync(desk.folder)).toEqual(before);
  });

  it('is changed where it comes out of an archive', async () => {
    const desk = new Desk();
    for (const name of ['aux.txt', 'a:b.txt', 'dot.', 'CON', 'what?']) desk.write(`in/${name}`, name);
    execFileSync('zip', ['-qr', desk.at('o.zip'), '.'], { cwd: desk.at('in') });
    const { status } = await desk.dropmill(['extract', '-o', desk.path('out'), desk.path('o.zip')]);

    expect([0, 3]).toContain(status);
    const made = readdirSync(desk.at('out'), { recursive: true }).map(String);
    expect(made.filter((name) => /[:?]|[. ]$|^(aux|con)(\.|$)/i.test(name))).toEqual([]);
    expect(made.length).toBeGreaterThanOrEqual(5);
  });
});

it('two archives whose names differ in the form of an accent only are two, and neither is lost', async () => {
  const desk = new Desk();
  desk.write('p1/caf\u00e9.txt', 'one');
  desk.write('p2/cafe\u0301.txt', 'two');
  desk.write('p3/CAF\u00c9.txt', 'three');
  const inputs = ['p1/caf\u00e9.txt', 'p2/cafe\u0301.txt', 'p3/CAF\u00c9.txt'].map((path) => desk.path(path));
  const printed = await desk.done(['zip', '--per-input', '--if-exists', 'replace', '-o', desk.path('out'), ...inputs]);
  const made = printed
    .trim()
    .split(/\r?\n/)
    .map((line) => desk.found(line));

  expect(new Set(made).size).toBe(3);
  const contents = made.map((path) => execFileSync('unzip', ['-p', path], { encoding: 'utf8' }));
  expect(contents).toEqual(['one', 'two', 'three']);
});

it('a result replaces a file that is marked read-only, and the mark of an input stays', async () => {
  const desk = new Desk();
  desk.write('a.txt', 'a');
  desk.write('o.zip', 'the old one');
  for (const name of ['a.txt', 'o.zip']) await desk.start(['attrib', '+r', desk.path(name)]).ended;
  await desk.done(['zip', '--if-exists', 'replace', '-o', desk.path('o.zip'), desk.path('a.txt')]);

  expect(namesIn(desk.at('o.zip'))).toEqual(['a.txt']);
  const { stdout } = await desk.start(['attrib', desk.path('a.txt')]).ended;
  expect(stdout).toMatch(/^\s*A?\s+R/);
});

it('a folder that Windows hides is excluded with all that is in it', async () => {
  const desk = new Desk();
  desk.write('in/shown/a.txt', 'a');
  desk.write('in/secret/deep/b.txt', 'b');
  await desk.start(['attrib', '+h', desk.path('in/secret')]).ended;
  await desk.done(['zip', '--exclude-kind', 'hidden', '-o', desk.path('o.zip'), desk.path('in')]);

  expect(namesIn(desk.at('o.zip'))).toEqual(['in/', 'in/shown/', 'in/shown/a.txt']);
});

it.each([
  ['in UTF-16 with the high byte first', Buffer.from('\ufeffpässwörd\r\n', 'utf16le').swap16()],
  ['in UTF-8 with the line ends of Windows', Buffer.from('pässwörd\r\n', 'utf8')],
])('a password file %s holds what was typed', async (_, bytes) => {
  const desk = new Desk();
  desk.write('a.txt', 'secret');
  writeFileSync(desk.at('password.txt'), bytes);
  await desk.done(['zip', '--password-file', desk.path('password.txt'), '-o', desk.path('o.zip'), desk.path('a.txt')]);

  expect(capture('7zz', ['t', '-ppässwörd', desk.at('o.zip')])).toMatchObject({ status: 0 });
});

it('a picture is never lost where its result may replace it in its own folder', async () => {
  const desk = new Desk();
  desk.write('in/a.jpg', await photo());
  const { status, stderr } = await desk.dropmill([
    'resize',
    '--width',
    '20',
    '--if-exists',
    'replace',
    '--output',
    'in',
    'in/a.jpg',
  ]);
  const left = readdirSync(desk.at('in'), { recursive: true }).map(String);

  expect(
    left.some((name) => name.endsWith('a.jpg')),
    `${status} ${stderr}`,
  ).toBe(true);
  for (const name of left.filter((one) => one.endsWith('.jpg'))) {
    expect((await sharp(readFileSync(desk.at('in', name.replaceAll('\\', '/')))).metadata()).format).toBe('jpeg');
  }
});
