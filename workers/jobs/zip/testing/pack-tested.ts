// Packs in tests and has 7-Zip test the result; other programs then tell what is in it.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { expect } from 'vitest';
import { isWindows } from '../../../files/system.ts';
import { makeExecutor, runZip, type TempFolder, type ZipExecutor, type ZipJob } from './run-zip.ts';
import { COMPLAINT, runProgram } from './unpackers.ts';

export const FORMATS = ['zip', 'tar', 'tar.gz', 'tar.zst'] as const;
export const TARS = ['tar', 'tar.gz', 'tar.zst'] as const;

/** Threads that all tests of one file share. */
export const threads = makeExecutor();

/** Packs into `out`; 7-Zip has no warning for anything. Windows' archives are read by other programs in `npm run test:windows`. */
export async function packTested(
  folder: TempFolder,
  inputs: readonly string[],
  options: NonNullable<ZipJob['options']> = {},
  executor: ZipExecutor = threads,
) {
  mkdirSync(folder.at('out'), { recursive: true });
  const paths = inputs.map((input) => (isAbsolute(input) ? input : folder.at(input)));
  const result = await runZip(executor, { inputs: paths, folder: folder.at('out'), options });
  for (const path of isWindows ? [] : result.outputs) {
    const { status, text } = runProgram(['7zz', 't', '-bd', ...passwordOf(options), path]);
    // Its list of what it has met says "UTF8-ERROR" for names of other bytes, as it does for GNU tar's.
    const lines = text.split('\n').filter((line) => !line.startsWith('Characteristics ='));
    expect([status, lines.filter((line) => COMPLAINT.test(line))]).toEqual([0, []]);
  }
  return { ...result, archive: result.outputs[0] ?? '' };
}

function passwordOf({ password }: NonNullable<ZipJob['options']>): string[] {
  return password ? [`-p${password}`] : [];
}

export function unpackWithBsdtar(archive: string, to: string): void {
  mkdirSync(to, { recursive: true });
  execFileSync('bsdtar', ['-xpf', archive, '-C', to]);
}

/** Runs Python with its archive modules. Returns the JSON that it prints. */
export function python(code: string, ...args: string[]): unknown {
  const modules = 'import sys,json,tarfile,zipfile';
  return JSON.parse(execFileSync('python3', ['-c', `${modules}\n${code}`, ...args], { encoding: 'utf8' }));
}

/** A path whose last name is given as Latin-1, one byte a character. */
export function bytePath(folder: string, name: string): Buffer {
  return Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name, 'latin1')]);
}

export function latin1Names(folder: string): string[] {
  return readdirSync(folder, { encoding: 'latin1' as BufferEncoding }).toSorted();
}
