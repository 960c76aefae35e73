// Which metadata a result gets: chosen on the pipeline before encoding, tidied in the encoded file after.
import type { Metadata, Sharp } from 'sharp';
import type { ResizeOptions } from '../options.ts';
import type { PictureFacts } from '../read/facts.ts';
import type { OutputFormat } from '../render/encoding.ts';
import { ExifBlock, readExif } from './exif.ts';
import { blankLocation, iptcText } from './iptc.ts';
import { replaceBlock } from './patch.ts';
import { dublinCore, rightsPacket, withoutLocation } from './xmp.ts';

export interface MetadataParts {
  readonly options: Pick<ResizeOptions, 'metadata' | 'colours'>;
  readonly format: OutputFormat;
  readonly facts: Pick<PictureFacts, 'exif'>;
  /** The original's header; undefined when it has no metadata, or EXIF alone that is kept as it is. */
  readonly found: Metadata | undefined;
}

/** Of a result. */
type MadeMetadata = Pick<Metadata, 'exif' | 'iptc'>;

const HOLDS_EXIF: ReadonlySet<OutputFormat> = new Set(['jpeg', 'png', 'webp', 'avif']);
const HOLDS_IPTC: ReadonlySet<OutputFormat> = new Set(['jpeg', 'tiff']);

export function keepMetadata(pipeline: Sharp, { options, format, facts, found }: MetadataParts): Sharp {
  if (options.metadata === 'none') return pipeline;
  if (options.metadata === 'copyright') return found ? keepRights(pipeline, format, found) : pipeline;
  // A damaged block cannot be searched for a place; better none than that.
  let kept = facts.exif === 'sound' ? pipeline.keepExif() : pipeline;
  if (!found) return kept;
  if (found.iptc && HOLDS_IPTC.has(format)) {
    // Only all kinds together include IPTC. The profile is taken back unless it is to stay.
    kept = kept.keepMetadata();
    if (options.colours === 'srgb' && found.hasProfile) kept = kept.withIccProfile('srgb', { attach: false });
  }
  if (!found.xmp) return kept;
  if (options.metadata === 'all') return kept.keepXmp();
  const xmp = withoutLocation(found.xmp.toString('utf8'));
  return xmp === undefined ? kept : kept.withXmp(xmp);
}

/** Text of the tags that tell who made it, whose it is, and when it was taken. */
function keepRights(pipeline: Sharp, format: OutputFormat, found: Metadata): Sharp {
  const exif = readExif(found.exif);
  const xmp = found.xmp?.toString('utf8') ?? '';
  const artist = exif?.text('main', 0x013b) ?? dublinCore(xmp, 'creator') ?? (found.iptc && iptcText(found.iptc, 80));
  const copyright =
    exif?.text('main', 0x8298) ?? dublinCore(xmp, 'rights') ?? (found.iptc && iptcText(found.iptc, 116));
  const taken = exif?.text('exif', 0x9003);
  const changed = exif?.text('main', 0x0132);
  if (!HOLDS_EXIF.has(format)) {
    const date = taken?.replace(/^(\d{4}):(\d\d):(\d\d) /, '$1-$2-$3T');
    if (!artist && !copyright && !date) return pipeline;
    return pipeline.withXmp(
      rightsPacket({ ...(artist && { artist }), ...(copyright && { copyright }), ...(date && { date }) }),
    );
  }
  const main = { Artist: artist, Copyright: copyright, DateTime: changed };
  const detail = { DateTimeOriginal: taken, OffsetTimeOriginal: exif?.text('exif', 0x9011) };
  const directories = { IFD0: present(main), IFD2: present(detail) };
  return Object.keys({ ...directories.IFD0, ...directories.IFD2 }).length === 0
    ? pipeline
    : pipeline.withExif(directories);
}

function present(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/**
 * Takes the place and the outdated thumbnail out of an encoded file, in place.
 * @param made the header of `file`
 * @returns false when something that should go could not be taken out: then the file must not be used
 */
export function tidyMetadata(
  file: Buffer,
  made: MadeMetadata,
  { options, format }: Pick<MetadataParts, 'options' | 'format'>,
): boolean {
  const removeLocation = options.metadata !== 'all';
  return tidyExif(file, made, format, removeLocation) && tidyIptc(file, made, format, removeLocation);
}

function tidyExif(file: Buffer, made: MadeMetadata, format: OutputFormat, removeLocation: boolean): boolean {
  if (!made.exif) return true;
  const after = Buffer.from(made.exif);
  if (!readExif(after)) return false;
  const block = new ExifBlock(after);
  block.setOrientation(1);
  block.removeThumbnail();
  if (removeLocation) block.removeLocation();
  return after.equals(made.exif) || replaceBlock(file, format, made.exif, after);
}

function tidyIptc(file: Buffer, made: MadeMetadata, format: OutputFormat, removeLocation: boolean): boolean {
  if (!made.iptc || !removeLocation) return true;
  const after = Buffer.from(made.iptc);
  return !blankLocation(after) || replaceBlock(file, format, made.iptc, after);
}

/** Whether a file tells where it was taken; `true` when that cannot be told for sure. */
export function tellsLocation(found: Metadata): boolean {
  if (found.exif && (readExif(found.exif)?.hasLocation ?? true)) return true;
  if (found.iptc && blankLocation(Buffer.from(found.iptc))) return true;
  const xmp = found.xmp?.toString('utf8');
  return xmp !== undefined && withoutLocation(xmp) !== xmp;
}
