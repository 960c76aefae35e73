// Which job type fits what is dropped: pictures suggest a type that accepts only pictures, the rest one that takes all.
import type { JobTypeInfo } from '../../../main/contract/api.ts';

const PICTURES = /\.(jpe?g|png|webp|avif|tiff?|gif|svg|heic|heif|bmp|jxl)$/i;

/** A dropped thing, or one that is being dragged, whose name the system does not tell yet. */
interface Dragged {
  readonly name?: string;
  readonly kind?: string;
  /** MIME type; '' for folders and unknown files. */
  readonly mime?: string;
}

type Types = readonly Pick<JobTypeInfo, 'type' | 'accepts'>[];

export function suggestType(things: readonly Dragged[], types: Types): string | undefined {
  const accepts = things.length > 0 && things.every(isPicture) ? 'pictures' : 'anything';
  return (types.find((one) => one.accepts === accepts) ?? types[0])?.type;
}

function isPicture({ name, kind, mime }: Dragged): boolean {
  return kind !== 'folder' && (name === undefined ? mime?.startsWith('image/') === true : PICTURES.test(name));
}
