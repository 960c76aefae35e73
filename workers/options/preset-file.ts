// Reads and writes presets as files: named options of one job type, to keep or to give to others.
import { realpath, stat } from 'node:fs/promises';
import { z } from 'zod';
import { readBounded } from '../files/bounded-read.ts';
import { systemPath } from '../files/system-path.ts';
import type { JobRegistry } from '../jobs/job-type.ts';
import { JobError } from '../jobs/user-error.ts';
import { faultOf } from './option-fault.ts';
import type { Option, OptionTable } from './option-table.ts';
import { optionsSchema } from './options-schema.ts';

/** A larger file is no preset. In bytes. */
const MAX_BYTES = 256_000;
/** In UTF-16 units. */
export const MAX_PRESET_NAME_LENGTH = 200;

/** The extension of preset files: `Web.dropmill.json`. */
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
  /** The options that differ from the defaults. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** Returns the file's text, without passwords and folders. */
export function presetText({ type, name, options }: PresetFile, table: OptionTable): string {
  const content = { dropmillPreset: 1, type, name, options: portable(table, options) };
  return `${JSON.stringify(content, null, 2)}\n`;
}

/**
 * @param file absolute
 * @throws {JobError} saying why the preset cannot be used
 */
export async function readPreset(file: string, registry: JobRegistry): Promise<PresetFile> {
  // A pipe that a shell passes has no path of its own.
  if (!(await stat(systemPath(file))).isFile()) throw new JobError('NOT_A_PRESET');
  const path = await realpath(systemPath(file), { encoding: 'buffer' });
  return parsePreset(contentOfFile(path), registry);
}

/** Reads a regular file only: opening a pipe would wait, and a device never ends. */
function contentOfFile(path: Buffer): string {
  try {
    const content = readBounded(path, MAX_BYTES);
    if (content) return content.toString('utf8');
  } catch (cause) {
    // Only errors that mean "too large" or "not a file" make it no preset.
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
  // A preset does not name the folder, which the user chooses when the preset is used.
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
