// Files that the tests of the command line make and read by programs of this system.
import { execFileSync } from 'node:child_process';
import sharp from 'sharp';

/** Names in an archive, as Info-ZIP lists them, sorted. */
export function namesIn(archive: string): string[] {
  return execFileSync('unzip', ['-Z1', archive], { encoding: 'utf8' }).trim().split('\n').toSorted();
}

export function photo(): Promise<Buffer> {
  return sharp({ create: { width: 40, height: 30, channels: 3, background: '#654321' } })
    .jpeg()
    .toBuffer();
}
