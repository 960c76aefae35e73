// The types of a job type's texts, of which each language has one catalogue. They follow from the type's tables: a missing text,
// and one that no table needs, do not compile.
import type { Language } from '../messages/languages.ts';
import type { OptionTable } from './option-table.ts';

export interface OptionTexts {
  readonly title: string;
  readonly description?: string;
  readonly choices?: Readonly<Record<string, string>>;
  readonly titles?: Readonly<Record<string, string>>;
}

/** Loads a job type's texts in a language. */
export type TypeTextsLoader = (language: Language) => Promise<{ readonly texts: TypeTexts }>;

/** The texts of any job type, for code that works with all of them. */
export interface TypeTexts {
  /** Name on the tab and in menus: `Zip`. */
  readonly name: string;
  /** Text on the drop target: `Drop here to zip`. */
  readonly drop: string;
  /** What may be dropped: `Files and folders`. */
  readonly accepts: string;
  /** What the command does, in one sentence. */
  readonly command: string;
  /** What `--output` names. */
  readonly output: string;
  /** Title of the option that passes the results of another job to this type, if it takes any file. */
  readonly next?: string;
  /** The same for a job that is done already. */
  readonly nextNow?: string;
  /** Its entry in the menus of systems and file managers, and what it does: `Zip with Dropmill`. */
  readonly launcher: { readonly title: string; readonly comment: string };
  readonly groups: Readonly<Record<string, string>>;
  readonly presets: Readonly<Record<string, string>>;
  readonly summary: Readonly<Record<string, string>>;
  readonly options: Readonly<Record<string, OptionTexts>>;
}

/**
 * The line on the drop card. It has parts; for each part the first wording whose condition holds is shown, and null shows nothing. A wording
 * is a key of the texts under `summary`; `{level}` in the text is replaced by the option's value in words.
 */
export type SummaryTable = readonly (readonly SummaryWording[])[];

export interface SummaryWording {
  readonly text: string | null;
  readonly when?: Readonly<Record<string, readonly unknown[]>>;
}

/** Keeps the keys of a summary's texts as types. */
export function summaryTable<const S extends SummaryTable>(summary: S): S {
  return summary;
}

type LabelsOf<O> = O extends { readonly labels: infer L } ? keyof L : never;

type ChoicesOf<O> = O extends { readonly choices: readonly (infer C extends string)[] }
  ? { readonly choices: Readonly<Record<Exclude<C, LabelsOf<O>>, string>> }
  : O extends { readonly named: infer N }
    ? { readonly choices: Readonly<Record<keyof N & string, string>> }
    : unknown;

type TitlesOf<O> = O extends { readonly retitled: readonly { readonly title: infer K extends string }[] }
  ? { readonly titles: Readonly<Record<K, string>> }
  : unknown;

type TextsOfOption<O> = { readonly title: string; readonly description?: string } & ChoicesOf<O> & TitlesOf<O>;

type GroupsOf<T> = { [K in keyof T]: T[K] extends { readonly group: infer G extends string } ? G : never }[keyof T];

type WordingsOf<S> = S extends readonly (readonly { readonly text: infer K }[])[] ? Exclude<K, null> & string : never;

/** The type of an English catalogue, which is checked by `satisfies`. */
export interface TextsFor<T extends OptionTable, Presets, Summary>
  extends Omit<TypeTexts, 'groups' | 'presets' | 'summary' | 'options'> {
  readonly groups: Readonly<Record<GroupsOf<T>, string>>;
  readonly presets: Readonly<Record<keyof Presets & string, string>>;
  readonly summary: Readonly<Record<WordingsOf<Summary>, string>>;
  readonly options: { readonly [K in keyof T]: TextsOfOption<T[K]> };
}
