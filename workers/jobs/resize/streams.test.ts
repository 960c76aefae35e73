// What a program that calls the command line reads: results on stdout, and the true cause of what goes wrong.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fourFields, save } from './testing/pictures.ts';
import { temporaryFolder } from './testing/run-resize.ts';

const CLI = resolve(import.meta.dirname, '../../cli.ts');

function dropmill(args: readonly string[], nodeArgs: readonly string[] = []) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [...nodeArgs, CLI, ...args], { encoding: 'utf8' });
  return { stdout, stderr, status };
}

describe('the command line', () => {
  it('prints nothing but JSON on stdout for a damaged HEIC', () => {
    const path = join(temporaryFolder(), 'half.heic');
    writeFileSync(path, readFileSync(join(import.meta.dirname, 'testing/camera.heic')).subarray(0, 1200));

    const { stdout } = dropmill(['resize', '--json', path]);

    const lines = stdout.trim().split('\n');
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.map((line) => typeof JSON.parse(line))).toEqual(lines.map(() => 'object'));
  });

  it.each(['threads', 'processes'])('says once for the job that the decoder is missing, with %s', async (executor) => {
    const folder = temporaryFolder();
    const photos = await Promise.all(
      ['a.jpg', 'b.jpg', 'c.tif'].map((name) =>
        save(fourFields().toFormat(name.endsWith('tif') ? 'tiff' : 'jpeg'), folder, name),
      ),
    );
    const preload = `file://${join(import.meta.dirname, 'testing/no-sharp.mjs')}`;

    const { stdout, stderr, status } = dropmill(['resize', '--executor', executor, ...photos], ['--import', preload]);

    const told = stdout + stderr;
    expect(status).not.toBe(0);
    expect(told.match(/could not be loaded: Could not load the 'sharp' module/g)).toHaveLength(1);
    expect(told).not.toMatch(/damaged|advice/);
  });
});
