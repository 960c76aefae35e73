// Other file systems than the one that tests run on: in files that are mounted through FUSE, in memory, and in layers. Only root may mount
// them, and not everywhere.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** `small`: a megabyte in memory. */
export type DiskKind = 'exfat' | 'ntfs' | 'small';

export interface Disk extends Disposable {
  /** Absolute path of the mounted folder. */
  readonly path: string;
}

const DISK_BYTES = 64 * 2 ** 20;

/** @returns the reason where it cannot be mounted */
export function mountDisk(kind: DiskKind): Disk | string {
  const folder = mkdtempSync(join(tmpdir(), 'dropmill-disk-'));
  const image = join(folder, 'image');
  const path = join(folder, 'mounted');
  writeFileSync(image, '');
  truncateSync(image, DISK_BYTES);
  mkdirSync(path);
  const undo: (() => void)[] = [() => rmSync(folder, { recursive: true, force: true })];
  const dispose = () => {
    for (const step of undo.toReversed()) step();
  };
  try {
    if (kind === 'small') {
      run('mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', path);
      undo.push(() => void spawnSync('umount', ['-l', path]));
      return { path, [Symbol.dispose]: dispose };
    }
    const device = kind === 'exfat' ? run('losetup', '--find', '--show', image) : image;
    if (kind === 'exfat') undo.push(() => void spawnSync('losetup', ['--detach', device]));
    run(kind === 'exfat' ? 'mkfs.exfat' : 'mkfs.ntfs', ...(kind === 'ntfs' ? ['-F', '-q'] : []), device);
    run(kind === 'exfat' ? 'mount.exfat-fuse' : 'ntfs-3g', device, path);
    undo.push(() => void spawnSync('umount', [path]));
  } catch (error) {
    dispose();
    return String(error);
  }
  return { path, [Symbol.dispose]: dispose };
}

/**
 * Has overlayfs show a folder as a container or a live system does: what is in it is in a lower layer, and what becomes of it in an
 * upper one.
 * @param apart whether the upper layer is on another disk, so that files get other numbers when they are changed
 * @returns the reason where it cannot be mounted
 */
export function layOver(folder: string, { apart = false } = {}): Disposable | string {
  const layer = mkdtempSync(join(tmpdir(), 'dropmill-layer-'));
  const undo: (() => void)[] = [() => rmSync(layer, { recursive: true, force: true })];
  const dispose = () => {
    for (const step of undo.toReversed()) step();
  };
  const [upper, work] = [join(layer, 'upper'), join(layer, 'work')];
  try {
    if (apart) {
      run('mount', '-t', 'tmpfs', 'tmpfs', layer);
      undo.push(() => void spawnSync('umount', ['-l', layer]));
    }
    for (const part of [upper, work]) mkdirSync(part);
    const layers = `lowerdir=${folder},upperdir=${upper},workdir=${work},index=off${apart ? ',xino=off' : ''}`;
    run('mount', '-t', 'overlay', '-o', layers, 'overlay', folder);
    undo.push(() => void spawnSync('umount', ['-l', folder]));
  } catch (error) {
    dispose();
    return String(error);
  }
  return { [Symbol.dispose]: dispose };
}

/** Shows a file or folder in the place of another one. @returns the reason where it cannot be mounted */
export function bindMount(from: string, to: string): Disposable | string {
  try {
    run('mount', '--bind', from, to);
  } catch (error) {
    return String(error);
  }
  return { [Symbol.dispose]: () => void spawnSync('umount', ['-l', to]) };
}

function run(program: string, ...words: string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, words, { encoding: 'utf8' });
  if (status === 0) return stdout.trim();
  throw new Error(`${program}: ${(error?.message ?? stderr).trim()}`);
}
