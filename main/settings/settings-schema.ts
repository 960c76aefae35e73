// What a good settings file and a good change of settings look like.
import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { LANGUAGES } from '../../workers/messages/languages.ts';
import {
  defaultSettings,
  MAX_SIDE_BY_SIDE,
  MAX_WORKERS,
  type Settings,
  type SettingsChange,
} from '../contract/settings.ts';

const shape = {
  workers: z.int().min(1).max(MAX_WORKERS).nullable(),
  executor: z.enum(['threads', 'processes']),
  priority: z.enum(['low', 'normal']),
  sideBySide: z.int().min(1).max(MAX_SIDE_BY_SIDE),
  startAtOnce: z.boolean(),
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(['system', ...LANGUAGES]),
  /** A path in the file, the id of one in a change. */
  outputFolder: z.string().min(1).nullable(),
  collision: z.enum(['rename', 'skip', 'overwrite']),
  whenDone: z.enum(['nothing', 'quit', 'sleep', 'shut-down']),
} satisfies { readonly [K in keyof Settings]: z.ZodType<Settings[K]> };

/** In the file the folder is a path. A relative one would depend on where the app was started. */
const keptShape = { ...shape, outputFolder: z.string().refine(isAbsolute).nullable() };

/** As main keeps them: the folder is an absolute path. */
export type KeptSettings = Settings;

export const settingsChangeSchema: z.ZodType<SettingsChange> = z.strictObject(shape).partial();

/** What a file holds: each good value, and the default for all else. `damaged` when there was something else. */
export function readSettings(content: unknown): { readonly settings: KeptSettings; readonly damaged: boolean } {
  if (typeof content !== 'object' || content === null) return { settings: defaultSettings, damaged: true };
  const given = Object.entries(keptShape).filter(([name]) => Object.hasOwn(content, name));
  const parsed = given.map(([name, schema]) => [name, schema.safeParse((content as Settings)[name as keyof Settings])]);
  const good = (parsed as [string, z.ZodSafeParseResult<unknown>][]).filter(([, result]) => result.success);
  return {
    settings: { ...defaultSettings, ...Object.fromEntries(good.map(([name, { data }]) => [name, data])) },
    damaged: good.length < given.length,
  };
}
