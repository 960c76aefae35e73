// Options that main treats with care: folders, which the window knows by id only, and secrets, which are never kept.
import { z } from 'zod';
import type { JobDefinition } from '../../workers/jobs/job-type.ts';

type Options = Readonly<Record<string, unknown>>;
type Definition = Pick<JobDefinition<unknown>, 'schema'>;

/** Replaces the ids in options of the format `folder` by paths. An empty one stays empty. */
export function withFolders(definition: Definition, options: Options, resolve: (id: string) => string): Options {
  const folders = fieldsWith(definition, (field) => field.format === 'folder');
  const chosen = folders.filter((name) => Object.hasOwn(options, name) && options[name] !== '');
  return { ...options, ...Object.fromEntries(chosen.map((name) => [name, resolve(String(options[name]))])) };
}

/** Takes the values out of options that are marked as secret. */
export function withoutSecrets(definition: Definition, options: unknown): { options: unknown; removed: boolean } {
  if (typeof options !== 'object' || options === null) return { options, removed: false };
  const secrets = fieldsWith(definition, (field) => field.secret === true).filter((name) => (options as Options)[name]);
  const kept = Object.entries(options).filter(([name]) => !secrets.includes(name));
  return { options: Object.fromEntries(kept), removed: secrets.length > 0 };
}

function fieldsWith({ schema }: Definition, wanted: (field: Options) => boolean): string[] {
  const { properties = {} } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' });
  return Object.entries(properties).flatMap(([name, field]) =>
    typeof field === 'object' && wanted(field as Options) ? [name] : [],
  );
}
