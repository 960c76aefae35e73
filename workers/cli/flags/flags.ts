// Makes the flags of an option table: their names, the values that they take, and what they set.
import type { ParseArgsConfig } from 'node:util';
import type { Option, OptionTable, OptionValue } from '../../options/option-table.ts';

/** One way to set an option on the command line. */
export interface FlagSpec {
  /** The option that it sets. */
  readonly key: string;
  /** Without the dashes. For a toggle that is on by default, the help shows its negative. */
  readonly name: string;
  readonly short?: string;
  readonly aliases: readonly string[];
  /** The word for the value in the help: `N`. null for a flag without a value. */
  readonly value: string | null;
  /** Whether it may be given more than once. */
  readonly multiple: boolean;
  /** The value that a shortcut sets. */
  readonly sets?: OptionValue;
}

type ParseOptions = NonNullable<ParseArgsConfig['options']>;

/** Returns the flags in the order of the table; an option's shortcuts follow its own flag. */
export function flagsOf(table: OptionTable): readonly FlagSpec[] {
  return Object.entries(table).flatMap(([key, option]) => {
    const { short, aliases = [], shortcuts = {} } = option.flag ?? {};
    const name = ownName(key, option);
    const own = {
      key,
      name: name ?? key,
      aliases,
      value: placeholder(option),
      multiple: repeats(option),
    };
    return [
      ...(name === null ? [] : [short === undefined ? own : { ...own, short }]),
      ...Object.entries(shortcuts).map(([shortcut, sets]) => {
        return { key, name: shortcut, aliases: [], value: null, multiple: false, sets };
      }),
    ];
  });
}

/** Returns the options for `parseArgs` of `node:util`, which handles negatives (`--no-x`) itself. */
export function parseOptions(flags: readonly FlagSpec[]): ParseOptions {
  const entries = flags.flatMap(({ name, short, aliases, value, multiple }) =>
    [name, ...aliases].map((one, index) => {
      const type: 'string' | 'boolean' = value === null ? 'boolean' : 'string';
      return [
        one.replace(/^no-/, ''),
        { type, multiple, ...(index === 0 && short !== undefined && { short }) },
      ] as const;
    }),
  );
  return Object.fromEntries(entries);
}

/** `keepSmaller` is `--keep-smaller`, unless the table says otherwise. null for an option without a flag of its own. */
export function ownName(key: string, option: Option): string | null {
  if (option.flag?.name !== undefined) return option.flag.name;
  const kebab = key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return option.kind === 'text' && option.secret ? `${kebab}-file` : kebab;
}

function repeats(option: Option): boolean {
  return ['choices', 'texts', 'numbers'].includes(option.kind) || option.flag?.overflow !== undefined;
}

function placeholder(option: Option): string | null {
  if (option.kind === 'toggle') return null;
  if (option.flag?.value !== undefined) return option.flag.value;
  switch (option.kind) {
    case 'choice':
    case 'choices':
      return 'WHAT';
    case 'number':
    case 'numbers':
      return 'N';
    case 'text':
      return option.secret ? 'FILE' : option.format === 'folder' ? 'FOLDER' : 'TEXT';
    case 'texts':
      return 'TEXT';
  }
}
