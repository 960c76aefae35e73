// Metadata as an independent reader sees and writes it (Debian: libimage-exiftool-perl).
import { execFileSync, spawnSync } from 'node:child_process';

export function hasExiftool(): boolean {
  return spawnSync('exiftool', ['-ver']).status === 0;
}

/** Writes tags into many files by one call. */
export function writeTags(files: readonly { readonly path: string; readonly tags: readonly string[] }[]): void {
  const commands = files.flatMap(({ path, tags }) => [
    '-q',
    '-m',
    '-overwrite_original',
    '-charset',
    'iptc=UTF8',
    ...tags,
    path,
    '-execute',
  ]);
  execFileSync('exiftool', ['-@', '-'], { input: commands.join('\n'), stdio: ['pipe', 'ignore', 'pipe'] });
}

/** A tag's name with its group, `IFD0:Make`, and its value. */
export type Tags = Readonly<Record<string, unknown>>;

/** All tags of each file, unknown ones and those of embedded files included. */
export function readTags(paths: readonly string[]): readonly Tags[] {
  const args = ['-a', '-G1', '-u', '-ee', '-j', '-struct', '-b', '-n', '-api', 'LargeFileSupport=1'];
  const { stdout } = spawnSync('exiftool', [...args, ...paths], { maxBuffer: 2 ** 28 });
  return JSON.parse(stdout.toString('utf8')) as Tags[];
}
