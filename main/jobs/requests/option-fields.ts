// Options that main treats with care: folders, which the window knows by id only, and secrets, which are never kept.
import type { JobDefinition } from '../../../workers/jobs/job-type.ts';
import type { Option } from '../../../workers/options/option-table.ts';

type Options = Readonly<Record<string, unknown>>;
type Definition = Pick<JobDefinition<unknown>, 'options'>;

/** Replaces the ids in options of the format `folder` by paths. An empty one stays empty. */
export function withFolders(definition: Definition, options: Options, resolve: (id: string) => string): Options {
  const chosen = chosenFolders(definition, options);
  return { ...options, ...Object.fromEntries(chosen.map((key) => [key, resolve(String(options[key]))])) };
}

/** The other way round. */
export async function withFolderIds(
  definition: Definition,
  options: Options,
  toId: (path: string) => Promise<string>,
): Promise<Options> {
  const ids = chosenFolders(definition, options).map(async (key) => [key, await toId(String(options[key]))] as const);
  return { ...options, ...Object.fromEntries(await Promise.all(ids)) };
}

function chosenFolders(definition: Definition, options: Options): string[] {
  const folders = keysWith(definition, (option) => option.kind === 'text' && option.format === 'folder');
  return folders.filter((key) => Object.hasOwn(options, key) && options[key] !== '');
}

/** Takes the values out of options that are marked as secret. */
export function withoutSecrets(definition: Definition, options: unknown): { options: unknown; removed: boolean } {
  if (typeof options !== 'object' || options === null) return { options, removed: false };
  const secrets = keysWith(definition, (option) => option.kind === 'text' && option.secret === true).filter(
    (key) => (options as Options)[key],
  );
  const kept = Object.entries(options).filter(([key]) => !secrets.includes(key));
  return { options: Object.fromEntries(kept), removed: secrets.length > 0 };
}

/** Whether an option is set that protects what the job makes. */
export function isProtected(definition: Definition | undefined, options: unknown): boolean {
  if (!definition || typeof options !== 'object' || options === null) return false;
  const keys = keysWith(definition, (option) => option.kind === 'text' && option.protects === true);
  return keys.some((key) => Boolean((options as Options)[key]));
}

function keysWith({ options }: Definition, wanted: (option: Option) => boolean): string[] {
  return Object.entries(options).flatMap(([key, option]) => (wanted(option) ? [key] : []));
}
