import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { escapeBytes, isEscaped, readAsLatin1, readNames, systemPath } from './system-path.ts';

describe('bytes that are not UTF-8', () => {
  it.for(['plain', 'ünïcödé', '日本', '🎉', '\ufffd'])('leaves %s alone', (name) => {
    expect(escapeBytes(Buffer.from(name))).toBe(name);
    expect(isEscaped(name)).toBe(false);
    expect(systemPath(name)).toBe(name);
  });

  it.for([[0xff], [0x61, 0xe9, 0x62], [0xc3, 0xa9, 0xc3], [0xf0, 0x9f, 0x8e], [0xed, 0xa0, 0x80], [0xc0, 0xaf]])(
    'gives %j back as they were',
    (bytes) => {
      const name = escapeBytes(Buffer.from(bytes));
      expect(isEscaped(name)).toBe(true);
      expect(systemPath(name)).toEqual(Buffer.from(bytes));
    },
  );

  it('reads them as Latin-1 for people', () => {
    expect(readAsLatin1(escapeBytes(Buffer.from('caf\xe9', 'latin1')))).toBe('café');
  });

  it.skipIf(process.platform !== 'linux')('finds and opens files with such names', () => {
    const folder = mkdtempSync(join(tmpdir(), 'dropmill-path-'));
    try {
      writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0x61, 0xff])]), 'content');
      const [name = ''] = readNames(folder);
      expect(readFileSync(systemPath(join(folder, name)), 'utf8')).toBe('content');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
