import { execFile, spawnSync } from 'node:child_process';
import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TrashCan } from './trash-can.ts';

let folder: string;
let environment: NodeJS.ProcessEnv;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropmill-trash-'));
  environment = { ...process.env, XDG_DATA_HOME: join(folder, 'data') };
  mkdirSync(environment.XDG_DATA_HOME ?? '');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (...names: string[]) => join(folder, ...names);
const kept = () => at('kept');

function write(name: string, content: string): string {
  writeFileSync(at(name), content);
  return at(name);
}

/** The same program that Electron calls. */
const hasTrash = spawnSync('gio', ['version']).status === 0;

describe.runIf(hasTrash)('with the trash of a Linux desktop', () => {
  const run = promisify(execFile);
  const can = () =>
    new TrashCan({
      trashItem: async (path) => void (await run('gio', ['trash', path], { env: environment })),
      keptFolder: kept(),
      environment,
    });

  it('finds what it took, also among files of the same name, and gives it back without a trace in the trash', async () => {
    const first = await can().take(write('one.jpg', 'first'));
    const second = await can().take(write('one.jpg', 'second'));
    expect([first, second].map((where) => readFileSync(where ?? '', 'utf8'))).toEqual(['first', 'second']);
    expect(readdirSync(kept())).toEqual([]);

    expect(await can().giveBack(first ?? '', at('one.jpg'))).toBe(true);
    expect(readFileSync(at('one.jpg'), 'utf8')).toBe('first');
    expect(readdirSync(at('data/Trash/info'))).toHaveLength(1);
  });

  it('gives nothing back over another file, nor from a trash that was emptied', async () => {
    const where = await can().take(write('one.jpg', 'first'));
    write('one.jpg', 'something else');
    expect(await can().giveBack(where ?? '', at('one.jpg'))).toBe(false);
    expect(readFileSync(at('one.jpg'), 'utf8')).toBe('something else');
    rmSync(at('data/Trash'), { recursive: true });
    await expect(can().giveBack(where ?? '', at('two.jpg'))).rejects.toThrow('ENOENT');
  });
});

describe('with a trash that nobody may look into', () => {
  const can = () => new TrashCan({ trashItem: async (path) => unlinkSync(path), keptFolder: kept(), environment });

  it('keeps the original for an undo, until it is given back or forgotten', async () => {
    const where = await can().take(write('one.jpg', 'first'));
    expect(await can().giveBack(where ?? '', at('one.jpg'))).toBe(true);
    expect(readFileSync(at('one.jpg'), 'utf8')).toBe('first');
    expect(readdirSync(kept())).toEqual([]);

    const again = await can().take(at('one.jpg'));
    await can().forget([again ?? '']);
    expect(readdirSync(kept())).toEqual([]);
  });

  it('removes at the start what no job refers to', async () => {
    const [one, two] = [await can().take(write('one.jpg', '1')), await can().take(write('two.jpg', '2'))];
    await can().sweep(new Set([two ?? '']));
    expect(readdirSync(kept()).map((name) => join(kept(), name))).toEqual([two]);
    expect(one).not.toBe(two);
  });

  it('forgets no file that is not its own', async () => {
    const path = write('one.jpg', '1');
    await can().forget([path]);
    expect(readFileSync(path, 'utf8')).toBe('1');
  });
});

it('leaves the original alone when the system refuses', async () => {
  const can = new TrashCan({
    trashItem: async () => {
      throw new Error('There is no trash here.');
    },
    keptFolder: kept(),
    environment,
  });
  const path = write('one.jpg', 'first');
  linkSync(path, at('same.jpg'));
  await expect(can.take(path)).rejects.toThrow('no trash');
  expect(readFileSync(path, 'utf8')).toBe('first');
  expect(readdirSync(kept())).toEqual([]);
});
