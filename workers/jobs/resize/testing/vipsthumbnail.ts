// The reference programs of libvips, where they are installed (Debian: libvips-tools).
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { temporaryFolder } from './run-resize.ts';

export function hasVipsthumbnail(): boolean {
  return runs('vipsthumbnail', '--vips-version');
}

export function hasVips(): boolean {
  return runs('vips', '--version');
}

function runs(program: string, ...args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A picture in sRGB as the system's libvips and Little CMS convert it, as a PNG. @param options how, without a profile of its own */
export function convertedByVips(path: string, options: readonly string[]): string {
  const output = join(temporaryFolder(), 'theirs.png');
  execFileSync('vips', ['icc_transform', path, output, 'srgb', ...options]);
  return output;
}

/** What it makes of a picture, as a PNG. @param edge longest, in pixels */
export function vipsthumbnail(path: string, edge: number, options: readonly string[] = []): string {
  const output = join(temporaryFolder(), 'theirs.png');
  execFileSync('vipsthumbnail', [path, '--size', String(edge), ...options, '-o', output]);
  return output;
}
