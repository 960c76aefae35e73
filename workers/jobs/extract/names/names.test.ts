import { describe, expect, it } from 'vitest';
import { NameTree } from './name-tree.ts';
import { safePath } from './safe-path.ts';

describe('a name on Windows', () => {
  const on = (name: string) => {
    const safe = safePath(name, 'windows');
    return 'parts' in safe ? safe.parts.join('/') : safe.refusal;
  };

  it.for([
    ['con', 'con_'],
    ['aux.txt', 'aux_.txt'],
    ['NUL .txt', 'NUL_ .txt'],
    ['com1', 'com1_'],
    ['console', 'console'],
    ['ab:stream', 'ab_stream'],
    ['file.txt::$DATA', 'file.txt__$DATA'],
    ['dots...', 'dots___'],
    ['space ', 'space_'],
    ['a/b. /c', 'a/b__/c'],
    ['C:\\x\\y', 'x/y'],
    ['C:evil', 'evil'],
    ['\\\\server\\share\\x', 'server/share/x'],
    ['\\\\?\\C:\\x', 'x'],
    ['//./x', 'x'],
    ['..\\evil', 'LEADS_OUTSIDE'],
    ['a\\..\\..\\evil', 'LEADS_OUTSIDE'],
    ['q?<>|*".txt', 'q______.txt'],
    ['tab\there', 'tab_here'],
  ])('%j becomes %j', ([name = '', expected]) => {
    expect(on(name)).toBe(expected);
  });
});

describe('a name on unix', () => {
  it('keeps what Windows cannot hold, and is cut to what the disk holds', () => {
    expect(safePath('a:b?/con', 'unix')).toEqual({ parts: ['a:b?', 'con'], changed: false });
    const safe = safePath(`${'ä'.repeat(200)}.jpeg`, 'unix');
    expect('parts' in safe && Buffer.byteLength(safe.parts[0] ?? '')).toBe(255);
    expect('parts' in safe && safe.parts[0]?.endsWith('.jpeg')).toBe(true);
  });
});

describe('names that the disk takes for one', () => {
  it.for([
    [{ case: true, unicode: true }, ['a/X.txt', 'A/x (2).txt']],
    [{ case: false, unicode: false }, ['a/X.txt', 'A/x.txt']],
  ] as const)('get numbers, with %j', ([folding, expected]) => {
    const tree = new NameTree(folding);
    const paths = [
      ['a', 'X.txt'],
      ['A', 'x.txt'],
    ].map((parts) => tree.place(parts, 'file').path);
    expect(paths.map((path) => path.toLowerCase())).toEqual(expected.map((path) => path.toLowerCase()));
  });

  it('and a folder gives way to a file that came first', () => {
    const tree = new NameTree({ case: false, unicode: false });
    expect(tree.place(['a'], 'file').path).toBe('a');
    expect(tree.place(['a', 'b'], 'file').path).toBe('a (2)/b');
    expect(tree.place(['a', 'c'], 'file').path).toBe('a (2)/c');
  });

  it('are one for composed and decomposed letters', () => {
    const tree = new NameTree({ case: false, unicode: true });
    expect(tree.place(['\u00e9'], 'file').path).toBe('\u00e9');
    expect(tree.place(['e\u0301'], 'file').path).toBe('e\u0301 (2)');
  });
});
