// A program of its own that replaces pictures, for tests that kill it: `replace-all.ts ROOT NAME...`. The trash is the program
// `gio` that is found on the PATH.
import { execFile } from 'node:child_process';
import { lstatSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { partName } from '../../output/part-files.ts';
import { FileChanger } from '../file-changer.ts';
import { identityOf } from '../identity.ts';
import { TrashCan } from '../trash-can.ts';

const [root = '', ...names] = process.argv.slice(2);
const run = promisify(execFile);
const trash = new TrashCan({
  trashItem: async (path) => void (await run('gio', ['trash', path])),
  spareFolder: join(root, 'spare'),
});
const changer = new FileChanger({ folder: join(root, 'changes'), trash });
const identity = (path: string) => identityOf(lstatSync(path, { bigint: true }));

const ends = names.map(async (name) => {
  const path = join(root, 'photos', name);
  const part = join(root, 'photos', partName('job'));
  writeFileSync(part, `small ${name}`);
  const original = { path, was: identity(path) };
  return changer.replace('job', { part, result: identity(part), name: path, original });
});
const failed = (await Promise.allSettled(ends)).filter(({ status }) => status === 'rejected');
process.stdout.write(`${names.length - failed.length} replaced, ${failed.length} failed\n`);
