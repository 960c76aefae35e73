// The command line as a shell sees it: real processes, their output and exit statuses.

import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { constants, tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMAND_LINE } from '../testing/command-line.ts';

/** Refuses to compile WebAssembly, once Node has what it reads TypeScript with. */
const NO_WASM = [
  '--import',
  `data:text/javascript,${encodeURIComponent(
    "import { stripTypeScriptTypes } from 'node:module'; stripTypeScriptTypes('');" +
      "WebAssembly.Module = class { constructor() { throw new WebAssembly.CompileError('refused'); } };",
  )}`,
];

interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** @param onLine called for each line of the standard output, with a way to signal the process */
function run(args: readonly string[], cwd: string, onLine?: (line: string, kill: () => void) => void): Promise<Ended> {
  return runNode([COMMAND_LINE, ...args], cwd, onLine);
}

function runNode(args: readonly string[], cwd: string, onLine?: (line: string, kill: () => void) => void) {
  const child = spawn(process.execPath, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (data: Buffer) => {
    stdout += data;
    for (const line of String(data).split('\n')) onLine?.(line, () => child.kill('SIGINT'));
  });
  child.stderr.on('data', (data: Buffer) => {
    stderr += data;
  });
  return new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    // A shell tells a death by a signal so.
    child.once('close', (status, signal) =>
      resolve({ status: status ?? 128 + (signal ? constants.signals[signal] : 0), stdout, stderr }),
    );
  });
}

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'dropmill-cli-'));
  try {
    mkdirSync(join(folder, 'in'));
    writeFileSync(join(folder, 'in', 'a.txt'), 'text '.repeat(1000));
    writeFileSync(join(folder, 'in', 'b.txt'), 'b');
    await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

const lastLine = ({ stdout }: Ended) => JSON.parse(stdout.trim().split('\n').at(-1) ?? '');

describe('zip', () => {
  it.for([[], ['--executor', 'threads']])('packs by zlib where Node refuses WebAssembly (%s)', async (kind) => {
    await inFolder(async (folder) => {
      writeFileSync(join(folder, 'in', 'c.txt'), 'what libdeflate would pack\n'.repeat(1000));
      await run(['zip', '--deflate', 'zlib', '-o', 'zlib.zip', 'in'], folder);
      const zip = [COMMAND_LINE, 'zip', '-o', 'out.zip', ...kind, 'in'];
      expect((await runNode([...NO_WASM, ...zip], folder)).status).toBe(0);
      const [byZlib, own] = ['zlib.zip', 'out.zip'].map((name) => readFileSync(join(folder, name)));
      expect(byZlib && own?.equals(byZlib)).toBe(true);
    });
  });

  it('says that libdeflate cannot run where Node refuses WebAssembly', async () => {
    await inFolder(async (folder) => {
      const ended = await runNode([...NO_WASM, COMMAND_LINE, 'zip', '--deflate', 'libdeflate', 'in'], folder);
      expect(ended.status).toBe(1);
      expect(ended.stderr).toContain('WebAssembly');
      expect(readdirSync(folder)).toEqual(['in']);
    });
  });

  it('packs a little in its own thread, to the same bytes as on threads', async () => {
    await inFolder(async (folder) => {
      const kinds = [[], ['--executor', 'threads'], ['--executor', 'processes']];
      for (const [index, kind] of kinds.entries()) await run(['zip', '-o', `${index}.zip`, ...kind, 'in'], folder);
      const [own, ...others] = kinds.map((_, index) => readFileSync(join(folder, `${index}.zip`)));
      for (const other of others) expect(own?.equals(other)).toBe(true);
    });
  });

  it.for(['threads', 'processes', 'inline'])('packs on %s and prints the summary last', async (executor) => {
    await inFolder(async (folder) => {
      const args = ['zip', '-o', 'out.zip', '--executor', executor, '--workers', '2', '--json', 'in', 'missing'];
      const ended = await run(args, folder);
      expect(ended.status).toBe(3);
      expect(lastLine(ended)).toMatchObject({
        type: 'summary',
        state: 'done-with-skips',
        outputs: [join(folder, 'out.zip')],
        entries: 3,
        skipped: [
          {
            path: join(folder, 'missing'),
            code: 'ENOENT',
            params: { path: join(folder, 'missing') },
            cause: { code: 'ENOENT', message: expect.stringContaining('no such file'), path: join(folder, 'missing') },
            reason: `No such file: ${join(folder, 'missing')}`,
          },
        ],
        bytesIn: 5001,
        bytesOut: expect.any(Number),
        seconds: expect.any(Number),
      });
    });
  });

  it('tells people what it made on the standard output, and what it skipped on the standard error', async () => {
    await inFolder(async (folder) => {
      const { status, stdout, stderr } = await run(['zip', 'in', 'missing'], folder);
      expect(status).toBe(3);
      expect(stdout).toBe(`${join(folder, `${basename(folder)}.zip`)}\n`);
      expect(stderr).toMatch(/Skipped: No such file: .*missing\n[\s\S]*Done, 1 skipped\./);
    });
  });

  it('fails with status 1 and the reason when there is nothing to pack', async () => {
    await inFolder(async (folder) => {
      const ended = await run(['zip', '--json', 'missing'], folder);
      expect(ended.status).toBe(1);
      expect(lastLine(ended)).toMatchObject({ state: 'failed', outputs: [], error: { code: 'NOTHING_PACKED' } });
    });
  });

  it.for([
    [[], 'Missing command.'],
    [['fold'], 'There is no command "fold".'],
    [['zip'], 'Name at least one file or folder.'],
    [['zip', '--level', '10', 'in'], '--level takes a whole number from 0 to 9, not "10".'],
    [['zip', '--colour', 'in'], '--colour'],
    [['zip', '--executor', 'magic', 'in'], '--executor takes threads, processes, inline, queue, not "magic".'],
    [['zip', '--follow-links', '--skip-links', 'in'], 'exclude each other'],
    [['zip', '--password-file', 'nowhere', 'in'], 'The password file can’t be read: No such file: '],
  ] as const)('says what is wrong with %j, with status 2', async ([args, complaint]) => {
    await inFolder(async (folder) => {
      const { status, stderr } = await run(args, folder);
      expect(stderr).toContain(complaint);
      expect(status).toBe(2);
      expect(readdirSync(folder)).toEqual(['in']);
    });
  });

  it('ends with status 130 at Ctrl+C and leaves nothing behind', async () => {
    await inFolder(async (folder) => {
      // Random hexadecimal digits deflate slowly, so that the signal comes long before the end.
      const digits = randomBytes(1_500_000).toString('hex');
      for (let file = 0; file < 40; file++) writeFileSync(join(folder, 'in', `big ${file}`), digits);
      mkdirSync(join(folder, 'out'));
      const args = ['zip', '--json', '--level', '9', '--workers', '1', '-o', join('out', 'out.zip'), 'in'];
      let pressed = false;
      const ended = await run(args, folder, (line, kill) => {
        if (pressed || !line.includes('"progress"')) return;
        pressed = true;
        // Twice, as people do; not later, when the process is on its way out and no longer listens.
        kill();
        kill();
      });
      expect(ended.status).toBe(130);
      expect(lastLine(ended)).toMatchObject({ type: 'summary', state: 'cancelled', outputs: [] });
      expect(readdirSync(join(folder, 'out'))).toEqual([]);
    });
  });

  it('says with --dry-run what it would write, and writes nothing', async () => {
    await inFolder(async (folder) => {
      writeFileSync(join(folder, 'out.zip'), 'mine');
      const plain = await run(['zip', '--dry-run', '-o', 'out.zip', 'in'], folder);
      expect(plain.status).toBe(0);
      expect(plain.stdout).toBe(`${join(folder, 'out (2).zip')} (the name is taken, so it gets a number)\n`);
      expect(plain.stderr).toContain('would write 1 file. Nothing was written.');
      const json = await run(['zip', '--dry-run', '--json', '-o', 'out.zip', '--if-exists', 'replace', 'in'], folder);
      expect(lastLine(json)).toMatchObject({ type: 'plan', state: 'done', files: 2, fates: { replaces: 1 } });
      expect(readdirSync(folder).toSorted()).toEqual(['in', 'out.zip']);
    });
  });

  it.for([
    ['zip', ['missing'], 1],
    ['zip', ['missing', 'in'], 3],
    ['zip', ['missing', 'empty'], 3],
    ['zip', ['-x', '*', 'in/a.txt'], 1],
    ['zip', ['in'], 0],
    ['resize', ['missing'], 1],
    ['resize', ['missing', 'in/a.svg'], 3],
    ['resize', ['in/broken.png', 'in/a.svg'], 1],
  ] as const)('ends a --dry-run of %s %j with the status that the job has, %i', async ([type, inputs, status]) => {
    await inFolder(async (folder) => {
      mkdirSync(join(folder, 'empty'));
      writeFileSync(join(folder, 'in', 'a.svg'), '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
      writeFileSync(join(folder, 'in', 'broken.png'), Buffer.from('89504e470d0a1a0a0000', 'hex'));
      const dry = await run([type, '--dry-run', '--json', ...inputs], folder);
      const real = await run([type, '--json', '--output', type === 'zip' ? 'o.zip' : 'o', ...inputs], folder);
      expect([dry.status, real.status]).toEqual([status, status]);
      expect(lastLine(dry).state).toBe(lastLine(real).state);
      expect(lastLine(dry).error?.code).toBe(lastLine(real).error?.code);
    });
  });

  it('says how much smaller the result is, and not how much larger the wrapping of a few bytes makes it', async () => {
    await inFolder(async (folder) => {
      expect((await run(['zip', '-o', 'a.zip', 'in/a.txt'], folder)).stderr).toMatch(
        /^1 entry, 5\.0 kB to \d+ bytes \(\d %\) in/,
      );
      expect((await run(['zip', '-o', 'b.zip', 'in/b.txt'], folder)).stderr).toMatch(
        /^1 entry, 1 byte to \d+ bytes in/,
      );
    });
  });

  it.for([
    ['--if-exists', 'skip'],
    ['--collision', 'skip'],
  ])('takes %s %s', async ([flag = '', value = '']) => {
    await inFolder(async (folder) => {
      writeFileSync(join(folder, 'out.zip'), 'mine');
      const ended = await run(['zip', '--json', '-o', 'out.zip', flag, value, 'in'], folder);
      expect(lastLine(ended)).toMatchObject({ state: 'done', outputs: [] });
    });
  });

  it.for(['in', 'in/a.txt', 'missing'])('names the one archive that is none: %s', async (input) => {
    await inFolder(async (folder) => {
      const { status, stderr } = await run(['extract', input], folder);
      expect([status, stderr.split(join(folder, input))]).toEqual([
        1,
        [expect.anything(), expect.stringMatching(/^[:.] /)],
      ]);
    });
  });

  it('prints its options', async () => {
    await inFolder(async (folder) => {
      const { status, stdout } = await run(['zip', '--help'], folder);
      expect(status).toBe(0);
      for (const option of ['--per-input', '--exclude', '--password-file', '--workers', '--json']) {
        expect(stdout).toContain(option);
      }
    });
  });
});
