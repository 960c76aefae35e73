// What a job type adds to the command line: its options. The frame does the rest.
import type { ParseArgsConfig } from 'node:util';
import type { AnyJobType } from '../jobs/job-type.ts';

/** The options of `node:util` parseArgs. */
export type OptionTable = NonNullable<ParseArgsConfig['options']>;
export type OptionValues = Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>;

export interface Command {
  /** One line: "Packs files and folders into an archive." */
  readonly summary: string;
  /** Left and right column of the help. */
  readonly help: readonly (readonly [option: string, text: string])[];
  readonly table: OptionTable;
  /**
   * What the user typed as the job's options.
   * @throws {UsageError}
   */
  parse(values: OptionValues, inputs: readonly string[]): Promise<object>;
  /**
   * The job type, or its driver alone where `parse` gives all options: a definition brings zod, which takes longer to
   * load than a small job to run.
   */
  job(): Promise<CommandJob>;
}

export type CommandJob = Pick<AnyJobType, 'driver'> & Partial<Pick<AnyJobType, 'definition'>>;

/** Asked for something that there is not. Shown with the way to the help; exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** A whole number from `min` to `max`, or undefined when the option was not given. */
export function numberOption(values: OptionValues, name: string, min: number, max: number): number | undefined {
  const text = values[name];
  if (text === undefined) return undefined;
  const value = Number(text);
  if (typeof text === 'string' && /^\d+$/.test(text) && value >= min && value <= max) return value;
  throw new UsageError(`--${name} takes a whole number from ${min} to ${max}, not "${text}".`);
}

/** One of the choices, or undefined when the option was not given. */
export function choiceOption<T extends string>(
  values: OptionValues,
  name: string,
  choices: readonly T[],
): T | undefined {
  const text = values[name];
  if (text === undefined) return undefined;
  const choice = choices.find((one) => one === text);
  if (choice !== undefined) return choice;
  throw new UsageError(`--${name} takes ${choices.join(', ')}, not "${text}".`);
}

/** The text of an option that is given once. */
export function textOption(values: OptionValues, name: string): string | undefined {
  const text = values[name];
  return typeof text === 'string' ? text : undefined;
}

/** The texts of an option that may be given several times. */
export function textsOption(values: OptionValues, name: string): string[] {
  const texts = values[name];
  return Array.isArray(texts) ? texts.filter((text) => typeof text === 'string') : [];
}
