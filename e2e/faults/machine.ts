// Small disks for tests. Mounting needs root; where the test has no right to, it says so and is skipped.
import { execFileSync } from 'node:child_process';
import { chmod, writeFile } from 'node:fs/promises';

/** Why no disk can be mounted here; undefined where it can. */
export function noMounts(): string | undefined {
  if (process.platform !== 'linux') return 'Only Linux has tmpfs.';
  if (process.getuid?.() !== 0) return 'Mounting a small disk needs root.';
  try {
    execFileSync('unshare', ['-m', 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'This container may not mount.';
  }
}

/** A disk in memory at a folder. */
export class SmallDisk implements Disposable {
  readonly #folder: string;

  /** @param megabytes of the disk */
  constructor(folder: string, megabytes: number) {
    this.#folder = folder;
    this.mount(megabytes);
  }

  mount(megabytes: number): void {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', this.#folder]);
  }

  /** @param options as of `mount`: `size=200m`, `ro` */
  remount(options: string): void {
    execFileSync('mount', ['-o', `remount,${options}`, this.#folder]);
  }

  /** Takes it away from those who use it. */
  pull(): void {
    execFileSync('umount', ['-l', this.#folder]);
  }

  [Symbol.dispose](): void {
    try {
      this.pull();
    } catch {
      // It has been pulled.
    }
  }
}

/** Why no file can be made that may not be read; undefined where it can. */
export function noUnreadable(): string | undefined {
  return process.getuid?.() === 0 ? noMounts() : undefined;
}

/** A file that can be seen and not read. Root may read all files but those of the kernel that are for writing only. */
export async function writeUnreadable(path: string): Promise<Disposable> {
  await writeFile(path, 'secret');
  if (process.getuid?.() !== 0) {
    await chmod(path, 0);
    return { [Symbol.dispose]() {} };
  }
  const find = ['/sys', '-type', 'f', '-perm', '200', '-print', '-quit'];
  const [kernelFile = ''] = execFileSync('find', find, { encoding: 'utf8', stdio: 'pipe' }).split('\n');
  execFileSync('mount', ['--bind', kernelFile, path]);
  return { [Symbol.dispose]: () => void execFileSync('umount', [path]) };
}
