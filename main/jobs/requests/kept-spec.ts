// What the journal keeps of a job's request.
import type { JobRegistry } from '../../../workers/jobs/job-type.ts';
import type { KeptSpec } from '../journal.ts';
import { withoutSecrets } from './option-fields.ts';

/** The spec without passwords, neither its own nor those of the job that follows. */
export function specToKeep(registry: JobRegistry, spec: KeptSpec): KeptSpec {
  const clean = (type: string, options: unknown) => {
    const definition = registry[type]?.definition;
    return definition ? withoutSecrets(definition, options) : { options, removed: false };
  };
  const own = clean(spec.type, spec.options);
  const follower = spec.next && clean(spec.next.type, spec.next.options);
  const removed = own.removed || follower?.removed;
  const next = spec.next && { type: spec.next.type, options: follower?.options };
  return { ...spec, options: own.options, ...(next && { next }), ...(removed && { secretsRemoved: true }) };
}
