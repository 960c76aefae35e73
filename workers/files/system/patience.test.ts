import { link, mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { linkUnlessFolder, openingNow, PAUSES_MS, renameOverReadOnly, retrying, retryingNow } from './patience.ts';

/** Fails so many times as Windows does while a virus scanner holds the file. */
function heldFor(attempts: number, code: string) {
  let made = 0;
  const call = () => {
    if (made++ < attempts) throw Object.assign(new Error(`${code}: held`), { code });
    return 'done';
  };
  return { call, attempts: () => made };
}

describe.each(['EBUSY', 'EPERM', 'EACCES'])('a file that is held, which Windows calls %s,', (code) => {
  it('is tried again until it is let go', async () => {
    const pauses: number[] = [];
    const { call } = heldFor(3, code);
    expect(await retrying(call, async (ms) => pauses.push(ms))).toBe('done');
    expect(pauses).toEqual(PAUSES_MS.slice(0, 3));
  });

  it('is given up in the end, with what the system says', async () => {
    const { call, attempts } = heldFor(Number.POSITIVE_INFINITY, code);
    await expect(retrying(call, async () => {})).rejects.toMatchObject({ code });
    expect(attempts()).toBe(PAUSES_MS.length + 1);
  });

  it('is waited for in a thread of its own, too', () => {
    const pauses: number[] = [];
    expect(retryingNow(heldFor(2, code).call, (ms) => pauses.push(ms))).toBe('done');
    expect(pauses).toEqual(PAUSES_MS.slice(0, 2));
    expect(() => retryingNow(heldFor(Number.POSITIVE_INFINITY, code).call, () => {})).toThrow(code);
  });
});

it('does not try again what fails for another reason', async () => {
  const { call, attempts } = heldFor(1, 'ENOSPC');
  await expect(retrying(call, async () => {})).rejects.toMatchObject({ code: 'ENOSPC' });
  expect(attempts()).toBe(1);
});

it('waits for a few seconds in all', () => {
  const total = PAUSES_MS.reduce((sum, ms) => sum + ms, 0);
  expect(total).toBeGreaterThan(2_000);
  expect(total).toBeLessThan(5_000);
});

describe('a file that another program has for itself alone', () => {
  const opened = (attempts: number, code = 'EBUSY') => {
    const pauses: number[] = [];
    const { call } = heldFor(attempts, code);
    const found = (async () => openingNow(call, (ms) => pauses.push(ms)))();
    return found.then(
      () => pauses,
      (error: NodeJS.ErrnoException) => [error.code, ...pauses],
    );
  };

  it('is opened when it is let go', async () => {
    expect(await opened(4)).toEqual(PAUSES_MS.slice(0, 4));
  });

  it('is not waited for where the user has no right to it', async () => {
    for (const code of ['EPERM', 'EACCES', 'ENOENT']) expect(await opened(1, code)).toEqual([code]);
  });

  it('that stays held makes the next ones be waited for shortly, until one of them is let go', async () => {
    expect(await opened(Number.POSITIVE_INFINITY)).toEqual(['EBUSY', ...PAUSES_MS]);
    expect(await opened(Number.POSITIVE_INFINITY)).toEqual(['EBUSY', ...PAUSES_MS.slice(0, 3)]);
    expect(await opened(3)).toEqual(PAUSES_MS.slice(0, 3));
    expect(await opened(5)).toEqual(PAUSES_MS.slice(0, 5));
  });
});

it('a read-only file is replaced as on other systems, and stays read-only when it cannot be', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dropmill-readonly-'));
  try {
    const target = join(folder, 'target');
    await writeFile(target, 'old', { mode: 0o444 });
    const modeOf = async () => ((await stat(target)).mode & 0o200) === 0;
    const refused = async () => {
      // Windows refuses while the mark is there.
      expect(await modeOf()).toBe(false);
      throw Object.assign(new Error('EPERM'), { code: 'EPERM' });
    };
    await expect(renameOverReadOnly(target, refused)).rejects.toMatchObject({ code: 'EPERM' });
    expect(await modeOf()).toBe(true);

    await writeFile(join(folder, 'new'), 'new');
    await renameOverReadOnly(target, () => rename(join(folder, 'new'), target));
    expect(await readFile(target, 'utf8')).toBe('new');
  } finally {
    await rm(folder, { recursive: true });
  }
});

it('a folder is not waited for to be linked: it never can be', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'dropmill-link-'));
  try {
    await mkdir(join(folder, 'inner'));
    await writeFile(join(folder, 'file'), '');
    const waited: string[] = [];
    const wait = (name: string) => async (call: () => Promise<void> | void) => {
      waited.push(name);
      await call();
    };
    const refused = () => {
      throw Object.assign(new Error('EPERM'), { code: 'EPERM' });
    };
    for (const name of ['inner', 'file', 'nothing'])
      await expect(linkUnlessFolder(join(folder, name), refused, wait(name))).rejects.toMatchObject({ code: 'EPERM' });
    expect(waited).toEqual(['file', 'nothing']);
    await linkUnlessFolder(join(folder, 'file'), () => link(join(folder, 'file'), join(folder, 'other')), wait('none'));
    expect(await readFile(join(folder, 'other'), 'utf8')).toBe('');
  } finally {
    await rm(folder, { recursive: true });
  }
});
