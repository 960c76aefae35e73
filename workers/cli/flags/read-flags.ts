// Turns the flags that the user typed into values of options.
import type { NumberOption, Option, OptionTable } from '../../options/option-table.ts';
import { UsageError } from '../usage-error.ts';
import { resolvePath } from './arguments.ts';
import { type FlagSpec, flagsOf } from './flags.ts';
import { readPassword, readPasswords } from './password-file.ts';

/** The values that `parseArgs` of `node:util` returns. */
export type FlagValues = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;

/**
 * Returns the options that were given, and no others.
 * @throws {UsageError} naming the flag and what it takes
 */
export async function readFlags(table: OptionTable, values: FlagValues): Promise<Record<string, unknown>> {
  const given: Record<string, unknown> = {};
  const by: Record<string, string> = {};
  for (const flag of flagsOf(table)) {
    const option = table[flag.key];
    for (const [name, typed] of option ? typedValues(flag, values) : []) {
      const value = flag.sets === undefined && option ? await toValue(option, name, typed) : flag.sets;
      const [key, earlier] = [flag.key, by[flag.key]];
      if (earlier !== undefined && given[key] !== value)
        throw new UsageError(`--${earlier} and --${name} exclude each other.`);
      Object.assign(given, spread(key, option, value));
      by[key] = name;
    }
  }
  return given;
}

/** Yields each name under which a flag was given, with its values. */
export function typedValues(
  { name, aliases, sets }: FlagSpec,
  values: FlagValues,
): readonly (readonly [string, unknown])[] {
  if (sets === undefined) {
    return [name, ...aliases].flatMap((one) => (values[one] === undefined ? [] : [[one, values[one]] as const]));
  }
  const wanted = !name.startsWith('no-');
  return values[name.replace(/^no-/, '')] === wanted ? [[name, true]] : [];
}

/** If a flag is given again, the further values go to another option if the table says so. */
function spread(key: string, option: Option | undefined, value: unknown): Record<string, unknown> {
  const overflow = option?.flag?.overflow;
  if (overflow === undefined || !Array.isArray(value)) return { [key]: value };
  const [first, ...rest] = value;
  return { [key]: first, ...(rest.length > 0 && { [overflow]: rest }) };
}

async function toValue(option: Option, name: string, typed: unknown): Promise<unknown> {
  const texts = (Array.isArray(typed) ? typed : [typed]).map(String);
  const [text = ''] = texts;
  switch (option.kind) {
    case 'toggle':
      return typed === true;
    case 'choice':
      return option.flag?.overflow === undefined
        ? toChoice(option, name, text)
        : texts.map((one) => toChoice(option, name, one));
    case 'choices':
      return texts.map((one) => toChoice(option, name, one));
    case 'number':
      return option.flag?.overflow === undefined
        ? toNumber(option, name, text)
        : texts.map((one) => toNumber(option, name, one));
    case 'numbers':
      return texts.map((one) => toNumber(option, name, one));
    case 'text':
      if (option.secret) return option.everyLine ? readPasswords(text) : readPassword(text);
      return option.format === 'folder' ? resolvePath(text) : text;
    case 'texts':
      // An empty text usually comes from an unset variable of a shell, and would match nothing.
      if (texts.includes('')) throw new UsageError(`The text after --${name} is empty. Was a variable not set?`);
      return texts;
  }
}

function toChoice({ choices, flag }: Extract<Option, { choices: unknown }>, name: string, text: string): string {
  const choice = choices.find((one) => one === text || flag?.words?.[one] === text);
  if (choice !== undefined) return choice;
  const words = choices.map((one) => flag?.words?.[one] ?? one);
  throw new UsageError(`--${name} takes ${words.join(', ')}, not "${text}".`);
}

function toNumber(
  { min, max, ...option }: Pick<NumberOption, 'min' | 'max' | 'named' | 'unit'>,
  name: string,
  text: string,
): number {
  const { named = {} } = option;
  if (Object.hasOwn(named, text)) return named[text] ?? min;
  const bytes = option.unit?.endsWith('B') ? bytesIn(text) : undefined;
  const value = bytes ?? Number(text);
  if (
    bytes !== undefined ? value >= min : /^\d+$/.test(text) && value >= min && value <= (max ?? Number.MAX_SAFE_INTEGER)
  )
    return value;
  const range = max === undefined ? `of at least ${min}` : `from ${min} to ${max}`;
  throw new UsageError(`--${name} takes a whole number ${range}, not "${text}".`);
}

/** `20M`, `1.5GB`, `500k`: decimal, as sizes are shown. */
function bytesIn(text: string): number | undefined {
  const [, number, unit = ''] = /^(\d+(?:\.\d+)?)([kmgt])b?$/i.exec(text) ?? [];
  return number === undefined
    ? undefined
    : Math.floor(Number(number) * 1000 ** (1 + 'kmgt'.indexOf(unit.toLowerCase())));
}
