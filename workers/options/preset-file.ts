// A preset as a file, to keep or to hand on: named options of one job type.
import { realpath, stat } from 'node:fs/promises';
import { z } from 'zod';
import { readBounded } from '../files/bounded-read.ts';
import { systemPath } from '../files/system-path.ts';
import type { JobRegistry } from '../jobs/job-type.ts';
import { JobError } from '../jobs/user-error.ts';
import { faultOf } from './option-fault.ts';
import type { Option, OptionTable } from './option-table.ts';
import { optionsSchema } from './options-schema.ts';

/** Larger is no preset, whatever its name. */
const MAX_BYTES = 256_000;
/** In UTF-16 units. */
export const MAX_PRESET_NAME_LENGTH = 200;

/** Between the preset's name and the end of the file's: `Web.dropmill.json`. */
export const PRESET_EXTENSION = 'dropmill.json';

const fileSchema = z.strictObject({
  dropmillPreset: z.literal(1),
  type: z.string(),
  name: z.string().min(1).max(MAX_PRESET_NAME_LENGTH),
  options: z.record(z.string(), z.unknown()),
});

export interface PresetFile {
  readonly type: string;
  readonly name: string;
  /** What differs from the defaults. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** The file's text. Passwords and folders stay out of it. */
export function presetText({ type, name, options }: PresetFile, table: OptionTable): string {
  const content = { dropmillPreset: 1, type, name, options: portable(table, options) };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/**
 * @param file absolute
 * @throws {JobError} saying why it is no preset that can be used
 */
export async function readPreset(file: string, registry: JobRegistry): Promise<PresetFile> {
  // A pipe that a shell hands over has no path of its own.
  if (!(await stat(systemPath(file))).isFile()) throw new JobError('NOT_A_PRESET');
  const path = await realpath(systemPath(file), { encoding: 'buffer' });
  return parsePreset(contentOfFile(path), registry);
}

/** A pipe would keep us waiting, and a device never ends. */
function contentOfFile(path: Buffer): string {
  try {
    const content = readBounded(path, MAX_BYTES);
    if (content) return content.toString('utf8');
  } catch (cause) {
    // Too large, or no file.
    if (!(cause instanceof RangeError || cause instanceof TypeError)) throw cause;
    throw new JobError('NOT_A_PRESET', {}, { cause });
  }
  throw new JobError('NOT_A_PRESET');
}

/** @throws {JobError} */
export function parsePreset(text: string, registry: JobRegistry): PresetFile {
  const { type, name, options } = contentOf(text);
  const definition = Object.hasOwn(registry, type) ? registry[type]?.definition : undefined;
  if (!definition) throw new JobError('UNKNOWN_JOB_TYPE', { type });
  const unknown = Object.keys(options).find((key) => !Object.hasOwn(definition.options, key));
  if (unknown !== undefined) throw new JobError('PRESET_OF_NEWER', { option: unknown });
  const kept = portable(definition.options, options);
  const parsed = optionsSchema(definition).safeParse(kept);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new JobError('BAD_OPTIONS', { problem: `${issue?.path.join('.')}: ${issue?.message}` });
  }
  const [key, fault] = faultOf(definition, parsed.data) ?? [];
  // Which folder is not in a preset: it is asked for when the preset is used.
  if (fault && !isLeftOut(definition.options[key ?? ''])) throw JobError.of(fault);
  return { type, name, options: kept };
}

function contentOf(text: string): z.infer<typeof fileSchema> {
  try {
    return fileSchema.parse(JSON.parse(text.replace(/^\uFEFF/, '')));
  } catch (cause) {
    throw new JobError('NOT_A_PRESET', {}, { cause });
  }
}

function portable(table: OptionTable, options: PresetFile['options']): PresetFile['options'] {
  return Object.fromEntries(Object.entries(options).filter(([key]) => !isLeftOut(table[key])));
}

function isLeftOut(option: Option | undefined): boolean {
  return option?.kind === 'text' && (option.secret === true || option.format === 'folder');
}
