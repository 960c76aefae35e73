// What the settings say about every job's options. They stand in for a schema's own defaults, in the form and at submit:
// an option `collision`, an option of the format `folder`, and an option `destination` that has a choice `folder`.
import { z } from 'zod';
import type { JobDefinition } from '../../workers/jobs/job-type.ts';
import type { KeptSettings } from './settings-schema.ts';

type Options = Readonly<Record<string, unknown>>;
type Definition = Pick<JobDefinition<unknown>, 'schema'>;
export type OutputSettings = Pick<KeptSettings, 'collision' | 'outputFolder'>;

/**
 * @param folder what stands for the folder of the settings: its path, or an id for the window
 * @returns the defaults by option, only those that the schema has
 */
export function jobDefaults(
  definition: Definition,
  { collision, outputFolder }: OutputSettings,
  folder: string | null,
): Options {
  const { properties = {} } = optionsSchema(definition);
  const place = outputFolder === null ? null : folder;
  const defaults = Object.entries(properties).flatMap(([name, property]) => {
    const { enum: choices, format } = property as { enum?: readonly unknown[]; format?: string };
    if (name === 'collision' && choices?.includes(collision)) return [[name, collision] as const];
    if (place !== null && format === 'folder') return [[name, place] as const];
    if (place !== null && name === 'destination' && choices?.includes('folder')) return [[name, 'folder'] as const];
    return [];
  });
  return Object.fromEntries(defaults);
}

/** The JSON Schema that the window draws the form from, with the defaults that the settings make. */
export function schemaWithDefaults(definition: Definition, defaults: Options): Options {
  const schema = optionsSchema(definition);
  const properties = Object.entries(schema.properties ?? {}).map(([name, property]) => [
    name,
    Object.hasOwn(defaults, name) ? { ...(property as object), default: defaults[name] } : property,
  ]);
  return { ...schema, properties: Object.fromEntries(properties) };
}

function optionsSchema({ schema }: Definition): z.core.JSONSchema.BaseSchema {
  return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
}
