// Puts a message into words. Pure: the window uses it as well as the command line.
import type { Catalogue, Message, MessageParams, Text } from './message.ts';

/** A message in words. */
export interface Sentence {
  readonly text: string;
  /** Empty where there is nothing to be done. */
  readonly hint: string;
}

/** How numbers are written, and the language whose plural forms apply. */
export interface MessageFormat {
  /** BCP 47. */
  readonly locale: string;
  number(value: number): string;
  bytes(value: number): string;
  /** What a choice of an option is called. Without it, it is called as programs and the command line call it. */
  choice?(option: string, choice: string): string;
}

export type Word = (message: Message) => Sentence;

export function wordWith(catalogue: Catalogue, format: MessageFormat): Word {
  const rules = new Intl.PluralRules(format.locale);
  const form = (text: Text, params: MessageParams): string => {
    if (typeof text === 'string') return text;
    return text[rules.select(Number(params.count)) as 'one'] ?? text.other;
  };
  const fill = (text: Text | undefined, params: MessageParams): string =>
    text === undefined
      ? ''
      : form(text, params).replace(/\{\{(\w+)(, \w+)?\}\}/g, (_place, name: string, kind?: string) => {
          const value = params[name] ?? '';
          if (typeof value === 'string') return kind === ', choice' ? (format.choice?.(name, value) ?? value) : value;
          if (typeof value === 'object') return word(value).text;
          return kind === undefined ? format.number(value) : format.bytes(value);
        });
  const word: Word = ({ code, params = {} }) => {
    const found = Object.hasOwn(catalogue, code) ? catalogue[code] : undefined;
    if (!found || 'text' in params) return unworded(code, params);
    return { text: fill(found.text, params), hint: fill(found.hint, params) };
  };
  return word;
}

/** A message of an earlier version, which brings its sentence along, or of a later one, which has a code of its own. */
function unworded(code: string, { text = code, hint = '' }: MessageParams): Sentence {
  return { text: String(text), hint: String(hint) };
}
