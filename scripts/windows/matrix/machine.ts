// The machine with Windows that the tests of the command line share: Wine, with a folder of this system as drive D.
import { type ChildProcess, spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { onDriveZ } from '../prefix.mjs';
import { WINE, wineEnvironment } from '../wine.mjs';

const machine = z
  .object({ prefix: z.string(), node: z.string(), project: z.string() })
  .parse(JSON.parse(process.env.DROPMILL_WINDOWS ?? '{}'));

export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface RunOptions {
  /** Of this system. @default the test's folder */
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** A folder for one test. */
export class Desk {
  /** As this system names it. */
  readonly folder = mkdtempSync(join(tmpdir(), 'dropmill-desk-'));
  #outputs = 0;

  constructor() {
    onTestFinished(() => rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 }));
  }

  /** As this system names it. */
  at(...parts: readonly string[]): string {
    return join(this.folder, ...parts);
  }

  /** The same as Windows names it. */
  path(...parts: readonly string[]): string {
    return onDriveZ(this.at(...parts));
  }

  /** What this system calls a path that was printed. */
  found(printed: string): string {
    const path = printed.trim();
    const start = `${this.path()}\\`;
    if (!path.startsWith(start)) throw new Error(`"${path}" is not in ${start}`);
    return this.at(...path.slice(start.length).split('\\'));
  }

  /** A folder of a user of Windows, as this system names it. */
  ofUser(user: string, folder: string): string {
    return join(machine.prefix, 'drive_c', 'users', user, folder);
  }

  write(path: string, data: string | Uint8Array): string {
    const file = this.at(path);
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, data);
    return file;
  }

  /** `dropmill` with these words. */
  dropmill(words: readonly string[], options: RunOptions = {}): Promise<Ended> {
    return this.start(nodeCommand(words), options).ended;
  }

  /**
   * `dropmill` with these words, which must be done.
   * @returns what it has printed
   */
  async done(words: readonly string[], options: RunOptions = {}): Promise<string> {
    const { status, stdout, stderr } = await this.dropmill(words, options);
    if (status !== 0) throw new Error(`dropmill ${words.join(' ')} ended with status ${status}:\n${stdout}${stderr}`);
    return stdout;
  }

  /** A program of Windows. What it prints goes to files, as Windows' Node has no use for a pipe of this system. */
  start(command: readonly string[], { cwd = this.folder, env = {} }: RunOptions = {}): Started {
    const output = join(machine.prefix, `output-${process.pid}-${this.folder.slice(-6)}-${this.#outputs++}`);
    const files = [`${output}.out`, `${output}.err`] as const;
    const [out, err] = [openSync(files[0], 'w'), openSync(files[1], 'w')];
    const child = spawn(WINE, command, {
      stdio: ['ignore', out, err],
      cwd,
      env: wineEnvironment(machine.prefix, env),
    });
    closeSync(out);
    closeSync(err);
    return new Started(child, files);
  }
}

export class Started {
  readonly ended: Promise<Ended>;
  readonly #output: string;

  constructor(child: ChildProcess, [stdout, stderr]: readonly [string, string]) {
    this.#output = stdout;
    this.ended = new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (status) =>
        resolve({ status, stdout: readFileSync(stdout, 'utf8'), stderr: readFileSync(stderr, 'utf8') }),
      );
    });
  }

  get printed(): string {
    return readFileSync(this.#output, 'utf8');
  }
}

/** The words that run the command line by Windows' Node. */
export function nodeCommand(words: readonly string[]): string[] {
  return [machine.node, onDriveZ(join(machine.project, 'out', 'cli.js')), ...words];
}

/** A helper of `c/`. */
export function helper(name: 'hold' | 'press-ctrl-c'): string {
  return `C:\\helpers\\${name}.exe`;
}

/** Shows a folder as a drive. Each letter once in all tests. */
export function mount(letter: string, folder: string): void {
  symlinkSync(folder, join(machine.prefix, 'dosdevices', `${letter}:`));
}

/** Shows a folder as `\\server\share`. */
export function share(server: string, name: string, folder: string): void {
  const place = join(machine.prefix, 'dosdevices', 'unc', server);
  mkdirSync(place, { recursive: true });
  if (!existsSync(join(place, name))) symlinkSync(folder, join(place, name));
}
