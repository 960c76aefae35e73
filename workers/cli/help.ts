// The help of the command line, made from the tables of options and their texts.
import type { AnyJobType, JobRegistry } from '../jobs/job-type.ts';
import type { Option, OptionTable } from '../options/option-table.ts';
import type { OptionTexts } from '../options/type-texts.ts';
import { type FlagSpec, flagsOf, ownName } from './flags/flags.ts';
import { frameOf, WORKER_TEXT } from './frame.ts';

const COLUMNS = 100;
const LEFT_COLUMNS = 28;

type Row = readonly [left: string, right: string];

/** What `dropmill --help` prints. */
export async function overview(registry: JobRegistry): Promise<string> {
  const commands = Object.entries(registry).map(async ([name, { definition }]): Promise<Row> => {
    return [name, (await definition.texts('en')).texts.command];
  });
  const rows = await Promise.all(commands);
  return [
    'Usage: dropmill COMMAND [OPTION]... PATH...',
    '',
    ...rows.flatMap(lines),
    '',
    ...lines(['worker', WORKER_TEXT]),
    ...lines(['help COMMAND', 'Shows the options of a command, like COMMAND --help.']),
    ...lines(['completion SHELL', 'Prints the completion script of bash, zsh or fish.']),
    ...lines(['-V, --version', 'Prints the version.']),
    '',
  ].join('\n');
}

/** What `dropmill zip --help` prints. */
export async function commandHelp(name: string, job: AnyJobType): Promise<string> {
  const { options, output } = job.definition;
  const { texts } = await job.definition.texts('en');
  const frame = frameOf(job);
  const rows: Row[] = [
    ...(output ? [[`-o, --output ${output.value}`, texts.output] as const] : []),
    ...tableRows(options, texts.options),
    ...tableRows(frame.table, frame.texts),
  ];
  return [`Usage: dropmill ${name} [OPTION]... PATH...`, texts.command, '', ...rows.flatMap(lines), ''].join('\n');
}

/** What `COMMAND --help` prints for a command that is no job. */
export function tableHelp(
  usage: string,
  text: string,
  table: OptionTable,
  texts: Readonly<Record<string, OptionTexts>>,
): string {
  return [`Usage: dropmill ${usage}`, text, '', ...tableRows(table, texts).flatMap(lines), ''].join('\n');
}

function tableRows(table: OptionTable, texts: Readonly<Record<string, OptionTexts>>): Row[] {
  return flagsOf(table).flatMap((flag) => {
    const [option, text] = [table[flag.key], texts[flag.key]];
    return option && text ? [[leftOf(flag, option), rightOf(flag, option, text)] as const] : [];
  });
}

function leftOf({ name, short, value, sets }: FlagSpec, option: Option): string {
  const negative = sets === undefined && option.kind === 'toggle' && option.default;
  return `${short ? `-${short}, ` : ''}--${negative ? 'no-' : ''}${name}${value === null ? '' : ` ${value}`}`;
}

function rightOf(flag: FlagSpec, option: Option, texts: OptionTexts): string {
  const { name, sets, multiple } = flag;
  if (sets !== undefined) return shortcutText(flag, option, texts);
  if (option.kind === 'toggle') return option.default ? `Turns off "${texts.title}"` : sentence(texts);
  const notes = [valuesText(option), defaultText(option), multiple ? 'may be repeated' : ''].filter(Boolean).join('; ');
  const file = name.endsWith('-file') ? passwordPlace(option) : '';
  return `${texts.title}${file}${notes && ` (${notes})`}${texts.description ? `. ${texts.description}` : ''}`;
}

function passwordPlace(option: Option): string {
  const isEach = option.kind === 'text' && option.everyLine;
  return isEach ? ', one on each line of the file: each is tried' : ', on the first line of the file';
}

function shortcutText({ key, sets }: FlagSpec, option: Option, texts: OptionTexts): string {
  const own = ownName(key, option);
  if (option.kind === 'toggle') return `Turns ${sets ? 'on' : 'off'} "${texts.title}"`;
  if (own === null) return `${texts.title}: ${texts.choices?.[String(sets)] ?? sets}`;
  return `The same as --${own} ${sets}`;
}

function sentence({ title, description }: OptionTexts): string {
  return description ? `${title}. ${description}` : title;
}

function valuesText(option: Option): string {
  switch (option.kind) {
    case 'choice':
    case 'choices':
      return option.choices.map((choice) => option.flag?.words?.[choice] ?? choice).join(', ');
    case 'number':
    case 'numbers': {
      const range = option.max === undefined ? `at least ${option.min}` : `${option.min} to ${option.max}`;
      const names = option.kind === 'number' ? Object.keys(option.named ?? {}) : [];
      return names.length > 0 ? `${range}, or ${names.join(', ')}` : range;
    }
    default:
      return '';
  }
}

function defaultText(option: Option): string {
  const value = option.flag?.default === undefined ? option.default : option.flag.default;
  if (value === null || value === '' || Array.isArray(value)) return '';
  return `default: ${option.flag?.words?.[String(value)] ?? value}`;
}

/** Two columns; the right one wraps. */
function lines([left, right]: Row): string[] {
  const wrapped = wrap(right, COLUMNS - LEFT_COLUMNS);
  const first = left.length + 4 > LEFT_COLUMNS ? [`  ${left}`] : [];
  return [
    ...first,
    ...wrapped.map((line, index) => {
      const start = index === 0 && first.length === 0 ? `  ${left}` : '';
      return `${start.padEnd(LEFT_COLUMNS)}${line}`;
    }),
  ];
}

function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= columns) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
