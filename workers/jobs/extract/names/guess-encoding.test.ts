import { describe, expect, it } from 'vitest';
import { decode, type Encoding } from './code-pages.ts';
import { guessEncoding } from './guess-encoding.ts';

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
  [
    'windows-1252',
    [
      ['São João.jpg', '53 e3 6f 20 4a 6f e3 6f 2e 6a 70 67'],
      ['Não é ação.doc', '4e e3 6f 20 e9 20 61 e7 e3 6f 2e 64 6f 63'],
    ],
  ],
  [
    'windows-1250',
    [
      ['Książka żółta.pdf', '4b 73 69 b9 bf 6b 61 20 bf f3 b3 74 61 2e 70 64 66'],
      ['Święta.jpg', '8c 77 69 ea 74 61 2e 6a 70 67'],
      ['Łódź.doc', 'a3 f3 64 9f 2e 64 6f 63'],
    ],
  ],
  [
    'cp852',
    [
      ['Příliš žluťoučký.txt', '50 fd a1 6c 69 e7 20 a7 6c 75 9c 6f 75 9f 6b ec 2e 74 78 74'],
      ['Účet č. 5.pdf', 'e9 9f 65 74 20 9f 2e 20 35 2e 70 64 66'],
      ['Kůň.jpg', '4b 85 e5 2e 6a 70 67'],
    ],
  ],
  [
    'windows-1253',
    [['Φωτογραφίες/θάλασσα.jpg', 'd6 f9 f4 ef e3 f1 e1 f6 df e5 f2 2f e8 dc eb e1 f3 f3 e1 2e 6a 70 67']],
  ],
  ['cp737', [['Έγγραφα/Νέος φάκελος.txt', 'eb 9a 9a a8 98 ad 98 2f 8c e2 a6 aa 20 ad e1 a1 9c a2 a6 aa 2e 74 78 74']]],
  [
    'windows-1254',
    [
      ['Türkçe öğretmeni.doc', '54 fc 72 6b e7 65 20 f6 f0 72 65 74 6d 65 6e 69 2e 64 6f 63'],
      ['Işık şöyle.txt', '49 fe fd 6b 20 fe f6 79 6c 65 2e 74 78 74'],
    ],
  ],
  [
    'cp857',
    [
      ['Türkçe öğretmeni.doc', '54 81 72 6b 87 65 20 94 a7 72 65 74 6d 65 6e 69 2e 64 6f 63'],
      ['Işık şöyle.txt', '49 9f 8d 6b 20 9f 94 79 6c 65 2e 74 78 74'],
    ],
  ],
  [
    'windows-1255',
    [
      ['שלום עולם.txt', 'f9 ec e5 ed 20 f2 e5 ec ed 2e 74 78 74'],
      ['תמונות.jpg', 'fa ee e5 f0 e5 fa 2e 6a 70 67'],
    ],
  ],
  [
    'cp862',
    [
      ['שלום עולם.txt', '99 8c 85 8d 20 92 85 8c 8d 2e 74 78 74'],
      ['תמונות.jpg', '9a 8e 85 90 85 9a 2e 6a 70 67'],
    ],
  ],
  ['windows-1256', [['صور/مستند جديد.doc', 'd5 e6 d1 2f e3 d3 ca e4 cf 20 cc cf ed cf 2e 64 6f 63']]],
  ['windows-874', [['รูปภาพ/เอกสารใหม่.doc', 'c3 d9 bb c0 d2 be 2f e0 cd a1 ca d2 c3 e3 cb c1 e8 2e 64 6f 63']]],
  [
    'koi8-u',
    [
      ['Їжак і яблука.txt', 'b7 d6 c1 cb 20 a6 20 d1 c2 cc d5 cb c1 2e 74 78 74'],
      ['Звіт про роботу.doc', 'fa d7 a6 d4 20 d0 d2 cf 20 d2 cf c2 cf d4 d5 2e 64 6f 63'],
    ],
  ],
  [
    'koi8-r',
    [
      ['Договор аренды.docx', 'e4 cf c7 cf d7 cf d2 20 c1 d2 c5 ce c4 d9 2e 64 6f 63 78'],
      ['Новая папка', 'ee cf d7 c1 d1 20 d0 c1 d0 cb c1'],
    ],
  ],
  [
    'big5',
    [
      ['新資料夾/照片.jpg', 'b7 73 b8 ea ae c6 a7 a8 2f b7 d3 a4 f9 2e 6a 70 67'],
      ['說明.txt', 'bb a1 a9 fa 2e 74 78 74'],
    ],
  ],
  [
    'euc-kr',
    [
      ['새 폴더/사진.jpg', 'bb f5 20 c6 fa b4 f5 2f bb e7 c1 f8 2e 6a 70 67'],
      ['보고서.txt', 'ba b8 b0 ed bc ad 2e 74 78 74'],
    ],
  ],
  [
    'euc-jp',
    [
      ['新しい写真.jpg', 'bf b7 a4 b7 a4 a4 bc cc bf bf 2e 6a 70 67'],
      ['お知らせ.txt', 'a4 aa c3 ce a4 e9 a4 bb 2e 74 78 74'],
    ],
  ],
  [
    'shift_jis',
    [
      ['ソフトウェア.exe', '83 5c 83 74 83 67 83 45 83 46 83 41 2e 65 78 65'],
      ['テスト.txt', '83 65 83 58 83 67 2e 74 78 74'],
    ],
  ],
  [
    'cp437',
    [
      ['Öl.jpg', '99 6c 2e 6a 70 67'],
      ['Änderung_Überblick.pdf', '8e 6e 64 65 72 75 6e 67 5f 9a 62 65 72 62 6c 69 63 6b 2e 70 64 66'],
    ],
  ],
  [
    'cp850',
    [
      ['Não é ação.doc', '4e c6 6f 20 82 20 61 87 c6 6f 2e 64 6f 63'],
      ['Ação.txt', '41 87 c6 6f 2e 74 78 74'],
    ],
  ],
  [
    'ibm866',
    [
      ['ПРИКАЗ.doc', '8f 90 88 8a 80 87 2e 64 6f 63'],
      ['Ёлка в лесу.jpg', 'f0 ab aa a0 20 a2 20 ab a5 e1 e3 2e 6a 70 67'],
    ],
  ],
  [
    'gbk',
    [
      ['音乐.mp3', 'd2 f4 c0 d6 2e 6d 70 33'],
      ['作业.doc', 'd7 f7 d2 b5 2e 64 6f 63'],
    ],
  ],
];

const bytesOf = (hex: string): Buffer => Buffer.from(hex.replaceAll(' ', ''), 'hex');

describe('names that do not say their encoding', () => {
  it.for(NAMES)('in %s are read right', ([encoding, names]) => {
    const guess = guessEncoding(names.map(([, hex]) => bytesOf(hex))) ?? 'utf-8';
    const read = names.map(([, hex]) => decode(bytesOf(hex), guess));
    expect([read, guess]).toEqual([names.map(([text]) => text), encoding]);
  });

  it.for(['61 b1 62', '61 b1 62 b2 63', '61 80 62'])('but read like no words in any, are not guessed: %s', (hex) => {
    expect(guessEncoding([bytesOf(hex)])).toBeUndefined();
  });

  it('and one that is in another encoding does not change what the others say', () => {
    const names = ['4b 73 69 b9 bf 6b 61', 'a3 f3 64 9f', '83 65 83 58 83 67 81'].map(bytesOf);
    expect(guessEncoding([...names, ...names.slice(0, 2), ...names.slice(0, 2)])).toBe('windows-1250');
  });
});
