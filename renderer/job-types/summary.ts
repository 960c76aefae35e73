// One line on what a job would do with the present options, as the type's tables and texts have it.
import type { JobTypeInfo, OptionInfo, OptionTexts, TypeTexts } from '../../main/contract/api.ts';
import { holds, type Values } from './option-values.ts';

interface SummaryParts {
  readonly texts: TypeTexts;
  /** Complete, with defaults. */
  readonly values: Values;
  /** Names of chosen folders, by the id that is the option's value. */
  readonly folderNames: Readonly<Record<string, string>>;
  /** Writes a number of bytes: "1.0 MB". */
  readonly bytes: (value: number) => string;
}

/** Short facts, to be put on one line. */
export function summaryOf(
  { summary, options }: Pick<JobTypeInfo, 'summary' | 'options'>,
  parts: SummaryParts,
): string[] {
  const { texts, values } = parts;
  return summary.flatMap((wordings) => {
    const key = wordings.find(({ when }) => holds(when as OptionInfo['when'], values))?.text;
    const wording = key === undefined || key === null ? undefined : texts.summary[key];
    return wording === undefined ? [] : [fill(wording, options, parts)];
  });
}

function fill(wording: string, options: readonly OptionInfo[], parts: SummaryParts): string {
  const { texts, values, folderNames } = parts;
  return wording.replaceAll(/\{(\w+)\}/g, (place, key: string) => {
    const option = options.find((one) => one.key === key);
    if (!option) return place;
    const value = values[key];
    if (option.kind === 'text' && option.format === 'folder') return folderNames[String(value)] ?? '';
    return valueText(option, texts.options[key], value, parts.bytes);
  });
}

/** A value in words: the label of a choice or of a named number, a size, else the value itself; several as a list. */
function valueText(
  option: OptionInfo,
  texts: OptionTexts | undefined,
  value: unknown,
  bytes: SummaryParts['bytes'],
): string {
  if (Array.isArray(value)) return value.map((one) => valueText(option, texts, one, bytes)).join(', ');
  if (option.kind === 'number' && option.factor !== undefined && typeof value === 'number') return bytes(value);
  const named =
    option.kind === 'number' ? Object.entries(option.named ?? {}).find(([, one]) => one === value) : undefined;
  const labels = 'labels' in option ? option.labels : undefined;
  return labels?.[String(value)] ?? texts?.choices?.[named?.[0] ?? String(value)] ?? String(value ?? '');
}
