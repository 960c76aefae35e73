import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const PROJECT = resolve(import.meta.dirname, '..');
const BIOME = resolve(PROJECT, 'node_modules/@biomejs/biome/bin/biome');

/** Names of the files that the project's linter refuses for what they import, in a tree with just these files. */
function refused(files: readonly (readonly [file: string, specifier: string])[]): Set<string> {
  const tree = mkdtempSync(join(tmpdir(), 'dropmill-imports-'));
  copyFileSync(join(PROJECT, 'biome.json'), join(tree, 'biome.json'));
  files.forEach(([file, specifier], index) => {
    const path = join(tree, file.replace(/x\.ts$/, `x-${index}.ts`));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, `import * as other from '${specifier}';\n\nexport const used = other;\n`);
  });
  const { stdout, status } = spawnSync(
    process.execPath,
    [BIOME, 'lint', '--reporter=github', '--max-diagnostics=none', tree],
    {
      cwd: tree,
      encoding: 'utf8',
    },
  );
  rmSync(tree, { recursive: true });
  const lines = stdout.split('\n').filter((line) => line.includes('noRestrictedImports'));
  if (lines.length > 0 && status === 0) throw new Error('The linter found wrong imports and passed.');
  return new Set(lines.map((line) => /file=([^,]+)/.exec(line)?.[1] ?? line));
}

const FORBIDDEN: readonly (readonly [file: string, specifier: string])[] = [
  ['renderer/stores/x.ts', 'electron'],
  ['renderer/stores/x.ts', 'node:fs'],
  ['renderer/stores/x.ts', '../../main/window/window.ts'],
  ['renderer/stores/x.ts', '../../workers/protocol.ts'],
  ['renderer/stores/x.ts', '../../workers/jobs/zip/messages/en.ts'],
  ['main/jobs/x.ts', '../../renderer/app.tsx'],
  ['main/jobs/x.ts', '../../workers/jobs/zip/driver.ts'],
  ['main/jobs/x.ts', 'sharp'],
  ['workers/host/x.ts', 'electron'],
  ['workers/host/x.ts', '../../main/window/window.ts'],
  ['workers/host/x.ts', 'sharp'],
  ['workers/host/x.ts', 'archiver'],
  ['workers/executor/x.ts', '../jobs/registry.ts'],
  ['workers/executor/x.ts', '../protocol.ts'],
  ['workers/executor/pool/x.ts', '../../jobs/registry.ts'],
  ['workers/executor/pool/x.ts', '../../protocol.ts'],
  ['workers/executor/pool/x.ts', 'sharp'],
  ['workers/executor/x.ts', 'sharp'],
  ['workers/executor/x.ts', 'electron'],
];

const ALLOWED: readonly (readonly [file: string, specifier: string])[] = [
  ['renderer/stores/x.ts', '../../main/contract/api.ts'],
  ['renderer/stores/x.ts', '../../workers/messages/word.ts'],
  ['main/jobs/x.ts', '../../workers/protocol.ts'],
  ['main/jobs/x.ts', '../../workers/jobs/registry.ts'],
  ['main/jobs/x.ts', 'electron'],
  ['workers/host/x.ts', '../executor/index.ts'],
  ['workers/executor/pool/x.ts', '../common/clock.ts'],
  ['workers/jobs/zip/tasks.ts', 'archiver'],
  ['workers/jobs/resize/tasks.ts', 'sharp'],
];

describe('the folders', () => {
  it('refuse every import that crosses a border it must not', () => {
    const found = [...refused(FORBIDDEN)].map((file) => Number(/x-(\d+)\.ts/.exec(file)?.[1]));
    expect(FORBIDDEN.filter((_rule, index) => !found.includes(index))).toEqual([]);
  });

  it('let through what the design allows', () => {
    expect([...refused(ALLOWED)]).toEqual([]);
  });
});
