// On Linux the stream of a file is a file beside it, and a program that notes its arguments stands for xattr.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type MarkSystem, putOriginMark, readOriginMark } from './origin-mark.ts';
import { isWindows } from './system.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dropmill-mark-'));
});
afterEach(() => rmSync(folder, { recursive: true }));
const at = (...names: string[]) => join(folder, ...names);

const MARK = '[ZoneTransfer]\r\nZoneId=3\r\nHostUrl=https://example.org/x.zip\r\n';

describe('on Windows', () => {
  const system: MarkSystem = {
    platform: 'win32',
    xattr: () => {
      throw new Error('not here');
    },
  };

  it('the mark of the archive is put on every file, and changes nothing else of it', () => {
    writeFileSync(at('x.zip:Zone.Identifier'), MARK);
    mkdirSync(at('tree', 'inner'), { recursive: true });
    writeFileSync(at('tree', 'a.exe'), 'a');
    writeFileSync(at('tree', 'inner', 'read-only'), 'b');
    utimesSync(at('tree', 'inner', 'read-only'), 1000, 1000);
    chmodSync(at('tree', 'inner', 'read-only'), 0o444);
    const mark = readOriginMark(at('x.zip'), system);
    expect(mark && putOriginMark(at('tree'), mark, undefined, system)).toBe(0);
    for (const name of ['a.exe', 'inner/read-only']) {
      expect(readFileSync(at('tree', `${name}:Zone.Identifier`), 'utf8'), name).toBe(MARK);
    }
    const { mode, mtimeMs } = statSync(at('tree', 'inner', 'read-only'));
    expect([mode & 0o777, mtimeMs]).toEqual([0o444, 1_000_000]);
  });

  it('neither a link nor what it leads to gets one', () => {
    mkdirSync(at('tree'));
    writeFileSync(at('outside'), 'c');
    symlinkSync(at('outside'), at('tree', 'link'));
    expect(putOriginMark(at('tree'), { system: 'win32', content: Buffer.from(MARK) }, undefined, system)).toBe(0);
    expect(() => statSync(at('outside:Zone.Identifier'))).toThrow();
    expect(() => statSync(at('tree', 'link:Zone.Identifier'))).toThrow();
  });

  it('an archive without a mark puts none, and neither does one that is too large for one', () => {
    expect(readOriginMark(at('x.zip'), system)).toBeUndefined();
    writeFileSync(at('x.zip:Zone.Identifier'), Buffer.alloc(100_000));
    expect(readOriginMark(at('x.zip'), system)).toBeUndefined();
  });
});

it.skipIf(isWindows)('on macOS the quarantine of the archive is put on all that came out of it', () => {
  const program = at('xattr');
  writeFileSync(
    program,
    `#!/bin/sh\nprintf '%s\\n' "$*" >> ${at('calls')}\n[ "$1" = -p ] && echo '0083;5f;Safari;'\nexit 0\n`,
  );
  chmodSync(program, 0o755);
  const system: MarkSystem = {
    platform: 'darwin',
    xattr: (args) => execFileSync(program, args, { encoding: 'utf8' }),
  };
  const mark = readOriginMark('/x/archive.zip', system);
  expect(mark && putOriginMark('/x/part', mark, undefined, system)).toBe(0);
  expect(readFileSync(at('calls'), 'utf8').split('\n')).toEqual([
    '-p com.apple.quarantine /x/archive.zip',
    '-r -s -w com.apple.quarantine 0083;5f;Safari; /x/part',
    '',
  ]);
});

it('on Linux there is none', () => {
  writeFileSync(at('x.zip:Zone.Identifier'), MARK);
  expect(readOriginMark(at('x.zip'), { platform: 'linux', xattr: () => '' })).toBeUndefined();
});
