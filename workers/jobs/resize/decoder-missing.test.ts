// sharp whose native part is not there, as after an installation that broke off: the pictures are not to blame.
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { filesIn, temporaryFolder } from './testing/run-resize.ts';

const CLI = resolve(import.meta.dirname, '../../cli.ts');

/** Hides the packages that hold sharp's native part, from threads and child processes, too. */
const WITHOUT_NATIVE_PART = `
import { registerHooks } from 'node:module';
registerHooks({
  resolve(specifier, context, next) {
    if (!specifier.startsWith('@img/sharp-')) return next(specifier, context);
    throw Object.assign(new Error('Cannot find module ' + specifier), { code: 'MODULE_NOT_FOUND' });
  },
});`;

function resizeWithout(folder: string, executor: string) {
  const hook = join(temporaryFolder(), 'without.mjs');
  writeFileSync(hook, WITHOUT_NATIVE_PART);
  const args = [CLI, 'resize', '--json', '--executor', executor, '--workers', '1', folder];
  const env = { ...process.env, NODE_OPTIONS: `--import=${hook}` };
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', env });
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  return { status, lines };
}

describe('without its native part', () => {
  it.each(['threads', 'processes', 'inline'])('the job on %s fails once, with the true cause', async (executor) => {
    const folder = temporaryFolder();
    const red = sharp({ create: { width: 80, height: 60, channels: 3, background: '#f00' } });
    for (const name of ['a.jpg', 'b.png', 'c.webp']) await red.clone().toFile(join(folder, name));
    writeFileSync(join(folder, 'd.svg'), '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');

    const { status, lines } = resizeWithout(folder, executor);

    expect(status).toBe(1);
    expect(lines.at(-1)).toMatchObject({
      type: 'summary',
      state: 'failed',
      error: {
        code: 'DECODER_MISSING',
        cause: { message: expect.stringContaining('Could not load the "sharp" module') },
      },
    });
    expect(lines.filter(({ type }) => type === 'failed')).toEqual([]);
    expect(await filesIn(folder)).toEqual(['a.jpg', 'b.png', 'c.webp', 'd.svg']);
  });
});
