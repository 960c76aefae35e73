// The letters and encodings of languages, which are used to guess the encoding of names.
import type { Encoding } from './code-pages.ts';

/** A language with an alphabet. */
export interface Alphabet {
  /**
   * Its small letters beyond ASCII; all letters if the alphabet has no capitals. In alphabets other than the Latin one, the most frequent
   * letters come first.
   */
  readonly letters: string;
  /** If several encodings fit equally well, the first one is chosen. */
  readonly encodings: readonly Encoding[];
  /** How much less likely archives in this language are than others, in points (`guess-encoding.ts`). @default 0 */
  readonly rare?: number;
}

const WESTERN: readonly Encoding[] = ['cp437', 'windows-1252', 'cp850'];
const CENTRAL: readonly Encoding[] = ['windows-1250', 'cp852'];
const CYRILLIC: readonly Encoding[] = ['windows-1251', 'ibm866'];

export const LATIN: readonly Alphabet[] = [
  { letters: 'äöüß', encodings: [...WESTERN, ...CENTRAL] },
  { letters: 'éèêëàâçîïôùûœæ', encodings: WESTERN },
  { letters: 'áéíóúñü', encodings: WESTERN },
  { letters: 'ãõáéíóúâêôçàü', encodings: WESTERN },
  { letters: 'àèéìòù', encodings: WESTERN },
  { letters: 'åäöé', encodings: WESTERN },
  { letters: 'æøåé', encodings: WESTERN },
  { letters: 'áéíóúýþæðö', encodings: WESTERN, rare: 0.05 },
  { letters: 'ąćęłńóśźż', encodings: CENTRAL },
  { letters: 'áčďéěíňóřšťúůýž', encodings: CENTRAL },
  { letters: 'áäčďéíĺľňóôŕšťúýž', encodings: CENTRAL, rare: 0.05 },
  { letters: 'áéíóöőúüű', encodings: CENTRAL },
  { letters: 'čćđšž', encodings: CENTRAL },
  { letters: 'ăâîşţ', encodings: CENTRAL, rare: 0.05 },
  { letters: 'çğıöşüiâ', encodings: ['windows-1254', 'cp857'] },
];

export const OTHER: readonly Alphabet[] = [
  { letters: 'оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё', encodings: [...CYRILLIC, 'koi8-r'] },
  { letters: 'оаинтвреслкдмупязьгбчїйхцжшіюєщфґ', encodings: [...CYRILLIC, 'koi8-u'], rare: 0.05 },
  { letters: 'аоиетнрсвлкпдмзбъгуцчяжщйхшюфь', encodings: CYRILLIC, rare: 0.08 },
  { letters: 'αοιετσνηυρπκμλςωγδίόάέθήφχβύώξζψϊϋΐΰ', encodings: ['windows-1253', 'cp737'] },
  { letters: 'יוהלאתמרבשנעדקחםפכצטזןגסךףץ', encodings: ['windows-1255', 'cp862'] },
  { letters: 'اليمنتورهبسدعكفحقجشصطخةذزضأثغظىئءإؤآپ', encodings: ['windows-1256'] },
  { letters: 'านรอกเงมยลวดทสตะปบคหแจพชขใไโผถซธณฟศษภญฉฐฝฮฏฑฆฎฌฬฤๆฯฅำิีึืุู็่้๊๋์ั', encodings: ['windows-874'], rare: 0.05 },
];

/** Letters that no word begins with. */
export const NEVER_FIRST = new Set('ъыьะาำๆฯ');
/** Letters that are only at the end of a word. */
export const ALWAYS_LAST = new Set('ךםןףץς');

/** Languages of many characters, with how much less likely archives in them are. */
export const EAST_ASIAN: readonly { readonly encoding: Encoding; readonly rare: number }[] = [
  { encoding: 'shift_jis', rare: 0 },
  { encoding: 'gbk', rare: 0 },
  { encoding: 'big5', rare: 0.05 },
  { encoding: 'euc-kr', rare: 0 },
  { encoding: 'euc-jp', rare: 0.1 },
];

/** Characters of everyday words. How many characters are among these distinguishes Chinese from Japanese. */
export const EVERYDAY = new Set(
  '的一是不了人在有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运的笔图片照文档新建夹资料合同料田太郎予曲作業語京音楽報告書写真画像資料説明会議録東京大阪年度版最終確認用紙請求見積契約仕様設計図夾說報臺學樂業檔案圖個這來時國為們會對後過還沒開關問實現電話場動點體機發經無與樣長門進頭應當間題聲',
);
