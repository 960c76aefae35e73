import { lstatSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether symbolic links can be made here, which Windows refuses to ordinary users. */
export const MAKES_LINKS = makesLinks();

function makesLinks(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'dropmill-links-'));
  try {
    symlinkSync('target', join(folder, 'link'));
    return lstatSync(join(folder, 'link')).isSymbolicLink();
  } catch {
    return false;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
