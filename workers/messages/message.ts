// The types of messages (errors, skips and notes): a code with parameters. Only the catalogues have sentences.
import type { Language } from './languages.ts';

/** A message as it is sent between processes and written to the journal and as JSON. */
export interface Message {
  /** Stable, for programs: `ENOSPC`, `NOT_A_PICTURE`. */
  readonly code: string;
  readonly params?: MessageParams;
}

/**
 * The values in a sentence. Names and paths are shown as they are, numbers in the format of the reader's language, and other
 * messages in that language.
 */
export interface MessageParams {
  readonly [name: string]: string | number | Message;
}

/**
 * A text with `{{name}}` where a parameter goes, `{{size, bytes}}` for a number of bytes, `{{why, message}}` for another message, or
 * `{{encoding, choice}}` for a choice of the option of that name.
 */
export type Text = string | PluralText;

/** The parameter `count` chooses the form by the rules of the language; `other` replaces a form that is missing. */
export interface PluralText {
  readonly one?: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}

export interface MessageText {
  /** What is wrong: "The disk is full." */
  readonly text: Text;
  /** What the user can do: "Free some space or choose another folder." */
  readonly hint?: Text;
}

/** Texts of one language, by code. */
export type Catalogue = Readonly<Record<string, MessageText>>;

/** Loads the texts of a language when they are needed. */
export type CatalogueLoader = (language: Language) => Promise<{ readonly messages: Catalogue }>;

/** The same codes in another language: none missing, none more, and each with the parameters of the English text. */
export type Translation<English extends Catalogue> = {
  readonly [Code in keyof English]: {
    readonly text: Translated<English[Code]['text']>;
  } & (English[Code] extends { readonly hint: infer Hint extends Text }
    ? { readonly hint: Translated<Hint> }
    : { readonly hint?: never });
};

/** The texts between the braces of a text. */
export type Places<T extends string> = T extends `${string}{{${infer Place}}}${infer Rest}`
  ? Place | Places<Rest>
  : never;

type Translated<T extends Text> = T extends string
  ? string & With<Places<T>>
  : Omit<PluralText, 'other'> & { readonly other: string & With<Places<(T & PluralText)['other']>> };

/** Texts that contain all these places. */
type With<Place extends string> = [Place] extends [never]
  ? string
  : (Place extends string ? (has: `${string}{{${Place}}}${string}`) => void : never) extends (has: infer All) => void
    ? All
    : never;
