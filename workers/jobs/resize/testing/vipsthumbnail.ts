// The reference program of libvips, where it is installed.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { temporaryFolder } from './run-resize.ts';

export function hasVipsthumbnail(): boolean {
  try {
    execFileSync('vipsthumbnail', ['--vips-version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** What it makes of a picture, as a PNG. @param edge longest, in pixels */
export function vipsthumbnail(path: string, edge: number, options: readonly string[] = []): string {
  const output = join(temporaryFolder(), 'theirs.png');
  execFileSync('vipsthumbnail', [path, '--size', String(edge), ...options, '-o', output]);
  return output;
}
