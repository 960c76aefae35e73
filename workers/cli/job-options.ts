// The whole options of a job from the flags of its command.
import type { JobDefinition } from '../jobs/job-type.ts';
import { defaultsOf, type Option, type OptionTable } from '../options/option-table.ts';
import { resolvePath } from './arguments.ts';
import { type FlagValues, readFlags } from './read-flags.ts';
import { UsageError } from './usage-error.ts';

type Definition = Pick<JobDefinition<object>, 'options' | 'output' | 'fault' | 'commandLineFault'>;

/** @throws {UsageError} saying which flag is wrong, and why; and {JobError}, when the result cannot be written so */
export async function jobOptions(definition: Definition, values: FlagValues): Promise<object> {
  const { options: table, output } = definition;
  const typed = await readFlags(table, values);
  const fault = definition.commandLineFault?.(typed);
  if (fault !== undefined) throw new UsageError(fault);
  const path = values.output;
  if (path === '') throw new UsageError('The path after --output is empty. Was a variable not set?');
  const placed =
    output && typeof path === 'string' ? output.options(resolvePath(path), typed, /[/\\]$/.test(path)) : {};
  const options = Object.freeze({ ...commandLineDefaults(table), ...placed, ...typed });
  refuseFaults(definition, options);
  return options;
}

/** What an option is when no flag names it: another value than in the form, where the table says so. */
function commandLineDefaults(table: OptionTable): Record<string, unknown> {
  const other = Object.entries(table).flatMap(([key, { flag }]) =>
    flag?.default === undefined ? [] : [[key, flag.default] as const],
  );
  return { ...defaultsOf(table), ...Object.fromEntries(other) };
}

function refuseFaults({ options: table, fault }: Definition, options: Record<string, unknown>): void {
  for (const [key, option] of Object.entries(table)) {
    const message = (option.check as ((value: unknown) => string | undefined) | undefined)?.(options[key]);
    if (message !== undefined) throw new UsageError(`--${nameOf(key, option)}: ${message}`);
  }
  const [key, message] = fault?.(options) ?? [];
  const option = key === undefined ? undefined : table[key];
  if (key !== undefined && option) throw new UsageError(`--${nameOf(key, option)}: ${message}`);
}

function nameOf(key: string, { flag }: Option): string {
  return flag?.name ?? key;
}
