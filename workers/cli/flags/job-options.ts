// Makes all options of a job from the flags of its command.
import type { JobDefinition } from '../../jobs/job-type.ts';
import type { Word } from '../../messages/word.ts';
import { faultOf } from '../../options/option-fault.ts';
import { defaultsOf, type OptionTable } from '../../options/option-table.ts';
import { UsageError } from '../usage-error.ts';
import { ownName } from './flags.ts';
import { outputPath } from './output-path.ts';
import { type FlagValues, readFlags } from './read-flags.ts';

type Definition = Pick<JobDefinition<object>, 'options' | 'output' | 'fault' | 'commandLineFault'>;

/**
 * @param preset the options of `--preset`; the window's defaults are then used for all others
 * @throws {UsageError} saying which flag is wrong, and why; and {JobError} if the result cannot be written there
 */
export async function jobOptions(
  definition: Definition,
  values: FlagValues,
  inputs: readonly string[],
  word: Word,
  preset?: Readonly<Record<string, unknown>>,
): Promise<object> {
  const { options: table, output } = definition;
  const typed = await readFlags(table, values);
  const fault = definition.commandLineFault?.(typed);
  if (fault) throw new UsageError(word(fault).text);
  const asked = output && typeof values.output === 'string' ? outputPath(values.output, inputs) : undefined;
  const placed = asked ? output?.options(asked.path, typed, asked.isFolder) : {};
  const base = preset ? { ...defaultsOf(table), ...preset } : commandLineDefaults(table);
  const options = Object.freeze({ ...base, ...placed, ...typed });
  refuseFaults(definition, options, word);
  return options;
}

/** The values of options without a flag. Some differ from the form's defaults, if the table says so. */
function commandLineDefaults(table: OptionTable): Record<string, unknown> {
  const other = Object.entries(table).flatMap(([key, { flag }]) =>
    flag?.default === undefined ? [] : [[key, flag.default] as const],
  );
  return { ...defaultsOf(table), ...Object.fromEntries(other) };
}

function refuseFaults(definition: Definition, options: Record<string, unknown>, word: Word): void {
  const [key, message] = faultOf(definition, options) ?? [];
  const option = key === undefined ? undefined : definition.options[key];
  if (key === undefined || !option || !message) return;
  // An option without a flag of its own was set by `--output`.
  throw new UsageError(`--${ownName(key, option) ?? 'output'}: ${word(message).text}`);
}
