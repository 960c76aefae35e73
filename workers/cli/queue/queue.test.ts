// Jobs whose tasks run in another process, by way of a real Redis server.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PART_NAME } from '../../files/output/part-name.ts';
import { fourFields, save } from '../../jobs/resize/testing/pictures.ts';
import { COMMAND_LINE } from '../../testing/command-line.ts';
import { openQueue } from './open-queue.ts';

const folder = mkdtempSync(join(tmpdir(), 'dropmill-queue-'));
const photos = join(folder, 'photos');
const socket = join(folder, 'redis.sock');
const address = `unix://${socket}`;
const started: ChildProcess[] = [];

interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

beforeAll(async () => {
  mkdirSync(photos);
  for (const name of ['a', 'b', 'c']) await save(fourFields(80, 60).jpeg(), photos, `${name}.jpg`);
  writeFileSync(join(photos, 'notes.txt'), 'text '.repeat(10_000));
  start('redis-server', ['--port', '0', '--unixsocket', socket, '--save', '', '--dir', folder]);
});

afterAll(async () => {
  await Promise.all(started.map(stop));
  rmSync(folder, { recursive: true });
});

function start(program: string, args: readonly string[]): ChildProcess {
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, REDIS_URL: address },
  });
  started.push(child);
  return child;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** Gives `test` a worker that is ready, and ends it. */
async function withWorker(command: readonly string[], test: () => Promise<void>): Promise<void> {
  const [program = '', ...args] = command;
  const worker = start(program, args);
  try {
    const ended = once(worker, 'exit').then(() => {
      throw new Error(`${command.join(' ')} has ended before it was ready.`);
    });
    if (worker.stdout) await Promise.race([once(worker.stdout, 'data'), ended]);
    ended.catch(() => {});
    await test();
  } finally {
    await stop(worker);
  }
}

const WORKER = [process.execPath, COMMAND_LINE, 'worker', '--workers', '1'];

async function run(args: readonly string[], env = { REDIS_URL: address }): Promise<Ended> {
  const child = spawn(process.execPath, [COMMAND_LINE, ...args], { cwd: folder, env: { ...process.env, ...env } });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (data: Buffer) => {
    stdout += data;
  });
  child.stderr.on('data', (data: Buffer) => {
    stderr += data;
  });
  const [status] = await once(child, 'close');
  return { status, stdout, stderr };
}

test('without a worker, or without Redis, a job says so', async () => {
  const request = { names: ['render'], inputs: [photos], owner: 'test' };
  const alone = openQueue({ ...request, address, workerTimeout: 50 });
  await expect(alone).rejects.toMatchObject({ code: 'NO_QUEUE_WORKER' });
  const nowhere = openQueue({ ...request, address: 'unix:///nowhere/redis.sock', connectTimeout: 50 });
  await expect(nowhere).rejects.toMatchObject({
    code: 'QUEUE_FAILED',
    params: { why: expect.stringContaining('nowhere') },
  });
  await expect(openQueue({ ...request, address: 'http://redis' })).rejects.toMatchObject({ code: 'QUEUE_FAILED' });
  expect(readdirSync(photos).filter((name) => PART_NAME.test(name))).toEqual([]);
});

test('a worker makes pictures and packs files, and no token stays behind', () =>
  withWorker(WORKER, async () => {
    const resized = await run(['resize', '--executor', 'queue', '--width', '40', '--output', 'small', 'photos']);
    // The text is skipped.
    expect(resized).toMatchObject({ status: 3, stderr: expect.stringContaining('3 entries') });
    const made = readdirSync(join(folder, 'small'), { recursive: true, encoding: 'utf8' });
    expect(made.filter((name) => name.endsWith('.jpg'))).toHaveLength(3);
    const zipped = await run(['zip', '--executor', 'queue', '-o', 'photos.zip', 'photos']);
    expect(zipped.status).toBe(0);
    expect(execFileSync('unzip', ['-tq', join(folder, 'photos.zip')], { encoding: 'utf8' })).toContain('No errors');
    expect(readdirSync(photos).filter((name) => PART_NAME.test(name))).toEqual([]);
  }));

/** Root may give a process mounts of its own; not in every container. */
const canMount = process.getuid?.() === 0 && spawnSync('unshare', ['--mount', 'true']).status === 0;

test.runIf(canMount)('a worker that sees another folder at the same path is refused', () =>
  withWorker(
    ['unshare', '--mount', 'sh', '-c', 'mount -t tmpfs none "$0" && exec "$@"', photos, ...WORKER],
    async () => {
      const ended = await run(['resize', '--executor', 'queue', '--width', '40', '--output', 'refused', 'photos']);
      expect(ended.status).toBe(1);
      expect(ended.stderr).toMatch(/The computer \S+ does not see the folder .*photos as this one does\./);
      expect(readdirSync(folder)).not.toContain('refused');
      expect(readdirSync(photos).filter((name) => PART_NAME.test(name))).toEqual([]);
    },
  ),
);

test('commands that cannot go through a queue say so', async () => {
  const password = join(folder, 'password');
  writeFileSync(password, 'secret\n');
  const refused: readonly (readonly [readonly string[], string])[] = [
    [['extract', '--executor', 'queue', 'photos.zip'], 'dropmill extract uses no queue.'],
    [['zip', '--executor', 'queue', '--password-file', password, 'photos'], 'A password does not go through a queue.'],
  ];
  for (const [args, why] of refused)
    expect(await run(args)).toMatchObject({ status: 2, stderr: expect.stringContaining(why) });
  const nowhere = await run(['resize', '--executor', 'queue', '--width', '40', 'photos'], { REDIS_URL: '' });
  expect(nowhere).toMatchObject({ status: 2, stderr: expect.stringContaining('Give --redis URL, or set REDIS_URL.') });
});
