// Guesses which encoding names are in, where the archive does not say: by which reading looks most like words.
import { decode, type Encoding } from './code-pages.ts';

/** So many names are looked at: enough to tell, however many there are. */
const MAX_SAMPLES = 500;

/** Of readings that look equally good the first one counts. */
const CANDIDATES: readonly Encoding[] = [
  'cp437',
  'windows-1252',
  'cp850',
  'shift_jis',
  'gbk',
  'windows-1251',
  'ibm866',
  'koi8-r',
  'euc-jp',
  'big5',
  'euc-kr',
  'windows-1250',
];

/** Letters of everyday words; the share of them that are everyday tells Chinese, Japanese and Korean apart. */
const EVERYDAY =
  '的一是不了人在有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运的笔图片照文档新建夹资料合同報告書写真画像資料説明会議録東京大阪年度版最終確認用紙請求見積契約仕様設計図';

/** The encoding that most of the names are likely in. UTF-8 when all of them are. */
export function guessEncoding(names: readonly Buffer[]): Encoding {
  const samples = names.slice(0, MAX_SAMPLES);
  if (names.every((name) => decode(name, 'utf-8') !== undefined)) return 'utf-8';
  let best: Encoding = 'cp437';
  let bestScore = Number.NEGATIVE_INFINITY;
  for (const encoding of CANDIDATES) {
    const score = scoreAll(samples, encoding);
    if (score > bestScore + 1e-9) {
      best = encoding;
      bestScore = score;
    }
  }
  return best;
}

/** The mean score of a character that is not ASCII. */
function scoreAll(names: readonly Buffer[], encoding: Encoding): number {
  let score = 0;
  let bytes = 0;
  for (const name of names) {
    const text = decode(name, encoding);
    if (text === undefined) return Number.NEGATIVE_INFINITY;
    score += scoreText(text);
    for (const byte of name) if (byte >= 0x80) bytes++;
  }
  return bytes === 0 ? 0 : score / bytes;
}

/** Points for a name read in one way: for each byte that is not ASCII, from -3 (never in names) to 1. */
function scoreText(text: string): number {
  let score = 0;
  let before = '';
  for (const character of text) {
    score += scoreCharacter(character, before);
    before = character;
  }
  return score;
}

function scoreCharacter(character: string, before: string): number {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x80) return 0;
  if (/\p{Script=Han}/u.test(character)) return EVERYDAY.includes(character) ? 2 : 0.8;
  if (/[\u3040-\u30ff]/u.test(character)) return 2;
  if (/[\uac00-\ud7af]/u.test(character)) return 1.8;
  // Half-width katakana are what Cyrillic and accents look like in Shift-JIS.
  if (/[\uff61-\uff9f]/u.test(character)) return -0.5;
  if (/[\u3000-\u303f\uff01-\uff5e]/u.test(character)) return 1;
  if (/\p{Script=Cyrillic}/u.test(character)) return scoreCyrillic(character, before);
  if (/\p{Script=Latin}/u.test(character)) return scoreLatin(character, before);
  if (/[’‘“”–—…€©®°§]/u.test(character)) return 0.3;
  if (/[\p{Cc}\p{Co}\p{Cn}]/u.test(character)) return -3;
  return -1;
}

/** Within a word capitals stand first or everywhere: a capital after a small letter is the wrong code page. */
function scoreCyrillic(character: string, before: string): number {
  if (!/[а-яёА-ЯЁ]/u.test(character)) return 0;
  const isUpper = character !== character.toLowerCase();
  if (/\p{Ll}/u.test(before) && isUpper) return -0.8;
  return /\p{Script=Cyrillic}/u.test(before) ? 1 : 0.7;
}

/** Accented letters stand between plain ones in most words. */
function scoreLatin(character: string, before: string): number {
  const isUpper = character !== character.toLowerCase();
  if (/[\u0100-\u024f]/u.test(character)) return 0.55;
  if (/[ªº]/u.test(character)) return -0.5;
  if (isUpper && /\p{Ll}/u.test(before)) return -0.9;
  if (before.codePointAt(0) !== undefined && (before.codePointAt(0) ?? 0) >= 0x80) return 0.1;
  return isUpper ? 0.7 : 0.9;
}
