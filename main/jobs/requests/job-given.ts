// What a job was asked for, as the window can ask for it again: paths become ids.
import type { JobRegistry } from '../../../workers/jobs/job-type.ts';
import type { JobGiven, PathRef } from '../../contract/api.ts';
import type { KeptSpec } from '../journal.ts';
import { withFolderIds } from './option-fields.ts';

type Asked = NonNullable<JobGiven['next']>;

/** @param register hands out a ref for each path */
export async function givenTo(
  { type, inputs, options, next }: KeptSpec,
  registry: JobRegistry,
  register: (paths: readonly string[]) => Promise<PathRef[]>,
): Promise<JobGiven> {
  const folders: PathRef[] = [];
  const toId = async (path: string) => {
    const [ref] = await register([path]);
    if (ref) folders.push(ref);
    return ref?.id ?? '';
  };
  const asked = async (what: Pick<KeptSpec, 'type' | 'options'>): Promise<Asked> => {
    const definition = registry[what.type]?.definition;
    const known = (what.options ?? {}) as Asked['options'];
    return { type: what.type, options: definition ? await withFolderIds(definition, known, toId) : known };
  };
  const own = await asked({ type, options });
  const follower = next && (await asked(next));
  return { ...own, inputs: await register(inputs), next: follower, folders };
}
