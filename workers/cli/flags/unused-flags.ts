// Finds flags that have no effect because of others. They are notes and no errors, as scripts give the same flags for all formats.
import type { MessageOf } from '../../messages/codes.ts';
import type { Option, OptionTable } from '../../options/option-table.ts';
import { flagsOf, ownName } from './flags.ts';
import { type FlagValues, typedValues } from './read-flags.ts';

/** @param options all options of the job */
export function unusedFlags(table: OptionTable, values: FlagValues, options: object): MessageOf<'FLAG_UNUSED'>[] {
  const all: Readonly<Record<string, unknown>> = { ...options };
  return flagsOf(table).flatMap((flag) => {
    const option = table[flag.key];
    const hindrance = option?.flag?.onlyWhen && hindranceOf(option, all);
    if (!hindrance) return [];
    const [key, value] = hindrance;
    const other = wording(key, table[key], value);
    return typedValues(flag, values).map(([name]) => ({
      code: 'FLAG_UNUSED' as const,
      params: { flag: `--${name}`, other },
    }));
  });
}

/** The other option whose value makes this one useless. */
function hindranceOf({ when = {} }: Option, options: Readonly<Record<string, unknown>>) {
  for (const [key, wanted] of Object.entries(when)) {
    if (!wanted.some((one) => one === options[key])) return [key, options[key]] as const;
  }
  return undefined;
}

/** How the option is typed: `--format tar`, `--list`. */
function wording(key: string, option: Option | undefined, value: unknown): string {
  const { shortcuts = {}, words = {} } = option?.flag ?? {};
  const shortcut = Object.keys(shortcuts).find((name) => shortcuts[name] === value);
  if (shortcut !== undefined) return `--${shortcut}`;
  return `--${(option && ownName(key, option)) ?? key} ${words[String(value)] ?? value}`;
}
