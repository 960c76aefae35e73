// Makes the example of a result's name that the form shows.
import type { ResizeOptions } from './options.ts';
import { nameFromTemplate } from './plan/name-template.ts';
import { extensionFor, outputFormat } from './render/encoding.ts';
import { askedSizes } from './render/geometry.ts';

/** A landscape photo of 3:2, as most cameras make them. Pixels. */
const PHOTO = { width: 6000, height: 4000 };
const TAKEN = new Date(2026, 6, 14);

export function exampleName(options: ResizeOptions): string {
  const [asked] = askedSizes(options, PHOTO);
  const { width, height } = asked?.size ?? PHOTO;
  const extension = extensionFor(outputFormat(options.format, 'jpeg'));
  return nameFromTemplate(options.template, {
    name: 'beach',
    width,
    height,
    size: asked?.label ?? '',
    extension,
    date: TAKEN,
    counter: 1,
  });
}
