// Puts a type's options into the groups and rows of its form.
import type { OptionInfo, OptionTexts } from '../../main/contract/api.ts';
import { holds, type Values } from './option-values.ts';

export interface ArrangedGroup {
  /** Key of the heading in the type's texts; null for those at the top and for the advanced ones. */
  readonly name: string | null;
  /** Closed at first. */
  readonly advanced: boolean;
  /** Rows of one or more options side by side. */
  readonly rows: readonly (readonly OptionInfo[])[];
}

/** Options that do not matter with these values are not in it, and neither are groups that become empty. */
export function arrange(options: readonly OptionInfo[], values: Values): readonly ArrangedGroup[] {
  const shown = options.filter(({ when, hidden }) => !hidden && holds(when, values));
  const open = shown.filter(({ advanced }) => !advanced);
  const names = [...new Set(open.map(({ group }) => group ?? null))];
  const groups = names.map((name) =>
    group(
      name,
      false,
      open.filter((option) => (option.group ?? null) === name),
    ),
  );
  const advanced = shown.filter((option) => option.advanced);
  return advanced.length > 0 ? [...groups, group(null, true, advanced)] : groups;
}

function group(name: string | null, advanced: boolean, options: readonly OptionInfo[]): ArrangedGroup {
  const rows: OptionInfo[][] = [];
  for (const option of options) {
    const last = option.sameRow ? rows.at(-1) : undefined;
    if (last) last.push(option);
    else rows.push([option]);
  }
  return { name, advanced, rows };
}

type Retitled = NonNullable<OptionInfo['retitled']>[number];

/** The title and unit that an option has with these values instead of its own: a width can be the longest side, or a percentage. */
export function retitledFor({ retitled }: OptionInfo, values: Values): Retitled | undefined {
  return retitled?.find(({ when }) => holds(when, values));
}

/** @param other what `retitledFor` gave */
export function asShown(option: OptionInfo, texts: OptionTexts, other: Retitled | undefined) {
  if (!other) return { option, texts };
  return {
    option: { ...option, ...(other.unit !== undefined && { unit: other.unit }) },
    texts: { ...texts, title: texts.titles?.[other.title] ?? texts.title },
  };
}
