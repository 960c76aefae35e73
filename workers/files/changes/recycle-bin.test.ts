// Windows' recycle bin, as Windows writes it: a file gets a new name there, and a note beside it says where it came from.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { lstat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { realCalls } from './change-calls.ts';
import { type Identity, identityOf } from './identity.ts';
import { recycledFrom, withRecycledFrom } from './recycle-note.ts';
import { TrashCan } from './trash-can.ts';

/** As Windows 10 and later write it. */
function note(path: string): Buffer {
  const bytes = Buffer.alloc(28 + 2 * (path.length + 1));
  bytes.writeBigUInt64LE(2n);
  bytes.writeBigUInt64LE(7n, 8);
  bytes.writeBigUInt64LE(132_618_930_000_000_000n, 16);
  bytes.writeUInt32LE(path.length + 1, 24);
  bytes.write(path, 28, 'utf16le');
  return bytes;
}

/** As Windows Vista to 8 wrote it. */
function oldNote(path: string): Buffer {
  const bytes = Buffer.alloc(544);
  bytes.writeBigUInt64LE(1n);
  bytes.write(path, 24, 'utf16le');
  return bytes;
}

let root: string;
let bin: string;
let looks: string[];
let can: TrashCan;
let count: number;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dropmill-recycle-'));
  bin = join(root, 'bin', 'S-1-5-21-1');
  mkdirSync(bin, { recursive: true });
  looks = [];
  count = 0;
  can = new TrashCan({
    trashItem: async (path) => recycle(path),
    spareFolder: join(root, 'no-folder', 'spare'),
    platform: 'win32',
    recycleBin: join(root, 'bin'),
    calls: {
      ...realCalls,
      look: (path) => {
        looks.push(path);
        return realCalls.look(path);
      },
    },
  });
  writeFileSync(join(root, 'no-folder'), '');
  return () => rmSync(root, { recursive: true });
});

const windowsPath = (path: string) => `C:${path.replace(/^[A-Z]:/, '').replaceAll('/', '\\')}`;

function recycle(path: string): void {
  const id = `${(count++).toString(36).padStart(6, '0').toUpperCase()}.jpg`;
  writeFileSync(join(bin, `$I${id}`), note(windowsPath(path)));
  renameSync(path, join(bin, `$R${id}`));
}

async function kept(name: string): Promise<{ path: string; was: Identity }> {
  const folder = join(root, '.dropmill-job-0123456789ab.kept');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  writeFileSync(path, name);
  return { path, was: identityOf(await lstat(path, { bigint: true })) };
}

it('says that a file came from the folder that it was in, and not from the one it was kept in for a moment', async () => {
  const { path, was } = await kept('ä $& 日本.jpg');
  expect((await can.take(path, was)).where).toBe(join(bin, '$R000000.jpg'));
  const from = recycledFrom(readFileSync(join(bin, '$I000000.jpg')));
  expect(from).toBe(windowsPath(join(root, 'ä $& 日本.jpg')));
  expect(readFileSync(join(bin, '$I000000.jpg'))).toEqual(note(from ?? ''));
  await can.remove(join(bin, '$R000000.jpg'), was);
  expect(readdirSync(bin)).toEqual([]);
});

it('is not looked through for each file that goes there', async () => {
  for (let n = 0; n < 50; n++) {
    const { path } = await kept(`before ${n}.jpg`);
    recycle(path);
  }
  const { path, was } = await kept('first.jpg');
  await can.take(path, was);
  looks.length = 0;
  const places: (string | null)[] = [];
  const files: Identity[] = [];
  for (let n = 0; n < 5; n++) {
    const next = await kept(`next ${n}.jpg`);
    files.push(next.was);
    places.push((await can.take(next.path, next.was)).where);
  }
  expect(places).toEqual(
    files.map((_, n) => join(bin, `$R${(51 + n).toString(36).padStart(6, '0').toUpperCase()}.jpg`)),
  );
  expect(looks.filter((one) => one.startsWith(bin)).length).toBeLessThan(20);
});

it('has a note of its own for each of two names of one file', async () => {
  const { path, was } = await kept('a.jpg');
  await realCalls.link(path, join(root, 'other.jpg'));
  recycle(join(root, 'other.jpg'));
  expect((await can.take(path, was)).where).toBe(join(bin, '$R000001.jpg'));
});

it.each([
  ['that of Windows 10', note],
  ['that of Windows 7', oldNote],
])('a note of one form stays of that form: %s', (_, make) => {
  const before = make('C:\\a\\.dropmill-x.kept\\b.jpg');
  expect(recycledFrom(before)).toBe('C:\\a\\.dropmill-x.kept\\b.jpg');
  expect(withRecycledFrom(before, 'C:\\a\\b.jpg')).toEqual(make('C:\\a\\b.jpg'));
});

it.each([
  ['nothing', Buffer.alloc(0)],
  ['too short a one', note('').subarray(0, 27)],
  ['a later version', Buffer.alloc(544, 3)],
])('is left as it is where the note is %s', async (_, bytes) => {
  expect([recycledFrom(bytes), withRecycledFrom(bytes, 'C:\\a')]).toEqual([undefined, undefined]);
  const { path, was } = await kept('a.jpg');
  copyFileSync(path, join(root, 'copy'));
  const { where: place } = await can.take(path, was);
  writeFileSync(join(bin, '$I000000.jpg'), bytes);
  expect(await can.find(path, was)).toBe(place);
  expect(existsSync(join(bin, '$R000000.jpg'))).toBe(true);
});
