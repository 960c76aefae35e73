import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { areLight } from './light-inputs.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dropmill-light-'));
  await mkdir(join(folder, 'in', 'deep'), { recursive: true });
  await writeFile(join(folder, 'in', 'a'), Buffer.alloc(600));
  await writeFile(join(folder, 'in', 'deep', 'b'), Buffer.alloc(400));
  await symlink(join(folder, 'in'), join(folder, 'link'));
});

afterAll(async () => {
  await rm(folder, { recursive: true });
});

describe('inputs are light', () => {
  const light = (bytes: number, entries: number, ...names: string[]) =>
    areLight(
      names.map((name) => join(folder, name)),
      { bytes, entries },
    );

  it('up to so many bytes, in folders too', () => {
    expect(light(1000, 9, 'in')).toBe(true);
    expect(light(999, 9, 'in')).toBe(false);
    expect(light(1000, 9, 'in/a', 'in/deep/b')).toBe(true);
    expect(light(999, 9, 'in/a', 'in/deep/b')).toBe(false);
  });

  it('up to so many files and folders', () => {
    expect(light(1000, 4, 'in')).toBe(true);
    expect(light(1000, 3, 'in')).toBe(false);
    expect(light(1000, 2, 'in/a', 'in/deep/b')).toBe(true);
    expect(light(1000, 1, 'in/a', 'in/deep/b')).toBe(false);
  });

  it('by what is behind links', () => {
    expect(light(1000, 9, 'link')).toBe(true);
    expect(light(999, 9, 'link')).toBe(false);
  });

  it('when there is nothing to look at', () => {
    expect(light(0, 1, 'missing')).toBe(true);
  });
});
