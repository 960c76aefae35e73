// Guesses the encoding of names if the archive does not say it: the one whose text looks most like words of a language.
import { decode, type Encoding } from './code-pages.ts';
import { ALWAYS_LAST, type Alphabet, EAST_ASIAN, EVERYDAY, LATIN, NEVER_FIRST, OTHER } from './languages.ts';

/** At most so many names are examined, which is enough for any archive. */
const MAX_SAMPLES = 500;
/** Points for each byte that is not valid in the encoding. */
const UNREADABLE = -1.5;
/** Points for a letter of another language, or a character that is no letter. */
const FOREIGN = -0.7;
const NO_LETTER = -1;
const NEVER_IN_NAMES = -3;
const PUNCTUATION = 0.3;

/** Returns points for a character that is not ASCII, with its neighbours, from -3 (never in names) to 1 (typical of words). */
type Points = (character: string, before: string, after: string) => number;

/** Returns the encoding that most names probably have. UTF-8 if all names are UTF-8; undefined if they look like words in no encoding. */
export function guessEncoding(names: readonly Buffer[]): Encoding | undefined {
  if (names.every((name) => decode(name, 'utf-8') !== undefined)) return 'utf-8';
  const readings = new Readings(names.slice(0, MAX_SAMPLES));
  for (const alphabet of LATIN) readings.tryAll(alphabet, latinPoints(alphabet));
  for (const alphabet of OTHER) readings.tryAll(alphabet, otherPoints(alphabet));
  for (const { encoding, rare } of EAST_ASIAN) readings.tryOne(encoding, eastAsianPoints(encoding), rare);
  return readings.best;
}

class Readings {
  readonly #names: readonly Buffer[];
  readonly #texts = new Map<Encoding, readonly (string | undefined)[]>();
  #points = 0;
  best: Encoding | undefined;

  constructor(names: readonly Buffer[]) {
    this.#names = names;
  }

  tryAll({ encodings, rare = 0 }: Alphabet, points: Points): void {
    for (const encoding of encodings) this.tryOne(encoding, points, rare);
  }

  tryOne(encoding: Encoding, points: Points, rare: number): void {
    const score = this.#meanOf(encoding, points) - rare;
    if (score <= this.#points + 1e-9) return;
    this.#points = score;
    this.best = encoding;
  }

  /** The mean points of all characters that are not ASCII. */
  #meanOf(encoding: Encoding, points: Points): number {
    let sum = 0;
    let count = 0;
    for (const [index, text] of this.#read(encoding).entries()) {
      if (text === undefined) {
        const bytes = highBytes(this.#names[index]);
        sum += bytes * UNREADABLE;
        count += bytes;
        continue;
      }
      const characters = [...text];
      for (const [at, character] of characters.entries()) {
        if (character < '\u0080') continue;
        sum += points(character, characters[at - 1] ?? '', characters[at + 1] ?? '');
        count++;
      }
    }
    return count === 0 ? Number.NEGATIVE_INFINITY : sum / count;
  }

  #read(encoding: Encoding): readonly (string | undefined)[] {
    const known = this.#texts.get(encoding);
    if (known) return known;
    const texts = this.#names.map((name) => decode(name, encoding));
    this.#texts.set(encoding, texts);
    return texts;
  }
}

function highBytes(name: Buffer | undefined): number {
  let count = 0;
  for (const byte of name ?? []) if (byte >= 0x80) count++;
  return count;
}

function latinPoints({ letters }: Alphabet): Points {
  const own = new Set(letters);
  return (character, before, after) => {
    const small = character.toLowerCase();
    if (!/\p{L}/u.test(character)) return symbolPoints(character);
    if (!own.has(small[0] ?? '')) return FOREIGN;
    // The character next to it is half of a character of two bytes.
    if (/[@[\\\]^`{|}~]/.test(after)) return FOREIGN;
    return isWrongCapital(character, before) || isWrongCapital(after, character) ? FOREIGN : 1;
  };
}

/** Letters that are used more often give more points. This distinguishes alphabets that use the same bytes. */
function otherPoints({ letters }: Alphabet): Points {
  const ranks = new Map([...letters].map((letter, rank) => [letter, rank / letters.length]));
  return (character, before, after) => {
    const rank = ranks.get(character.toLowerCase()) ?? ranks.get(character.toLowerCase().normalize('NFD')[0] ?? '');
    if (rank === undefined) return /[\p{L}\p{M}]/u.test(character) ? FOREIGN : symbolPoints(character);
    if (isWrongCapital(character, before)) return FOREIGN;
    if (!/[\p{L}\p{M}]/u.test(before) && (NEVER_FIRST.has(character) || /\p{M}/u.test(character))) return FOREIGN;
    if (ALWAYS_LAST.has(character)) return /\p{L}/u.test(after) ? FOREIGN : 1;
    // Two alphabets in one word.
    if (/[A-Za-z]/.test(before) || /[A-Za-z]/.test(after)) return FOREIGN;
    return 1 - rank / 2;
  };
}

function eastAsianPoints(encoding: Encoding): Points {
  const isKorean = encoding === 'euc-kr';
  return (character, before, after) => {
    const points = isKorean ? koreanPoints(character) : chinesePoints(character, before);
    // Small Latin letters form words of their own and are rarely next to one of these characters. If they are, the word is Latin.
    const touches = /[a-zÀ-ž]/.test(before) || /[a-z]/.test(after);
    return touches && /[\p{L}]/u.test(character) ? Math.min(points, FOREIGN) : points;
  };
}

function koreanPoints(character: string): number {
  if (/[\uac00-\ud7af]/u.test(character)) return 0.95;
  // Hardly written any more.
  if (/\p{Script=Han}/u.test(character)) return -0.3;
  return eastAsianSymbolPoints(character);
}

function chinesePoints(character: string, before: string): number {
  if (/\p{Script=Han}/u.test(character)) return EVERYDAY.has(character) ? 1 : 0.5;
  if (/[\u3040-\u30ff]/u.test(character)) return 1;
  // Cyrillic and accents, when read as Shift-JIS, look like half-width katakana.
  if (/[\uff61-\uff9f]/u.test(character)) return /[\uff61-\uff9f]/u.test(before) ? 0.2 : -0.3;
  return eastAsianSymbolPoints(character);
}

function eastAsianSymbolPoints(character: string): number {
  if (/[\u3000-\u303f\uff01-\uff5e]/u.test(character)) return 0.6;
  return /\p{L}/u.test(character) ? FOREIGN : symbolPoints(character);
}

function symbolPoints(character: string): number {
  if (/[’‘“”„–—…«»°§©®№¿¡·]/u.test(character)) return PUNCTUATION;
  return /[\p{Cc}\p{Co}\p{Cn}]/u.test(character) ? NEVER_IN_NAMES : NO_LETTER;
}

/** In a word, capitals are first or everywhere: a capital after a small letter means the wrong code page. */
function isWrongCapital(character: string, before: string): boolean {
  return /\p{Lu}/u.test(character) && /\p{Ll}/u.test(before);
}
