// The characters that a regular expression can tell apart: one of each kind is enough to know how it runs.
import type { AST } from '@eslint-community/regexpp';

/** What single characters are matched by. */
export type Atom = AST.Character | AST.CharacterClass | AST.CharacterSet | AST.ExpressionCharacterClass;

/** What `^`, `$` and `\b` ask of the character before or after a place. */
export type Kind = 'edge' | 'word' | 'line-end' | 'other';

export interface Symbol {
  readonly kind: Kind;
  readonly example: string;
}

export interface Symbols {
  readonly all: readonly Symbol[];
  /** Numbers in `all` of those that an atom matches. */
  readonly of: (atom: Atom) => readonly number[];
}

/** Up to Latin Extended-B, and what folds, ends lines, is a space, or is beyond the first plane. */
const EXAMPLES = [
  ...Array(0x250).keys(),
  0x2028,
  0x2029,
  0x2003,
  0x202e,
  0x212a,
  0x1e9e,
  0x3b1,
  0x6f22,
  0xdc80,
  0xfeff,
];
const BEYOND = [0x1f600, 0x10000, 0x10ffff];

export function symbolsOf(atoms: readonly Atom[], flags: string): Symbols {
  const isUnicode = /[uv]/.test(flags);
  const codes = new Set([...EXAMPLES, ...(isUnicode ? BEYOND : []), ...atoms.flatMap(boundaries)]);
  const texts = [...codes].map((code) => String.fromCodePoint(code)).filter((text) => isUnicode || text.length === 1);
  const matchers = new Map(atoms.map(({ raw }) => [raw, new RegExp(`^(?:${raw})$`, flags.replace(/[gmyd]/g, ''))]));
  const groups = new Map<string, { readonly symbol: Symbol; readonly matching: ReadonlySet<string> }>();
  for (const example of texts) {
    const matching = new Set([...matchers].filter(([, matcher]) => matcher.test(example)).map(([raw]) => raw));
    const kind: Kind = /\w/.test(example) ? 'word' : /[\n\r\u2028\u2029]/.test(example) ? 'line-end' : 'other';
    const key = JSON.stringify([kind, ...matching]);
    if (!groups.has(key)) groups.set(key, { symbol: { kind, example }, matching });
  }
  const known = [...groups.values()];
  return {
    all: known.map(({ symbol }) => symbol),
    of: ({ raw }) => known.flatMap(({ matching }, index) => (matching.has(raw) ? index : [])),
  };
}

/** The characters that an atom names, and those just beside them. */
function boundaries(atom: AST.Node): readonly number[] {
  switch (atom.type) {
    case 'Character':
      return [atom.value - 1, atom.value, atom.value + 1].filter((code) => code >= 0 && code <= 0x10ffff);
    case 'CharacterClassRange':
      return [...boundaries(atom.min), ...boundaries(atom.max)];
    case 'CharacterClass':
      return atom.elements.flatMap(boundaries);
    default:
      return [];
  }
}
