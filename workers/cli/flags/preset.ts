// `--preset`: finds the options of a ready-made preset by its name, or reads them from a file.
import type { AnyJobType, JobRegistry } from '../../jobs/job-type.ts';
import { toUserError } from '../../jobs/user-error.ts';
import type { Word } from '../../messages/word.ts';
import { UsageError } from '../usage-error.ts';
import { resolvePath } from './arguments.ts';

type Definition = Pick<AnyJobType['definition'], 'type' | 'presets'>;

/**
 * @param asked the value of `--preset`; undefined without it
 * @returns the options that differ from the window's defaults
 * @throws {UsageError}
 */
export async function presetOptions(
  asked: string | undefined,
  { type, presets }: Definition,
  registry: JobRegistry,
  word: Word,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  if (asked === undefined) return undefined;
  if (asked === '') throw new UsageError('The text after --preset is empty. Was a variable not set?');
  if (Object.hasOwn(presets, asked)) return { ...presets[asked] };
  // This loads zod, which nothing else here needs.
  const { readPreset } = await import('../../options/preset-file.ts');
  const preset = await readPreset(resolvePath(asked), registry).catch((error: unknown) => {
    const { code, ...rest } = toUserError(error);
    const names = Object.keys(presets).join(', ');
    const { text } = word({ code, ...rest });
    const known = code === 'ENOENT' && names ? `. Ready-made presets: ${names}.` : '';
    throw new UsageError(`--preset: ${text}${known}`);
  });
  if (preset.type === type) return preset.options;
  throw new UsageError(`The preset "${preset.name}" is for "dropmill ${preset.type}".`);
}
