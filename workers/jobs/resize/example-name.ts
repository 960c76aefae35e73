// The name that a picture would get, for the form.
import type { ResizeOptions } from './options.ts';
import { nameFromTemplate } from './plan/name-template.ts';
import { extensionFor, outputFormat } from './render/encoding.ts';
import { targetSizes } from './render/geometry.ts';

/** A landscape photo of 3:2, as most cameras make them. Pixels. */
const PHOTO = { width: 6000, height: 4000 };
const TAKEN = new Date(2026, 6, 14);

export function exampleName(options: ResizeOptions): string {
  const [{ width, height } = PHOTO] = targetSizes(options, PHOTO);
  const extension = extensionFor(outputFormat(options.format, 'jpeg'));
  return nameFromTemplate(options.template, { name: 'beach', width, height, extension, date: TAKEN, counter: 1 });
}
