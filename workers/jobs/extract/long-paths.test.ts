// Paths of more than 4,096 bytes, which Linux takes only in pieces. Made by Python, looked at by find and bsdtar.
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ExtractJob, makeExecutor, runExtract, TempFolder } from './testing/run-extract.ts';

const executor = makeExecutor();
const archives = new TempFolder();
beforeAll(() => {
  execFileSync('python3', ['-c', PACK], { cwd: archives.path });
});
afterAll(() => {
  archives[Symbol.dispose]();
  return executor.shutdown();
});

const DEPTH = 25;
const PACK = `
import io, sys, tarfile, zipfile
folder = 'top' + ('/' + 'n' * 200) * ${DEPTH}
def tar(name, mode):
    with tarfile.open(name, mode) as archive:
        def add(path, type, data=b'', link='', bits=0o640):
            entry = tarfile.TarInfo(path)
            entry.type, entry.size, entry.linkname, entry.mode, entry.mtime = type, len(data), link, bits, 10 ** 9
            archive.addfile(entry, io.BytesIO(data))
        add(folder, tarfile.DIRTYPE, bits=0o500)
        add(folder + '/file', tarfile.REGTYPE, b'end')
        add(folder + '/hard', tarfile.LNKTYPE, link=folder + '/file')
        add(folder + '/link', tarfile.SYMTYPE, link='file')
tar('x.tar', 'w')
tar('x.tar.gz', 'w:gz')
with zipfile.ZipFile('x.zip', 'w') as archive:
    def add(name, data, bits):
        entry = zipfile.ZipInfo(name, (2001, 9, 9, 1, 46, 40))
        entry.external_attr = bits << 16
        archive.writestr(entry, data)
    add(folder + '/', b'', 0o40500)
    add(folder + '/file', b'end', 0o100640)
    add(folder + '/link', b'file', 0o120777)
with zipfile.ZipFile('damaged.zip', 'w') as archive:
    archive.writestr(folder + '/file', 'end')
data = open('damaged.zip', 'rb').read()
open('damaged.zip', 'wb').write(data.replace(b'/fileend', b'/filefnd'))
`;

/** Type, permissions, links and target of what is deepest. */
const LOOK = ['-mindepth', String(DEPTH + 1), '-printf', '%f %y %m %n %l\n'];
/** Whatever a test left: `rm` gets as deep as it has to. */
const removeAll = (folder: TempFolder): unknown => execFileSync('rm', ['-rf', folder.path]);

describe.skipIf(process.platform !== 'linux')('paths of more than 4,096 bytes', () => {
  const extract = (folder: TempFolder, archive: string, rest: Partial<ExtractJob> = {}) =>
    runExtract(executor, { inputs: [archives.at(archive)], folder: folder.at('out'), ...rest });
  const deepest = (folder: TempFolder, ...names: string[]): string[] =>
    execFileSync('find', [folder.at('out', ...names), ...LOOK])
      .toString()
      .trim()
      .split('\n')
      .map((line) => line.trim().replace('n'.repeat(200), 'folder'))
      .sort();

  it.for([
    ['x.zip', 1],
    ['x.tar', 2],
    ['x.tar.gz', 2],
  ] as const)('are extracted: %s', async ([archive, names]) => {
    using folder = new TempFolder();
    try {
      const { faults } = await extract(folder, archive);
      const hard = names === 2 ? ['hard f 640 2'] : [];
      expect(faults).toEqual({});
      expect(deepest(folder)).toEqual([`file f 640 ${names}`, 'folder d 500 2', ...hard, 'link l 777 1 file']);
      const packed = execFileSync('bsdtar', ['-cf', '-', 'top'], { cwd: folder.at('out'), maxBuffer: 1 << 20 });
      // Of two names of a file, the one that the folder lists first has the content.
      const patterns = names === 2 ? ['*/file', '*/hard'] : ['*/file'];
      expect(execFileSync('bsdtar', ['-xOf', '-', ...patterns], { input: packed }).toString()).toBe('end');
    } finally {
      removeAll(folder);
    }
  });

  it.for(['skip', 'overwrite', 'newer'] as const)('go into a folder that exists, with %s', async (collision) => {
    using folder = new TempFolder();
    try {
      await extract(folder, 'x.tar');
      // Nothing but the deepest folder's content is missing.
      const empty = ['-mindepth', String(DEPTH + 2), '-delete'];
      execFileSync('find', [folder.at('out'), ...empty]);
      const { faults } = await extract(folder, 'x.zip', { options: { collision } });
      expect(faults).toEqual({});
      expect(deepest(folder)).toEqual(['file f 640 1', 'folder d 500 2', 'link l 777 1 file']);
      expect(readdirSync(folder.at('out'))).toEqual(['top']);
    } finally {
      removeAll(folder);
    }
  });

  it('are left by nothing that fails', async () => {
    using folder = new TempFolder();
    await expect(extract(folder, 'damaged.zip')).rejects.toMatchObject({ code: 'ENTRIES_DAMAGED' });
    expect(readdirSync(folder.path)).toEqual([]);
    const controller = new AbortController();
    const onAdvance = () => controller.abort(new Error('cancelled'));
    await expect(extract(folder, 'x.tar', { signal: controller.signal, onAdvance })).rejects.toThrow('cancelled');
    expect(readdirSync(folder.path)).toEqual([]);
  });
});
