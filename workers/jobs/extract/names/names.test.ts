import { describe, expect, it } from 'vitest';
import { decode, type Encoding } from './code-pages.ts';
import { guessEncoding } from './guess-encoding.ts';
import { NameTree } from './name-tree.ts';
import { safePath } from './safe-path.ts';

/** Bytes in hexadecimal, made by Python's codecs. */
const NAMES: readonly (readonly [Encoding, readonly (readonly [text: string, hex: string])[]])[] = [
  [
    'shift_jis',
    [
      ['新しいフォルダー/写真.jpg', '90 56 82 b5 82 a2 83 74 83 48 83 8b 83 5f 81 5b 2f 8e ca 90 5e 2e 6a 70 67'],
      ['報告書.txt', '95 f1 8d 90 8f 91 2e 74 78 74'],
    ],
  ],
  [
    'gbk',
    [
      ['新建文件夹/照片.jpg', 'd0 c2 bd a8 ce c4 bc fe bc d0 2f d5 d5 c6 ac 2e 6a 70 67'],
      ['资料.txt', 'd7 ca c1 cf 2e 74 78 74'],
    ],
  ],
  [
    'windows-1251',
    [
      ['Документы/отчёт.txt', 'c4 ee ea f3 ec e5 ed f2 fb 2f ee f2 f7 b8 f2 2e 74 78 74'],
      ['Фото.jpg', 'd4 ee f2 ee 2e 6a 70 67'],
    ],
  ],
  ['ibm866', [['Документы/отчет.txt', '84 ae aa e3 ac a5 ad e2 eb 2f ae e2 e7 a5 e2 2e 74 78 74']]],
  ['windows-1252', [['Größe übrig.txt', '47 72 f6 df 65 20 fc 62 72 69 67 2e 74 78 74']]],
  [
    'cp437',
    [
      ['Grüße/über.txt', '47 72 81 e1 65 2f 81 62 65 72 2e 74 78 74'],
      ['café.txt', '63 61 66 82 2e 74 78 74'],
    ],
  ],
  ['utf-8', [['日本.txt', 'e6 97 a5 e6 9c ac 2e 74 78 74']]],
];

const bytesOf = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex');

describe('names that do not say their encoding', () => {
  it.for(NAMES)('in %s are read right', ([encoding, names]) => {
    const guess = guessEncoding(names.map(([, hex]) => bytesOf(hex)));
    const read = names.map(([, hex]) => decode(bytesOf(hex), guess));
    expect([read, guess]).toEqual([names.map(([text]) => text), encoding]);
  });
});

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
