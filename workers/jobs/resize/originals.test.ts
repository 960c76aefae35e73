// What becomes of originals, whatever names and paths lead to them.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it, onTestFinished } from 'vitest';
import { layOver } from '../../files/changes/testing/disks.ts';
import { isLinux, isWindows } from '../../files/system.ts';
import { systemPath } from '../../files/system-path.ts';
import { JobJournal } from '../../journal/job-journal.ts';
import { type RunOptions, runResize, temporaryFolder } from './testing/run-resize.ts';

/** Names of a link and of the picture it leads to; on Linux also of bytes that are not UTF-8. */
const LINKS: readonly (readonly [string, string])[] = [
  ['link.jpg', 'real.jpg'],
  ...(isLinux
    ? ([
        ['link\udce9.jpg', 'real.jpg'],
        ['link.jpg', 'real\udce9.jpg'],
        ['link\udcff.jpg', 'real\udcff.jpg'],
      ] as const)
    : []),
];

const REPLACE = { destination: 'replace', mode: 'percent', width: 50, keepSmaller: false } as const;

async function picture(path: string, width = 64): Promise<Buffer> {
  const data = await sharp({ create: { width, height: 48, channels: 3, background: '#3a7' } })
    .jpeg()
    .toBuffer();
  writeFileSync(path, data);
  return data;
}

/** A trash that keeps what it gets, by name. */
function trashIn(folder: string): NonNullable<RunOptions['trash']> {
  mkdirSync(folder);
  return async (path) => {
    const count = readdirSync(folder).length;
    renameSync(path, join(folder, `${count}-${basename(path)}`));
  };
}

const hasPython = spawnSync('python3', ['--version']).status === 0;

/** @param code of which `p` is the path */
function python(code: string, path: string): string {
  return execFileSync('python3', ['-c', `import os, sys\np = sys.argv[1]\n${code}`, path], { encoding: 'utf8' });
}

describe('replacing originals', () => {
  it.for([
    ['', 10],
    [' in a container', 1],
  ] as const)(
    'replaces both of two names of one file%s, and both originals are in the trash',
    async ([where, count], { skip }) => {
      const folder = temporaryFolder();
      const photos = join(folder, 'photos');
      mkdirSync(photos);
      const names = Array.from({ length: count }, (_, n) => `${n}.jpg`);
      for (const name of names) {
        await picture(join(photos, name));
        linkSync(join(photos, name), join(photos, `twin-${name}`));
      }
      const layers = where === '' ? undefined : layOver(folder);
      if (typeof layers === 'string') skip(`overlayfs cannot be mounted here: ${layers}`);
      else if (layers) onTestFinished(() => layers[Symbol.dispose]());
      const trash = join(folder, 'trash');
      const { outcome } = await runResize([photos], REPLACE, { trash: trashIn(trash) });
      expect(outcome).toMatchObject({ entries: 2 * count, failed: 0 });
      expect(readdirSync(photos)).toHaveLength(2 * count);
      expect(readdirSync(trash)).toHaveLength(2 * count);
      for (const name of readdirSync(photos)) {
        expect(await sharp(readFileSync(join(photos, name))).metadata()).toMatchObject({ width: 32 });
      }
    },
  );

  it('leaves a picture alone that an editor saves while its result is made, and says so on its row', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'a.jpg');
    await picture(path);
    let edited: Buffer | undefined;
    const { items, outcome } = await runResize([path], REPLACE, {
      onItem({ state }) {
        if (state !== 'running' || edited) return;
        edited = Buffer.from('saved by an editor');
        writeFileSync(join(folder, 'saving'), edited);
        renameSync(join(folder, 'saving'), path);
      },
    });
    expect(readFileSync(path)).toEqual(edited);
    const [row] = items;
    // It was seen before the picture was read, or when its result was about to take its name.
    expect(['ORIGINAL_LEFT_ALONE', 'NOT_A_PICTURE', 'DAMAGED_PICTURE']).toContain(row?.error?.code);
    expect(outcome.outputs.every((output) => output !== path)).toBe(true);
  });

  it('knows the result of a picture that was left alone by its number: an undo takes it back', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'a.jpg');
    await picture(path);
    const file = join(folder, 'progress');
    const journal = new JobJournal(file);
    const naming = journal.naming.bind(journal);
    journal.naming = (...words) => {
      naming(...words);
      // An editor saves it when the result is about to take its name.
      if (words[1].path === path) writeFileSync(path, 'saved by an editor');
    };
    const { outcome } = await runResize([path], REPLACE, { journal });
    journal.close();
    expect(outcome.outputs).toEqual([join(folder, 'a (2).jpg')]);
    expect(JobJournal.namedIn(file).map((named) => named.path)).toEqual(outcome.outputs);
  });

  it('keeps the result of a picture that can be moved neither to the trash nor back, and says where it is', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'a.jpg');
    const original = await picture(path);
    const trash = async () => {
      writeFileSync(path, 'another file gets the name');
      throw new Error('There is no trash.');
    };
    const { items } = await runResize([path], { ...REPLACE, format: 'webp' }, { trash });
    const { code, params } = items[0]?.error ?? {};
    expect(code).toBe('ORIGINAL_LEFT');
    expect(readFileSync(String(params?.place))).toEqual(original);
    expect(readFileSync(path, 'utf8')).toBe('another file gets the name');
    expect(await sharp(readFileSync(join(folder, 'a.webp'))).metadata()).toMatchObject({ format: 'webp', width: 32 });
  });

  it('keeps who may read the picture', async () => {
    const folder = temporaryFolder();
    for (const mode of [0o600, 0o640, 0o400]) {
      const path = join(folder, `${mode.toString(8)}.jpg`);
      await picture(path);
      chmodSync(path, mode);
    }
    await runResize([folder], REPLACE);
    const modes = readdirSync(folder).map((name) => [name, (statSync(join(folder, name)).mode & 0o777).toString(8)]);
    expect(modes).toEqual([
      ['400.jpg', '400'],
      ['600.jpg', '600'],
      ['640.jpg', '640'],
    ]);
  });

  it.runIf(isLinux && process.getuid?.() === 0 && hasPython)(
    'keeps owner, access control list and extended attributes',
    async () => {
      const folder = temporaryFolder();
      const path = join(folder, 'a.jpg');
      await picture(path);
      // user_obj rw, user 65534 r, group_obj r, mask r, other none: as the kernel keeps it (posix_acl_xattr.h).
      const acl = '0200000001000600ffffffff02000400feff000004000400ffffffff10000400ffffffff20000000ffffffff';
      python(
        `os.chown(p, 65534, 65533); os.setxattr(p, 'user.note', b'kept')
os.setxattr(p, 'system.posix_acl_access', bytes.fromhex('${acl}'))`,
        path,
      );
      const facts = `s = os.stat(p); print(s.st_uid, s.st_gid, oct(s.st_mode))
print(sorted((n, os.getxattr(p, n).hex()) for n in os.listxattr(p)))`;
      const before = python(facts, path);
      expect(before).toContain('user.note');
      await runResize([path], REPLACE);
      expect(await sharp(readFileSync(path)).metadata()).toMatchObject({ width: 32 });
      expect(python(facts, path)).toBe(before);
    },
  );

  it.skipIf(isWindows)('a pipe that takes the place of a picture is neither waited for nor replaced', async () => {
    const folder = temporaryFolder();
    const [first, second] = [join(folder, 'a.jpg'), join(folder, 'b.jpg')];
    for (const path of [first, second]) await picture(path);
    const { items, outcome } = await runResize([folder], REPLACE, {
      workers: 1,
      onItem({ state, index }) {
        if (state !== 'running' || index !== 0 || existsSync(join(folder, 'moved'))) return;
        renameSync(first, join(folder, 'moved'));
        execFileSync('mkfifo', [first]);
      },
    });
    // It was seen when the picture was read, or when its result was about to take its name.
    expect(['NOT_A_FILE', 'ORIGINAL_CHANGED', 'ORIGINAL_LEFT_ALONE']).toContain(items[0]?.error?.code);
    expect(items[1]?.state).toBe('done');
    expect(outcome.outputs).not.toContain(first);
    expect(lstatSync(first).isFIFO()).toBe(true);
  });

  it.each(LINKS)('replaces the picture that a link leads to, and not the link: %j to %j', async (link, real) => {
    const folder = temporaryFolder();
    const place = systemPath(join(folder, real));
    await picture(join(folder, 'a.jpg'));
    renameSync(join(folder, 'a.jpg'), place);
    symlinkSync(systemPath(real), systemPath(join(folder, link)));
    const { outcome } = await runResize([join(folder, link)], REPLACE);
    expect(outcome).toMatchObject({ entries: 1, failed: 0 });
    expect(await sharp(readFileSync(place)).metadata()).toMatchObject({ width: 32 });
    expect(lstatSync(systemPath(join(folder, link))).isSymbolicLink()).toBe(true);
    expect(statSync(systemPath(join(folder, link))).ino).toBe(statSync(place).ino);
  });
});

describe('overwriting', () => {
  const OVERWRITE = {
    destination: 'folder',
    collision: 'overwrite',
    mode: 'percent',
    width: 50,
    keepSmaller: false,
  } as const;

  it.each([
    ['a link to its folder', 'real', 'link/a.jpg'],
    ['its folder, from a link to it', 'link', 'real/a.jpg'],
    ['a link to it', 'real', 'in/a.jpg'],
    ['it, where a link to it has the name', 'in', 'real/a.jpg'],
  ])('never takes the place of an original by way of %s', async (_, into, from) => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'real'));
    mkdirSync(join(folder, 'in'));
    symlinkSync('real', join(folder, 'link'));
    symlinkSync('../real/a.jpg', join(folder, 'in/a.jpg'));
    const original = await picture(join(folder, 'real/a.jpg'));
    const { outcome } = await runResize([join(folder, from)], { ...OVERWRITE, folder: join(folder, into) });
    expect(readFileSync(join(folder, 'real/a.jpg'))).toEqual(original);
    expect(outcome.outputs).toEqual([join(folder, into, 'a (2).jpg')]);
  });

  it('never takes the place of another name of an original', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'in'));
    mkdirSync(join(folder, 'out'));
    const original = await picture(join(folder, 'in/a.jpg'));
    linkSync(join(folder, 'in/a.jpg'), join(folder, 'out/a.jpg'));
    await runResize([join(folder, 'in/a.jpg')], { ...OVERWRITE, folder: join(folder, 'out') });
    expect(readdirSync(join(folder, 'out')).sort()).toEqual(['a (2).jpg', 'a.jpg']);
    expect(readFileSync(join(folder, 'out/a.jpg'))).toEqual(original);
  });

  it('leaves results that are as private as their originals', async () => {
    const folder = temporaryFolder();
    await picture(join(folder, 'a.jpg'));
    chmodSync(join(folder, 'a.jpg'), 0o600);
    const { outcome } = await runResize([join(folder, 'a.jpg')], { ...OVERWRITE, folder: join(folder, 'out') });
    expect(statSync(outcome.outputs[0] ?? '').mode & 0o777).toBe(0o600);
  });
});

it.skipIf(isWindows).each([
  ['a symbolic link', symlinkSync],
  ['a hard link', linkSync],
] as const)(
  "%s to another file that takes the place of an unfinished result leaves that file's content alone",
  async (_, link) => {
    const folder = temporaryFolder();
    await picture(join(folder, 'a.jpg'));
    const victim = join(folder, 'victim');
    writeFileSync(victim, 'precious');
    const out = join(folder, 'out');
    const swapped = { part: '' };
    const { items } = await runResize(
      [join(folder, 'a.jpg')],
      { folder: out },
      {
        onItem({ state }) {
          if (state !== 'running' || swapped.part !== '') return;
          swapped.part = join(out, readdirSync(out)[0] ?? '');
          renameSync(swapped.part, join(folder, 'moved'));
          link(victim, swapped.part);
        },
      },
    );
    expect(swapped.part).toMatch(/\.part$/);
    expect(items[0]?.error).toMatchObject({ code: expect.stringMatching(/^(RESULT_SWAPPED|ELOOP)$/) });
    expect([readFileSync(victim, 'utf8'), readdirSync(out)]).toEqual(['precious', [basename(swapped.part)]]);
  },
);
