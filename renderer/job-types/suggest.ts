// Which job type fits what is dropped: one that is for just these kinds of files, else one that takes any file.
import type { JobTypeInfo, PathRef } from '../../main/contract/api.ts';

/** A dropped thing, or one that is being dragged, whose name the system does not tell yet. */
interface Dragged extends Partial<Pick<PathRef, 'name' | 'kind' | 'inside'>> {
  /** MIME type; '' for folders and unknown files. */
  readonly mime?: string;
}

type Accepts = JobTypeInfo['accepts'];
type Types = readonly Pick<JobTypeInfo, 'type' | 'accepts'>[];

/** Of the files in a folder, those that are not of the kind are few: an album's list, a file manager's cache. */
const MIN_SHARE = 0.8;

export function suggestType(things: readonly Dragged[], types: Types): string | undefined {
  const special = things.length > 0 && types.find(({ accepts }) => things.every((thing) => isOf(accepts, thing)));
  return (special || types.find(({ accepts }) => accepts === 'anything') || types[0])?.type;
}

/** The same while it is being dragged: what the system does not tell the kind of may be a folder of anything. */
export function suggestWhileDragged(mimes: readonly string[], types: Types): string | undefined {
  return mimes.length === 0 || mimes.includes('')
    ? undefined
    : suggestType(
        mimes.map((mime) => ({ mime })),
        types,
      );
}

function isOf(accepts: Accepts, { name, kind, inside = {}, mime = '' }: Dragged): boolean {
  if (accepts === 'anything') return false;
  if (kind === 'folder') return accepts.folders && shareOf(accepts.extensions, inside) >= MIN_SHARE;
  if (name === undefined) return accepts.mimes.some((start) => mime.startsWith(start));
  const lower = (accepts.parts ? name.replace(/\.\d{3}$/, '') : name).toLowerCase();
  return accepts.extensions.some((extension) => lower.endsWith(`.${extension}`));
}

/** 0..1; 0 of nothing. */
function shareOf(extensions: readonly string[], inside: NonNullable<PathRef['inside']>): number {
  const counts = Object.entries(inside);
  const all = counts.reduce((sum, [, count]) => sum + count, 0);
  const fitting = counts.filter(([extension]) => extensions.includes(extension));
  return all === 0 ? 0 : fitting.reduce((sum, [, count]) => sum + count, 0) / all;
}

/** Whether folders can be chosen for a type. */
export function takesFolders({ accepts }: Pick<JobTypeInfo, 'accepts'>): boolean {
  return accepts === 'anything' || accepts.folders;
}
