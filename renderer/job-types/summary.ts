// One line on what a job would do with the present options, as the type's tables and texts have it.
import type { JobTypeInfo, OptionInfo, OptionTexts, TypeTexts } from '../../main/contract/api.ts';
import { holds, type Values } from './option-values.ts';

/**
 * Short facts, to be put on one line.
 * @param values complete, with defaults
 */
export function summaryOf(info: Pick<JobTypeInfo, 'summary' | 'options'>, texts: TypeTexts, values: Values): string[] {
  return info.summary.flatMap((wordings) => {
    const key = wordings.find(({ when }) => holds(when as OptionInfo['when'], values))?.text;
    const wording = key === undefined || key === null ? undefined : texts.summary[key];
    return wording === undefined ? [] : [fill(wording, info.options, texts, values)];
  });
}

function fill(wording: string, options: readonly OptionInfo[], texts: TypeTexts, values: Values): string {
  return wording.replaceAll(/\{(\w+)\}/g, (place, key: string) => {
    const option = options.find((one) => one.key === key);
    return option ? valueText(option, texts.options[key], values[key]) : place;
  });
}

/** A value in words: the label of a choice or of a named number, else the value itself. */
function valueText(option: OptionInfo, texts: OptionTexts | undefined, value: unknown): string {
  const named =
    option.kind === 'number' ? Object.entries(option.named ?? {}).find(([, one]) => one === value) : undefined;
  const labels = 'labels' in option ? option.labels : undefined;
  return labels?.[String(value)] ?? texts?.choices?.[named?.[0] ?? String(value)] ?? String(value ?? '');
}
