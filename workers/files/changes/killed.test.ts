// Real programs: one that is killed while the trash is at work, and one whose disk fails at the n-th call.
import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { hasStrace, runWithFailingCall } from '../../testing/failing-calls.ts';
import { FileChanger } from './file-changer.ts';
import { TrashCan } from './trash-can.ts';

const NAMES = ['a.jpg', 'b.jpg', 'c.jpg'];
const PROGRAM = join(import.meta.dirname, 'testing/replace-all.ts');
const hasTrash = spawnSync('gio', ['version']).status === 0;

function makeRoot(): string {
  const root = mkdtempSync(join(tmpdir(), 'dropmill-killed-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const folder of ['photos', 'data', 'bin']) mkdirSync(join(root, folder));
  for (const name of NAMES) writeFileSync(join(root, 'photos', name), `original ${name}`);
  return root;
}

/** gio puts what is on the same disk as the home folder into the user's trash. */
const environment = (root: string) => ({ ...process.env, HOME: root, XDG_DATA_HOME: join(root, 'data') });

/** The next start, with a trash that works. */
function restarted(root: string): FileChanger {
  const trashItem = async (path: string) =>
    void (await promisify(execFile)('gio', ['trash', path], { env: environment(root) }));
  const trash = new TrashCan({ trashItem, spareFolder: join(root, 'spare'), environment: environment(root) });
  const changer = new FileChanger({ folder: join(root, 'changes'), trash });
  onTestFinished(() => changer.close());
  return changer;
}

const read = (root: string) => NAMES.map((name) => readFileSync(join(root, 'photos', name), 'utf8'));
const kept = (root: string) => readdirSync(join(root, 'photos')).filter((name) => name.endsWith('.kept'));

async function undo(changer: FileChanger): Promise<void> {
  for (const change of changer.changes('job').toReversed()) await changer.restore('job', change);
}

/** A `gio` that moves nothing until a line comes through a pipe, and says that it was called. */
function gatedTrash(root: string): NodeJS.ProcessEnv {
  const gate = join(root, 'gate');
  spawnSync('mkfifo', [gate]);
  const script = `#!/bin/sh\necho called >>'${join(root, 'called')}'\nread line <'${gate}'\n`;
  writeFileSync(join(root, 'bin/gio'), script);
  chmodSync(join(root, 'bin/gio'), 0o755);
  return { ...environment(root), PATH: `${join(root, 'bin')}:${process.env.PATH}` };
}

function start(root: string, env: NodeJS.ProcessEnv): ChildProcess {
  return spawn(process.execPath, [PROGRAM, root, ...NAMES], { env, stdio: 'ignore', detached: true });
}

describe.runIf(hasTrash)('a program that is killed while the trash is at work', () => {
  it('leaves no name vacant; the next start finishes, and an undo brings all originals back', async () => {
    const root = makeRoot();
    const program = start(root, gatedTrash(root));
    const ended = once(program, 'exit');
    const calls = () =>
      existsSync(join(root, 'called')) ? readFileSync(join(root, 'called'), 'utf8').split('\n').length - 1 : 0;
    await expect.poll(calls).toBe(NAMES.length);
    // With the stand-ins, which are its children: they would wait for ever.
    process.kill(-(program.pid ?? 0), 'SIGKILL');
    await ended;
    expect(read(root)).toEqual(NAMES.map((name) => `small ${name}`));

    const changer = restarted(root);
    expect(await changer.recover()).toEqual([
      { job: 'job', counts: { finished: 3, 'rolled-back': 0, left: 0, failed: 0 } },
    ]);
    expect(kept(root)).toEqual([]);
    await undo(changer);
    expect(read(root)).toEqual(NAMES.map((name) => `original ${name}`));
  });
});

describe.runIf(hasTrash && hasStrace)('a program whose disk fails', () => {
  it.each(
    ['rename', 'link', 'unlink', 'fdatasync', 'mkdir'].flatMap((call) => [1, 2, 3].map((nth) => [call, nth] as const)),
  )('at %s number %i loses nothing, and the next start leaves all in order', async (call, nth) => {
    const root = makeRoot();
    runWithFailingCall({ call, nth, inject: 'error=EIO' }, [PROGRAM, root, ...NAMES], environment(root));

    const changer = restarted(root);
    await changer.recover();
    for (const [index, content] of read(root).entries()) {
      expect([`original ${NAMES[index]}`, `small ${NAMES[index]}`]).toContain(content);
    }
    await undo(changer);
    expect(read(root)).toEqual(NAMES.map((name) => `original ${name}`));
  });
});
