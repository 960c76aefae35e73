import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLog } from './log.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropmill-log-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the log', () => {
  it('is continued by the next start', () => {
    openLog(folder)('first');
    openLog(folder)('second');
    expect(readdirSync(folder)).toEqual(['main.log']);
    expect(readFileSync(join(folder, 'main.log'), 'utf8')).toMatch(/ first\n.* second\n$/);
  });

  it('is set aside at the next start once it is large', () => {
    writeFileSync(join(folder, 'main.log'), 'x'.repeat(1_000_001));
    openLog(folder)('after');
    expect(readdirSync(folder).sort()).toEqual(['main.log', 'main.old.log']);
    expect(readFileSync(join(folder, 'main.log'), 'utf8')).toMatch(/ after\n$/);
  });
});
