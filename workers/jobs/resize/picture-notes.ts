// Counts the pictures of a job to which a note applies, and makes one note for all: "2 pictures have transparency ...".
import type { KnownMessage, MessageCode, ParamsOf } from '../../messages/codes.ts';
import type { RenderNote } from './render/render.ts';

export type PictureNote = 'first-frame' | 'other-pages' | RenderNote;

/** The code of each note; its parameter is the number of pictures. */
const NOTE_CODES = {
  'first-frame': 'FIRST_FRAME',
  flattened: 'FLATTENED',
  'other-pages': 'OTHER_PAGES',
  damaged: 'READ_WITH_DAMAGE',
  incomplete: 'READ_IN_PART',
  bare: 'METADATA_REMOVED',
  shrunk: 'SHRUNK',
  'metadata-for-size': 'METADATA_DROPPED_FOR_SIZE',
  'hdr-colours': 'HDR_COLOURS',
  'damaged-exif': 'EXIF_DAMAGED',
  'maker-note': 'MAKER_NOTE_DROPPED',
  'damaged-xmp': 'XMP_DAMAGED',
  'extended-xmp': 'XMP_SECOND_PART_DROPPED',
  'oversized-metadata': 'METADATA_TOO_LARGE',
  exif: 'EXIF_DROPPED',
  xmp: 'XMP_DROPPED',
  iptc: 'IPTC_DROPPED',
  comments: 'COMMENTS_DROPPED',
  density: 'DENSITY_DROPPED',
  'gain-map': 'GAIN_MAP_DROPPED',
  'motion-photo': 'MOTION_DROPPED',
  'depth-map': 'DEPTH_MAP_DROPPED',
  panorama: 'PANORAMA_DROPPED',
  regions: 'FACES_DROPPED',
  'geo-tiff': 'GEO_TIFF_DROPPED',
  'tiff-tags': 'TIFF_TAGS_DROPPED',
  'further-data': 'FURTHER_DATA_DROPPED',
  'unknown-data': 'UNKNOWN_DATA_DROPPED',
  'profile-place': 'PROFILE_DROPPED',
} as const satisfies Readonly<Record<PictureNote, CountCode>>;

/** Codes of sentences about a number of pictures. */
type CountCode = {
  [Code in MessageCode]: { readonly count: number } extends ParamsOf<Code> ? Code : never;
}[MessageCode];

export function noteMessage(note: PictureNote, count: number): KnownMessage {
  // The compiler compares only short unions member by member.
  return { code: NOTE_CODES[note], params: { count } } as KnownMessage;
}
