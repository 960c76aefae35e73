// What is said once for all pictures of a job that it happened to: `2 pictures with transparency: ...`.
import type { RenderNote } from './render/render.ts';

export type PictureNote = 'first-frame' | 'flattened' | 'other-pages' | RenderNote;

/** By code. @param count `1 picture`, `1,200 pictures` */
export const PICTURE_NOTES: Readonly<Record<PictureNote, (count: string) => string>> = {
  'first-frame': (count) => `${count} with more than one frame: only the first fits the chosen format.`,
  flattened: (count) => `${count} with transparency: filled with the background colour, as JPEG has none.`,
  'other-pages': (count) => `${count} with pages of other sizes: only the first page was taken.`,
  damaged: (count) => `${count} damaged in places: read as far as possible. Look at the results.`,
  bare: (count) => `${count} saved without metadata, as it could not be cleaned.`,
  shrunk: (count) => `${count} made smaller in size, too, to fit into the bytes allowed.`,
  'damaged-exif': (count) => `${count}: damaged EXIF data was dropped, as it could not be read.`,
  'maker-note': (count) =>
    `${count}: the camera maker's own notes were dropped, as they could not be cleaned or kept in this format.`,
  'damaged-xmp': (count) => `${count}: damaged XMP data was dropped, as it could not be cleaned.`,
  'extended-xmp': (count) => `${count}: the second part of the XMP data was dropped; only the first is kept.`,
  'oversized-metadata': (count) => `${count}: metadata was dropped that is too large for the chosen format.`,
  exif: (count) => `${count}: EXIF data was dropped, as the chosen format has no room for it.`,
  xmp: (count) => `${count}: XMP data was dropped, as the chosen format has no room for it.`,
  iptc: (count) => `${count}: IPTC data was dropped, as the chosen format has no room for it.`,
  comments: (count) => `${count}: comments were dropped; they are kept only when the format stays the same.`,
  'gain-map': (count) => `${count}: the HDR gain map was dropped; the result shows the standard range.`,
  'motion-photo': (count) => `${count}: the film or sound was dropped; the result is a still picture.`,
  'depth-map': (count) => `${count}: the depth map was dropped.`,
  panorama: (count) => `${count}: the panorama data was dropped, as the picture was cropped or turned.`,
  regions: (count) => `${count}: marked faces were dropped, as the picture was cropped or turned.`,
  'geo-tiff': (count) => `${count}: the map reference (GeoTIFF) was dropped.`,
};
