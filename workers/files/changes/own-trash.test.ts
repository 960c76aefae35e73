// The trash of the command line, as other programs read it.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isLinux, isWindows } from '../system.ts';
import { systemPath } from '../system-path.ts';
import { markTree } from '../tree-mark.ts';
import { realCalls } from './change-calls.ts';
import type { Original } from './change-request.ts';
import { identityOf } from './identity.ts';
import { moveToOwnTrash } from './own-trash.ts';
import { World } from './testing/world.ts';

let root: string;
const at = (...names: string[]) => join(root, ...names);
const hasGio = spawnSync('gio', ['version']).status === 0;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dropmill-own-trash-'));
  vi.stubEnv('XDG_DATA_HOME', at('data'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

async function original(path: string): Promise<Original> {
  const was = identityOf(lstatSync(systemPath(path), { bigint: true }));
  return { path, was, mark: (await markTree(path))?.mark ?? '' };
}

describe.runIf(isLinux)('on Linux', () => {
  it.runIf(hasGio)('it is written as the desktop writes it', async () => {
    for (const folder of ['a', 'b']) {
      mkdirSync(at('photos', folder), { recursive: true });
      writeFileSync(at('photos', folder, 'ü 1 %.txt'), folder);
      expect(await moveToOwnTrash(await original(at('photos', folder, 'ü 1 %.txt')))).toBe('done');
    }
    writeFileSync(at('photos/a/ü 1 %.txt'), 'a');
    // It puts into that folder only what is on the same disk as the home folder.
    const env = { ...process.env, HOME: root, XDG_DATA_HOME: at('desktop') };
    execFileSync('gio', ['trash', at('photos/a/ü 1 %.txt')], { env });
    const note = (home: string, name: string) => readFileSync(at(home, 'Trash/info', `${name}.trashinfo`), 'utf8');
    const [, theirs] =
      /^\[Trash Info\]\nPath=(.*)\nDeletionDate=....-..-..T..:..:..\n$/.exec(note('desktop', 'ü 1 %.txt')) ?? [];
    const lines = ['ü 1 %.txt', 'ü 1 %.2.txt'].map((name) => note('data', name).split('\n'));
    expect(lines.map(([head]) => head)).toEqual(['[Trash Info]', '[Trash Info]']);
    expect(decodeURIComponent(lines[0]?.[1] ?? '')).toBe(`Path=${decodeURIComponent(theirs ?? '')}`);
    expect(lines[1]?.[1]).toContain('/photos/b/');
    expect(readFileSync(at('data/Trash/files/ü 1 %.2.txt'), 'utf8')).toBe('b');
  });

  it('a name of any bytes goes there, and a folder with all that is in it', async () => {
    const name = 'caf\udce9';
    mkdirSync(systemPath(at(name)));
    writeFileSync(systemPath(at(name, 'x')), 'x');
    expect(await moveToOwnTrash(await original(at(name)))).toBe('done');
    expect(readFileSync(systemPath(at('data/Trash/files', name, 'x')), 'utf8')).toBe('x');
    const note = readFileSync(systemPath(at('data/Trash/info', `${name}.trashinfo`)), 'utf8');
    expect(note).toContain(`Path=${root}/caf%E9\n`);
  });

  it('a folder that the trash is in stays', async () => {
    vi.stubEnv('XDG_DATA_HOME', at('home/data'));
    mkdirSync(at('home/data/Trash/files'), { recursive: true });
    writeFileSync(at('home/a'), 'a');
    await expect(moveToOwnTrash(await original(at('home')))).rejects.toMatchObject({ code: 'TRASH_REFUSED' });
    expect(readFileSync(at('home/a'), 'utf8')).toBe('a');
    expect(readdirSync(at('home/data/Trash/info'))).toEqual([]);
  });

  it('what is another file by now stays, and leaves no note', async () => {
    writeFileSync(at('a'), 'a');
    const file = await original(at('a'));
    rmSync(at('a'));
    writeFileSync(at('a'), 'other');
    expect(await moveToOwnTrash(file)).toBe('changed');
    mkdirSync(at('d'));
    writeFileSync(at('d/x'), 'x');
    const folder = await original(at('d'));
    writeFileSync(at('d/x'), 'changed');
    expect(await moveToOwnTrash(folder)).toBe('changed');
    expect([readFileSync(at('a'), 'utf8'), readFileSync(at('d/x'), 'utf8')]).toEqual(['other', 'changed']);
    expect([readdirSync(at('data/Trash/files')), readdirSync(at('data/Trash/info'))]).toEqual([[], []]);
  });

  it.each(['a file', 'a folder'])(
    '%s whose name something else has taken stays in the trash, which is told',
    async (kind) => {
      if (kind === 'a folder') mkdirSync(at('a'));
      writeFileSync(at(kind === 'a folder' ? 'a/x' : 'a'), 'first');
      const meant = await original(at('a'));
      // In the moment in which it is in the trash and was found to be changed.
      const look = async (path: string) => {
        const found = await realCalls.look(path);
        if (path !== at('data/Trash/files/a') || existsSync(at('a'))) return found;
        writeFileSync(at('a'), 'theirs');
        return found && { ...found, mtime: '0' };
      };
      const moved = moveToOwnTrash(meant, { ...realCalls, look });
      await expect(moved).rejects.toMatchObject({ code: 'ORIGINAL_LEFT', params: { place: at('data/Trash/files/a') } });
      expect(readFileSync(at('a'), 'utf8')).toBe('theirs');
      expect(readFileSync(at('data/Trash/files', kind === 'a folder' ? 'a/x' : 'a'), 'utf8')).toBe('first');
      expect(readdirSync(at('data/Trash/info'))).toEqual(['a.trashinfo']);
    },
  );

  it.runIf(spawnSync('mount', ['--version']).status === 0 && userInfo().uid === 0)(
    'another disk has a trash of its own',
    async () => {
      mkdirSync(at('disk'));
      if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', at('disk')]).status !== 0) return;
      try {
        mkdirSync(at('disk/in'));
        writeFileSync(at('disk/in/a'), 'a');
        expect(await moveToOwnTrash(await original(at('disk/in/a')))).toBe('done');
        const trash = at('disk', `.Trash-${userInfo().uid}`);
        expect(readFileSync(join(trash, 'files/a'), 'utf8')).toBe('a');
        expect(readFileSync(join(trash, 'info/a.trashinfo'), 'utf8')).toContain('Path=in/a\n');
        for (const strange of ['', 'files', 'info']) {
          rmSync(trash, { recursive: true });
          for (const folder of ['theirs/files', 'theirs/info']) mkdirSync(at('disk', folder), { recursive: true });
          if (strange) mkdirSync(trash);
          symlinkSync(at('disk/theirs', strange), join(trash, strange));
          writeFileSync(at('disk/in/b'), 'b');
          const moved = moveToOwnTrash(await original(at('disk/in/b')));
          await expect(moved).rejects.toMatchObject({ code: 'TRASH_REFUSED' });
          expect(readFileSync(at('disk/in/b'), 'utf8')).toBe('b');
          expect(readdirSync(at('disk/theirs'), { recursive: true }).sort()).toEqual(['files', 'info']);
        }
      } finally {
        execFileSync('umount', [at('disk')]);
      }
    },
  );
});

/** A common one, those that are too long with the note of the trash or with a number, the longest; in letters of several bytes, without an extension. */
const LONG = [
  `${'a'.repeat(236)}.jpg`,
  `${'a'.repeat(242)}.jpg`,
  `${'a'.repeat(251)}.jpg`,
  `${'ü'.repeat(125)}x.jpg`,
  `${'𝄞'.repeat(63)}xyz`,
  `${'a'.repeat(245)}\udcff.jpg`,
];

describe.runIf(isLinux).each(LONG)('a long name: %#', (name) => {
  it('is in the trash, twice', async () => {
    for (let count = 1; count <= 2; count++) {
      writeFileSync(systemPath(at(name)), 'a');
      expect(await moveToOwnTrash(await original(at(name)))).toBe('done');
      expect(readdirSync(at('data/Trash/files'))).toHaveLength(count);
      expect(readdirSync(at('data/Trash/info'))).toHaveLength(count);
    }
  });

  it('is replaced and comes back, and what is in its place gets a number', async () => {
    await using world = new World({ hasSpares: false });
    const was = world.write(name, 'original');
    await world.replace('job', name, 'result', was);
    expect(world.notes().map((note) => note.length > 0)).toEqual([true]);
    await world.undo('job');
    expect(world.read(name)).toBe('original');

    const before = world.identity(name);
    world.write(name, 'saved by an editor');
    const { note, path } = await world.replace('job', name, 'result', before);
    expect([note, readFileSync(systemPath(path), 'utf8')]).toEqual(['changed', 'result']);
    expect(path).toContain(' (2)');
  });
});

it.skipIf(isWindows)('a file is in the trash of the user and nowhere else', async () => {
  writeFileSync(at('a.txt'), 'a');
  vi.stubEnv('HOME', root);
  expect(await moveToOwnTrash(await original(at('a.txt')))).toBe('done');
  expect(existsSync(at('a.txt'))).toBe(false);
});

it.runIf(isWindows)(
  'on Windows, where only the system can note where a file came from, it stays where it is',
  async () => {
    writeFileSync(at('a.txt'), 'a');
    await expect(moveToOwnTrash(await original(at('a.txt')))).rejects.toMatchObject({ code: 'TRASH_REFUSED' });
    expect(readFileSync(at('a.txt'), 'utf8')).toBe('a');
  },
);
