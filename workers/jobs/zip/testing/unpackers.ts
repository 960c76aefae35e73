// Programs that unpack archives, to compare what they give back with what went in.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

export interface Keeps {
  /** Which bits of the mode. */
  readonly modes: number;
  readonly seconds: boolean;
  readonly links: boolean;
  /** Whether names stay in their Unicode normal form: libarchive composes them. */
  readonly forms: boolean;
}

/** Everything there is to keep. */
export const ALL: Keeps = { modes: 0o7777, seconds: true, links: true, forms: true };

/** It drops the bits that give rights. */
export const SEVEN_ZIP: Keeps = { ...ALL, modes: 0o777 };

export interface Unpacker {
  readonly name: string;
  /** What its format or its author leaves out. */
  readonly keeps: Keeps;
  readonly command: (archive: string, folder: string) => readonly [string, ...string[]];
}

const ENVIRONMENT = { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' };

/** Python's zipfile sets neither modes nor times, and makes files of links; it reads every byte and checks the CRC. */
export const UNPACKERS: readonly Unpacker[] = [
  {
    name: 'unzip',
    keeps: ALL,
    command: (archive, folder) => ['unzip', '-qK', archive, '-d', folder],
  },
  {
    name: '7zz',
    keeps: SEVEN_ZIP,
    command: (archive, folder) => ['7zz', 'x', '-bd', '-snld', `-o${folder}`, archive],
  },
  {
    name: 'bsdtar',
    keeps: { ...ALL, forms: false },
    command: (archive, folder) => ['bsdtar', '-xp', '-f', archive, '-C', folder],
  },
  {
    name: 'python3',
    keeps: { modes: 0, seconds: false, links: false, forms: true },
    command: (archive, folder) => ['python3', '-m', 'zipfile', '-e', archive, folder],
  },
];

/** Programs that read an archive to its end and complain of what is wrong. */
export const TESTERS: readonly ((archive: string) => readonly [string, ...string[]])[] = [
  (archive) => ['unzip', '-tq', archive],
  (archive) => ['7zz', 't', '-bd', archive],
  (archive) => ['bsdtar', '-tf', archive],
  (archive) => ['python3', '-c', 'import sys,zipfile;sys.exit(zipfile.ZipFile(sys.argv[1]).testzip())', archive],
  (archive) => ['zipinfo', '-v', archive],
];

/** Words that a program uses when something is not as it likes it. */
export const COMPLAINT = /warning|error(?!s detected|s: 0)|mismatch|bad |unexpected|corrupt/i;

/** The lines that hold such words. A listing may be of hundreds of megabytes, so it is not taken apart without need. */
export function complaints(text: string): string[] {
  return COMPLAINT.test(text) ? text.split('\n').filter((line) => COMPLAINT.test(line)) : [];
}

export function isInstalled(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
}

/** Everything a program says, and its exit status. */
export function runProgram([program, ...args]: readonly [string, ...string[]]): {
  status: number | null;
  text: string;
} {
  const { status, stdout, stderr, error } = spawnSync(program, args, { env: ENVIRONMENT, maxBuffer: 1 << 30 });
  if (error) throw error;
  return { status, text: `${stdout}${stderr}` };
}

export function unpack(unpacker: Unpacker, archive: string, folder: string): string {
  mkdirSync(folder, { recursive: true });
  // Without the umask: it would hide what the archive says.
  return execFileSync('sh', ['-c', 'umask 0; exec "$@"', 'sh', ...unpacker.command(archive, folder)], {
    env: ENVIRONMENT,
    stdio: ['ignore', 'pipe', 'pipe'],
    maxBuffer: 1 << 28,
  }).toString();
}

/** What a tree holds: one line per entry, sorted. Large files are told by their hash. */
export function describeTree(root: string, keeps: Keeps): string[] {
  const lines: string[] = [];
  const visit = (inside: Buffer) => {
    const path = Buffer.concat([Buffer.from(`${root}/`), inside]);
    const stats = lstatSync(path);
    const mode = keeps.modes > 0 && !stats.isSymbolicLink() ? (stats.mode & keeps.modes).toString(8) : '';
    const time = keeps.seconds && stats.isFile() ? Math.floor(stats.mtimeMs / 1000) : '';
    const name = JSON.stringify(keeps.forms ? inside.toString('latin1') : inside.toString('utf8').normalize('NFC'));
    if (stats.isDirectory()) {
      lines.push(`${name} folder ${mode}`);
      for (const child of readdirSync(path, { encoding: 'buffer' }))
        visit(Buffer.concat([inside, Buffer.from('/'), child]));
    } else if (stats.isSymbolicLink()) {
      lines.push(
        keeps.links ? `${name} link ${readlinkSync(path)}` : `${name} file ${hash(Buffer.from(readlinkSync(path)))}`,
      );
    } else
      lines.push(
        `${name} file ${stats.size <= 1 << 28 ? hash(readFileSync(path)) : stats.size} ${mode} ${time}`.trimEnd(),
      );
  };
  for (const child of readdirSync(join(root), { encoding: 'buffer' })) visit(child);
  return lines.map((line) => line.trimEnd()).sort();
}

function hash(data: Buffer): string {
  return createHash('sha1').update(data).digest('hex');
}
