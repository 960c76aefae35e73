// Defines the entries of option tables. A type's table is the only place that names its options: their TypeScript type,
// the schema that main checks with, the form, the flags of the command line and their help are all made from it.

import type { KnownMessage } from '../messages/codes.ts';

/** An option's value, as it is in requests, journals and presets. */
export type OptionValue = boolean | number | string | null | readonly (number | string)[];

/** A condition, which holds if each of these options has one of these values. */
export type When = Readonly<Record<string, readonly OptionValue[]>>;

/** How an option is set on the command line. */
export interface Flag {
  /**
   * Without the dashes; null for an option that only `shortcuts` set.
   * @default the option's key in kebab-case, with `-file` at its end for a secret
   */
  readonly name?: string | null;
  /** One letter. */
  readonly short?: string;
  /** Other names, which still work but are not listed in the help. */
  readonly aliases?: readonly string[];
  /** The word for the value in the help: `N`. */
  readonly value?: string;
  /** The command line's words for choices. The choice itself is accepted, too. */
  readonly words?: Readonly<Record<string, string>>;
  /** If the flag is given more than once, this option takes the values from the second on. */
  readonly overflow?: string;
  /** The default on the command line, if it differs. */
  readonly default?: OptionValue;
  /** The flag has no effect if the option's `when` does not hold; the command line then says so. */
  readonly onlyWhen?: true;
  /** Flags without a value, each for one value of the option: `{ store: 0 }`. `no-x` is the negative of `x`. */
  readonly shortcuts?: Readonly<Record<string, OptionValue>>;
}

/** A setting that replaces the table's default. */
export type FromSettings =
  | { readonly setting: 'collision' }
  /** Where results are saved; the option gets `value` if the setting names a folder; without `value`, it gets the folder. */
  | { readonly setting: 'outputFolder'; readonly value?: string };

export interface Retitled {
  readonly when: When;
  /** Key of the title in the option's texts, under `titles`. */
  readonly title: string;
  readonly unit?: string;
}

interface Common<Value> {
  /** The heading that it is under. Without one it is at the top. */
  readonly group?: string;
  /** Whether it is in the closed part of the form, for the few users who need it. */
  readonly advanced?: boolean;
  /**
   * Why it is not in the form: `selection` is what the user has chosen in the review (`ContentsAnswer`), `command line` is useful only on the
   * command line.
   */
  readonly hidden?: 'selection' | 'command line';
  /** Whether it is on the same line as the option before it. */
  readonly sameRow?: boolean;
  /** The condition under which the form shows the option. */
  readonly when?: When;
  /** Other titles and units in the form. The first one whose condition holds is used. */
  readonly retitled?: readonly Retitled[];
  readonly fromSettings?: FromSettings;
  /** Values with which a job replaces or removes files of the user. */
  readonly destructive?: readonly Value[];
  readonly flag?: Flag;
  /** Returns what is wrong with a value of the right kind. */
  check?(value: Value): KnownMessage | undefined;
}

export interface ToggleOption extends Common<boolean> {
  readonly kind: 'toggle';
  readonly default: boolean;
}

export interface ChoiceOption extends Common<string> {
  readonly kind: 'choice';
  readonly choices: readonly string[];
  /** Names of choices that are the same in every language: `JPEG`. The texts name the others. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly default: string;
}

/** Any number of the choices. */
export interface ChoicesOption extends Common<readonly string[]> {
  readonly kind: 'choices';
  readonly choices: readonly string[];
  readonly labels?: Readonly<Record<string, string>>;
  readonly default: readonly string[];
}

/** A whole number. */
export interface NumberOption extends Common<number | null> {
  readonly kind: 'number';
  readonly min: number;
  /** @default none but that of JavaScript's safe integers */
  readonly max?: number;
  /** Whether null is allowed, which means "automatic" or "none". */
  readonly nullable?: true;
  readonly default: number | null;
  /** The unit in the form: `px`. */
  readonly unit?: string;
  /** The option's value is the number in the form, multiplied by this. @default 1 */
  readonly factor?: number;
  /** Values with names, which are buttons in the form and words on the command line. */
  readonly named?: Readonly<Record<string, number>>;
}

export interface TextOption extends Common<string> {
  readonly kind: 'text';
  readonly default: string;
  /** `folder`: an absolute path, chosen in a dialog. `colour`: `#rrggbb`. */
  readonly format?: 'folder' | 'colour';
  /** Never shown and never written to the disk. */
  readonly secret?: true;
  /** Whether the value protects the results: the form asks for it twice, and the rows of its jobs show a lock. */
  readonly protects?: true;
  /** The longest value that other programs accept, in bytes. */
  readonly maxSharedBytes?: number;
  /** On the command line, all lines of the file count and not only the first. The option contains them with their line breaks. */
  readonly everyLine?: true;
  /** Whether the form shows an example of what the text gives, such as a file name. */
  readonly example?: true;
  /** The names that may be in `{...}` in the text. The form has a button for each. */
  readonly placeholders?: readonly string[];
}

/** A list of texts, one on each line. */
export interface TextsOption extends Common<readonly string[]> {
  readonly kind: 'texts';
  readonly default: readonly string[];
}

/** A list of whole numbers, one on each line. */
export interface NumbersOption extends Common<readonly number[]> {
  readonly kind: 'numbers';
  readonly min: number;
  readonly max: number;
  readonly maxCount: number;
  readonly default: readonly number[];
}

export type Option =
  | ToggleOption
  | ChoiceOption
  | ChoicesOption
  | NumberOption
  | TextOption
  | TextsOption
  | NumbersOption;

/** Options by key, in the order of the form and the help. */
export type OptionTable = Readonly<Record<string, Option>>;

type ValueOf<O> = O extends { kind: 'toggle' }
  ? boolean
  : O extends { kind: 'choice'; choices: readonly (infer C)[] }
    ? C
    : O extends { kind: 'choices'; choices: readonly (infer C)[] }
      ? readonly C[]
      : O extends { kind: 'number'; nullable: true }
        ? number | null
        : O extends { kind: 'number' }
          ? number
          : O extends { kind: 'text' }
            ? string
            : O extends { kind: 'texts' }
              ? readonly string[]
              : O extends { kind: 'numbers' }
                ? readonly number[]
                : never;

/** The options of a table as drivers get them. */
export type OptionsOf<T> = { readonly [K in keyof T]: ValueOf<T[K]> };

/** What the compiler also checks of a table: defaults must be valid values, and `when` must name options and values. */
type Sound<T> = {
  readonly [K in keyof T]: {
    readonly default: ValueOf<T[K]>;
    readonly when?: WhenOf<T>;
    readonly retitled?: readonly (Retitled & { readonly when: WhenOf<T> })[];
  };
};

type WhenOf<T> = { readonly [K in keyof T]?: readonly ValueOf<T[K]>[] };

/** Keeps a table's keys, choices and groups as types while it is declared. */
export function optionTable<const T extends OptionTable>(table: T & Sound<T>): T {
  return table;
}

/** Returns the default of each option. */
export function defaultsOf<T extends OptionTable>(table: T): OptionsOf<T> {
  return Object.fromEntries(Object.entries(table).map(([key, option]) => [key, option.default])) as OptionsOf<T>;
}
