// Adds metadata to a result that was encoded without any, and checks whether the finished file tells a location.
import type { OutputFormat } from '../formats.ts';
import { readMetadata } from './blocks.ts';
import { writeGif } from './containers/gif.ts';
import { writeHeif } from './containers/heif.ts';
import { writeJpeg, writeWithGainMap } from './containers/jpeg.ts';
import { pngTextTellsPlace, readText, writePngMetadata } from './containers/png.ts';
import { writeTiff } from './containers/tiff.ts';
import { writeWebp } from './containers/webp.ts';
import { entryTellsPlace, exifTellsPlace } from './exif.ts';
import type { Extra, FoundMetadata, MetadataBlocks } from './found-metadata.ts';
import { withoutPlaces } from './iptc.ts';
import { IPTC_RESOURCE, readResources, resourceTellsPlace } from './photoshop.ts';
import { bytesTellPlace } from './places/place-readings.ts';
import { packetTellsPlace } from './xmp.ts';

export interface EncodedPicture {
  readonly data: Buffer;
  /** Pixels of one frame. */
  readonly width: number;
  readonly height: number;
  readonly alpha: boolean;
  /** Whether the encoder wrote an HDR gain map, a picture of its own, after the picture. */
  readonly hasGainMap?: boolean;
}

/** Returns the encoded file with its metadata. */
export function attachMetadata(format: OutputFormat, picture: EncodedPicture, blocks: MetadataBlocks): Buffer {
  const { data } = picture;
  switch (format) {
    case 'jpeg':
      return picture.hasGainMap ? writeWithGainMap(data, blocks) : writeJpeg(data, blocks);
    case 'png':
      return writePngMetadata(data, blocks);
    case 'webp':
      return writeWebp(data, picture, blocks);
    case 'avif':
      return writeHeif(data, blocks);
    case 'tiff':
      return writeTiff(data, blocks);
    case 'gif':
      return writeGif(data, blocks);
  }
}

/** What the encoder itself writes for a gain map. */
const GAIN_MAP_EXTRAS: ReadonlySet<Extra> = new Set(['gain-map', 'second-picture', 'trailer', 'unknown-trailer']);

/** Whether the bytes of a file tell where it was taken. True also if that is not certain. */
export function fileTellsPlace(format: OutputFormat, file: Buffer, hasGainMap = false): boolean {
  const { extras, exif, xmp, resources, tiffTags, comments = [], texts = [] } = readMetadata(format, file, true);
  return (
    [...extras].some(
      (extra) => !(hasGainMap && GAIN_MAP_EXTRAS.has(extra)) && !(format === 'png' && extra === 'animation'),
    ) ||
    (exif !== undefined && exifTellsPlace(exif)) ||
    (xmp !== undefined && packetTellsPlace(xmp)) ||
    (resources !== undefined && resourcesTellPlace(resources)) ||
    comments.some(bytesTellPlace) ||
    (tiffTags?.entries.some((entry) => entryTellsPlace(entry, tiffTags.little)) ?? false) ||
    texts.some((chunk) => {
      const text = readText(chunk);
      return !text || pngTextTellsPlace(text);
    })
  );
}

function resourcesTellPlace(block: Buffer): boolean {
  const all = readResources(block);
  if (!all) return true;
  return all.some(
    (one) => resourceTellsPlace(one) || (one.id === IPTC_RESOURCE && withoutPlaces(one.data) !== one.data),
  );
}

/** Whether a file holds nothing but its picture, its colours and its density. */
export function holdsNothing({ extras, exif, xmp, resources, tiffTags, comments, texts }: FoundMetadata): boolean {
  return extras.size === 0 && !exif && !xmp && !resources && !tiffTags && !comments && !texts;
}
