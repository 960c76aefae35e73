// One line on what a job would do with the present options.
import type { TFunction } from 'i18next';
import { choiceText, type TypeTexts } from '../../i18n/job-types.ts';
import type { Json } from './json-schema.ts';
import { defaultOf, type Field } from './schema.ts';

interface Parts {
  readonly t: TFunction;
  readonly texts: TypeTexts;
  readonly fields: readonly Field[];
  /** Complete, with defaults. */
  readonly options: Json;
}

/** Short facts, to be put on one line. */
export function summaryOf(type: string, parts: Parts): readonly string[] {
  switch (type) {
    case 'zip':
      return zipSummary(parts);
    case 'resize':
      return resizeSummary(parts);
    default:
      return plainSummary(parts);
  }
}

function zipSummary({ t, options }: Parts): string[] {
  return [
    t(options.perInput ? 'summary.each' : 'summary.one'),
    `.${options.format}`,
    options.format === 'tar' ? '' : t('summary.level', { value: Number(options.level) }),
    options.password ? t('summary.password') : '',
  ];
}

function resizeSummary(parts: Parts): string[] {
  const { t, options } = parts;
  return [
    sizeText(parts),
    options.format === 'same' ? t('summary.sameFormat') : chosenText(parts, 'format'),
    typeof options.quality === 'number' ? t('summary.quality', { value: options.quality }) : '',
    chosenText(parts, 'destination'),
  ];
}

function sizeText(parts: Parts): string {
  const { t, options } = parts;
  const { mode, width, height } = options;
  const name = chosenText(parts, 'mode');
  if (mode === 'percent') return `${width ?? 100} %`;
  if (mode === 'long-edge' || mode === 'short-edge') {
    return t('summary.edge', { mode: name, value: `${width ?? height} px` });
  }
  if (typeof width === 'number' && typeof height === 'number') return `${name} ${width} × ${height} px`;
  if (typeof width === 'number') return t('summary.width', { value: width });
  return typeof height === 'number' ? t('summary.height', { value: height }) : '';
}

/** For types that nobody wrote a summary for: the first few choices and numbers that differ from their defaults. */
function plainSummary(parts: Parts): string[] {
  const { t, fields, options, texts } = parts;
  const changed = fields.filter(
    ({ name, control }) =>
      (control.kind === 'choice' || control.kind === 'number' || control.kind === 'switch') &&
      options[name] !== undefined,
  );
  const differing = changed.filter((field) => options[field.name] !== defaultOf(field));
  return differing.slice(0, 3).map((field) => {
    const title = texts.fields[field.name]?.title ?? field.title;
    return field.control.kind === 'switch'
      ? title
      : t('summary.field', { title, value: chosenText(parts, field.name) || String(options[field.name]) });
  });
}

/** The label of the chosen value. */
function chosenText({ fields, options, texts }: Parts, name: string): string {
  const field = fields.find((one) => one.name === name);
  if (field?.control.kind !== 'choice') return '';
  const choice = field.control.choices.find((one) => one.value === options[name]);
  return choice ? choiceText(texts.fields[name], choice.value, choice.title) : '';
}
