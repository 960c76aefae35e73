// Which job type fits what is dropped: one that is for just these kinds of files, else one that takes any file.
import type { JobTypeInfo } from '../../main/contract/api.ts';

/** A dropped thing, or one that is being dragged, whose name the system does not tell yet. */
interface Dragged {
  readonly name?: string;
  readonly kind?: string;
  /** MIME type; '' for folders and unknown files. */
  readonly mime?: string;
}

type Accepts = JobTypeInfo['accepts'];
type Types = readonly Pick<JobTypeInfo, 'type' | 'accepts'>[];

export function suggestType(things: readonly Dragged[], types: Types): string | undefined {
  const special = things.length > 0 && types.find(({ accepts }) => things.every((thing) => isOf(accepts, thing)));
  return (special || types.find(({ accepts }) => accepts === 'anything') || types[0])?.type;
}

function isOf(accepts: Accepts, { name, kind, mime = '' }: Dragged): boolean {
  if (accepts === 'anything' || kind === 'folder') return false;
  if (name === undefined) return accepts.mimes.some((start) => mime.startsWith(start));
  const lower = name.toLowerCase();
  return accepts.extensions.some((extension) => lower.endsWith(`.${extension}`));
}
