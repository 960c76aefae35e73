// Turns a message into a sentence. The window and the command line both use it.
import type { Catalogue, Message, MessageParams, Text } from './message.ts';

/** A message as sentences. */
export interface Sentence {
  readonly text: string;
  /** Empty if there is nothing that the user can do. */
  readonly hint: string;
}

/** How numbers are written, and the language whose plural forms apply. */
export interface MessageFormat {
  /** BCP 47. */
  readonly locale: string;
  number(value: number): string;
  bytes(value: number): string;
  /** Returns the name of an option's choice. Without it, the name on the command line is used. */
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

/** The sentence of a message without a text: one of an earlier version, which contains its sentence, or of a later one, whose code is unknown. */
function unworded(code: string, { text = code, hint = '' }: MessageParams): Sentence {
  return { text: String(text), hint: String(hint) };
}
