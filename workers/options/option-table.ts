// What an option of a job type is, as data. A type's table is the only place that names its options: its TypeScript type,
// the schema that main checks with, the form, the flags of the command line and their help are all made from it.

import type { KnownMessage } from '../messages/codes.ts';

/** An option's value, as it travels in requests, journals and presets. */
export type OptionValue = boolean | number | string | null | readonly (number | string)[];

/** Holds when each of these options has one of these values. */
export type When = Readonly<Record<string, readonly OptionValue[]>>;

/** How the command line takes an option. */
export interface Flag {
  /**
   * Without the dashes; null for an option that only `shortcuts` set.
   * @default the option's key in kebab-case, with `-file` at its end for a secret
   */
  readonly name?: string | null;
  /** One letter. */
  readonly short?: string;
  /** Other names, which go on working and are not listed in the help. */
  readonly aliases?: readonly string[];
  /** Stands for the value in the help: `N`. */
  readonly value?: string;
  /** The command line's words for choices. The choice itself is understood as well. */
  readonly words?: Readonly<Record<string, string>>;
  /** The option that takes what is given from the second time on. */
  readonly overflow?: string;
  /** Replaces the default where there is no window to show it. */
  readonly default?: OptionValue;
  /** Without effect where the option's `when` does not hold: the command line says so. */
  readonly onlyWhen?: true;
  /** Flags without a value, each for one value of the option: `{ store: 0 }`. `no-x` is the negative of `x`. */
  readonly shortcuts?: Readonly<Record<string, OptionValue>>;
}

/** What the settings say instead of the table's default. */
export type FromSettings =
  | { readonly setting: 'collision' }
  /** Where results are saved; `value` is what the option gets when there is such a folder, else the folder itself. */
  | { readonly setting: 'outputFolder'; readonly value?: string };

export interface Retitled {
  readonly when: When;
  /** Key of the title in the option's texts, under `titles`. */
  readonly title: string;
  readonly unit?: string;
}

interface Common<Value> {
  /** The heading it is under. Without one it is at the top. */
  readonly group?: string;
  /** In the closed part of the form, for the few who need it. */
  readonly advanced?: boolean;
  /**
   * Not in the form: `selection` is what the user has chosen of the inputs in the review (`ContentsAnswer`), `command line` is of no use in
   * a window.
   */
  readonly hidden?: 'selection' | 'command line';
  /** On one line with the option before it. */
  readonly sameRow?: boolean;
  /** When the option matters. Else the form does not show it. */
  readonly when?: When;
  /** Other titles, and units, that the form gives it: the first whose condition holds. */
  readonly retitled?: readonly Retitled[];
  readonly fromSettings?: FromSettings;
  /** Values with which a job replaces or takes away what the user had. */
  readonly destructive?: readonly Value[];
  readonly flag?: Flag;
  /** What is wrong with a value of the right kind. */
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
  /** null stands for "automatic" or "none". */
  readonly nullable?: true;
  readonly default: number | null;
  /** As the form shows it: `px`. */
  readonly unit?: string;
  /** The number that the form shows, times this, is the option's value. @default 1 */
  readonly factor?: number;
  /** Values worth a name, on a button and on the command line. */
  readonly named?: Readonly<Record<string, number>>;
}

export interface TextOption extends Common<string> {
  readonly kind: 'text';
  readonly default: string;
  /** `folder`: an absolute path, chosen in a dialog. `colour`: `#rrggbb`. */
  readonly format?: 'folder' | 'colour';
  /** Never shown and never written to the disk. */
  readonly secret?: true;
  /** What it is set to protects the results: the form asks for it twice, and the rows of its jobs show a lock. */
  readonly protects?: true;
  /** Other programs take no longer ones, in bytes. */
  readonly maxSharedBytes?: number;
  /** On the command line, each line of the file counts and not only the first. The option holds them with their line breaks. */
  readonly everyLine?: true;
  /** The form shows an example of what the text comes to: a file name. */
  readonly example?: true;
  /** What `{...}` in the text may name. The form has a button for each. */
  readonly placeholders?: readonly string[];
}

/** Texts, one a line. */
export interface TextsOption extends Common<readonly string[]> {
  readonly kind: 'texts';
  readonly default: readonly string[];
}

/** Whole numbers, one a line. */
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

/** What the compiler checks about a table beyond its shape: defaults are values, and `when` names options and values. */
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

/** The options as most people want them. */
export function defaultsOf<T extends OptionTable>(table: T): OptionsOf<T> {
  return Object.fromEntries(Object.entries(table).map(([key, option]) => [key, option.default])) as OptionsOf<T>;
}
