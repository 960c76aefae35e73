// Which values fit which options. Keeps drafts of an older table from being sent.
import type { OptionInfo, When } from '../../main/contract/api.ts';

/** Options by key. */
export type Values = Readonly<Record<string, unknown>>;

type OptionOf<K extends OptionInfo['kind']> = Extract<OptionInfo, { kind: K }>;

/** The draft's values that fit, and the defaults for all others. */
export function complete(options: readonly OptionInfo[], draft: Values): Values {
  return Object.fromEntries(
    options.map((option) => [option.key, fits(option, draft[option.key]) ? draft[option.key] : option.default]),
  );
}

/** Only what was chosen and differs from its default: what is worth keeping and sending. */
export function chosen(options: readonly OptionInfo[], draft: Values): Values {
  return Object.fromEntries(
    options
      .filter((option) => fits(option, draft[option.key]) && !same(draft[option.key], option.default))
      .map((option) => [option.key, draft[option.key]]),
  );
}

/** Whether a value is one that the option's control could have made. Main has the last word. */
export function fits(option: OptionInfo, value: unknown): boolean {
  switch (option.kind) {
    case 'toggle':
      return typeof value === 'boolean';
    case 'choice':
      return option.choices.some((choice) => choice === value);
    case 'choices':
      return Array.isArray(value) && value.every((entry) => option.choices.includes(entry));
    case 'number':
      return value === null ? option.nullable === true : isWhole(value, option);
    case 'text':
      return typeof value === 'string' && unknownPlaceholder(option, value) === undefined;
    case 'texts':
      return Array.isArray(value) && value.every((entry) => typeof entry === 'string');
    case 'numbers':
      return Array.isArray(value) && value.length <= option.maxCount && value.every((entry) => isWhole(entry, option));
  }
}

/** The first `{...}` in a text that stands for nothing. A width may follow the name: `{counter:3}`. */
export function unknownPlaceholder({ placeholders }: OptionOf<'text'>, text: string): string | undefined {
  if (!placeholders) return undefined;
  const all = [...text.matchAll(/\{([^{}]*)\}/g)];
  return all.find(([, inner = '']) => !placeholders.includes(inner.replace(/:[1-9]$/, '')))?.[0];
}

/** Whether the condition under which an option or a wording is shown holds. */
export function holds(when: When | undefined, values: Values): boolean {
  return Object.entries(when ?? {}).every(([key, wanted]) => wanted.some((value) => same(value, values[key])));
}

function isWhole(value: unknown, { min, max = Number.MAX_SAFE_INTEGER }: { min: number; max?: number }): boolean {
  return Number.isInteger(value) && Number(value) >= min && Number(value) <= max;
}

function same(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
