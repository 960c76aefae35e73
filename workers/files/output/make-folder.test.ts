import { mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FolderCalls, makeFolder } from './make-folder.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dropmill-made-'));
});
afterEach(() => rm(folder, { recursive: true }));

describe('a folder', () => {
  it('is made with those above it, and the first of them is told', async () => {
    expect(await makeFolder(join(folder, 'a', 'b', 'c'))).toBe(join(folder, 'a'));
    expect((await stat(join(folder, 'a', 'b', 'c'))).isDirectory()).toBe(true);
    expect(await makeFolder(join(folder, 'a', 'b', 'd'))).toBe(join(folder, 'a', 'b', 'd'));
  });

  it('that is there is left as it is', async () => {
    expect(await makeFolder(folder)).toBeUndefined();
  });

  it('whose name a file has is refused', async () => {
    await writeFile(join(folder, 'file'), '');
    await expect(makeFolder(join(folder, 'file'))).rejects.toMatchObject({ code: 'ENOTDIR' });
    await expect(makeFolder(join(folder, 'file', 'in it'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  it.skipIf(process.platform === 'win32')('whose name a link has that leads nowhere is refused', async () => {
    await symlink('nowhere', join(folder, 'link'));
    await expect(makeFolder(join(folder, 'link'))).rejects.toMatchObject({ code: 'ENOTDIR' });
    await expect(makeFolder(join(folder, 'link', 'in it'))).rejects.toMatchObject({ code: 'ENOTDIR' });
  });
});

/** What Windows and Node there answer. */
function windows(answer: () => Promise<string | undefined>, isFolder = false): FolderCalls {
  return { mkdir: answer, isFolder: async () => isFolder };
}

const refused = async () => {
  throw Object.assign(new Error("EPERM: operation not permitted, mkdir 'E:\\'"), { code: 'EPERM' });
};

describe('on Windows', () => {
  it('the root of a drive is there, though it cannot be made', async () => {
    expect(await makeFolder('E:\\', { calls: windows(refused, true) })).toBeUndefined();
  });

  it('what is not permitted is said', async () => {
    await expect(makeFolder('E:\\a', { calls: windows(refused) })).rejects.toMatchObject({ code: 'EPERM' });
  });

  it.each([
    ['C:\\Photos\\web', '\\\\?\\C:\\Photos\\web', 'C:\\Photos\\web'],
    ['\\\\nas\\photos\\web\\a', '\\\\?\\UNC\\nas\\photos\\web', '\\\\nas\\photos\\web'],
  ])('%s is told in the form that it was asked for', async (asked, answer, told) => {
    expect(await makeFolder(asked, { calls: windows(async () => answer) })).toBe(told);
  });
});

it('on a disk that lets nothing be made, the reason is told', async () => {
  const calls: FolderCalls = {
    mkdir: async (_, options) => {
      const code = options ? 'ENOENT' : 'EROFS';
      throw Object.assign(new Error(code), { code });
    },
    isFolder: async () => false,
  };
  await expect(makeFolder(join(folder, 'a', 'b'), { calls })).rejects.toMatchObject({ code: 'EROFS' });
});
