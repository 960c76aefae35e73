// Chooses the metadata of a result: that of the original, as far as the options allow it, adapted to the new pixels.

import { type OutputFormat, writerOf } from '../formats.ts';
import type { ResizeOptions } from '../options.ts';
import { tooLargeForJpeg } from './containers/jpeg.ts';
import { pngTextTellsPlace, readText } from './containers/png.ts';
import { isToldOutsideExif, withDensity } from './density.ts';
import { cleanExif, entryTellsPlace } from './exif.ts';
import { type ExifEntry, exifDirectory, findEntry, readExifTree, TAG, textOf } from './exif-tree.ts';
import { pointerEntry, textEntry, writeExifTree } from './exif-writer.ts';
import { followPixels } from './follow-pixels.ts';
import type { Density, FoundMetadata, MetadataBlocks, MetadataLoss, TiffTags } from './found-metadata.ts';
import type { Change, Geometry } from './geometry-change.ts';
import { iptcText, withoutPlaces, withoutPreviews } from './iptc.ts';
import { isMovable } from './maker-notes.ts';
import {
  DENSITY_RESOURCE,
  IPTC_RESOURCE,
  iptcResource,
  type Resource,
  readResources,
  resourceTellsPlace,
  THUMBNAIL_RESOURCES,
  withoutResources,
} from './photoshop.ts';
import { bytesTellPlace } from './places/place-readings.ts';
import { cleanPacket, decodePacket, dropPlaces, dublinCore, type Judge, rightsPacket } from './xmp.ts';

/** Formats between which comments and texts are kept: each has a form of its own. */
const SAME_COMMENTS: ReadonlySet<string> = new Set(['jpeg', 'gif']);

/** A zero, as UTF-16 has it in every other byte, ends a GIF's block, and is in no text of a PNG. */
const UTF8_ONLY: ReadonlySet<string> = new Set(['gif', 'png']);

/** What may lie behind a picture. */
const PROMISES = ['gain-map', 'motion-photo', 'depth-map'] as const;

export interface KeepParts {
  readonly mode: ResizeOptions['metadata'];
  readonly format: OutputFormat;
  /** Format of the original. */
  readonly from: string;
  readonly geometry: Geometry;
  /** Whether the result has the original's HDR gain map. The encoder then writes what announces it. */
  readonly keepsGainMap?: boolean;
}

export interface KeptMetadata {
  readonly blocks: MetadataBlocks;
  readonly lost: ReadonlySet<MetadataLoss>;
}

export function keepMetadata(found: FoundMetadata, parts: KeepParts): KeptMetadata {
  const keeper = new Keeper(found, parts);
  const kept = keeper.blocks();
  return { blocks: withoutOversized(kept, parts.format, keeper.lost), lost: keeper.lost };
}

class Keeper {
  readonly lost = new Set<MetadataLoss>();
  readonly #found: FoundMetadata;
  readonly #parts: KeepParts;
  readonly #removePlaces: boolean;

  constructor(found: FoundMetadata, parts: KeepParts) {
    this.#found = found;
    this.#parts = parts;
    this.#removePlaces = parts.mode !== 'all';
  }

  blocks(): MetadataBlocks {
    const { mode, format } = this.#parts;
    const density = writerOf(format).holds.density ? this.#density : undefined;
    const xmp = this.#xmp();
    for (const promise of PROMISES) {
      if (this.#found.extras.has(promise)) this.#lose(promise);
    }
    if (mode === 'none') return { density };
    if (mode === 'copyright') {
      const rights = rightsOf(this.#found, format);
      return { ...rights, exif: this.#dense(rights.exif), density };
    }
    for (const loss of ['extended-xmp', 'geo-tiff', 'maker-note', 'further-data'] as const) {
      if (this.#found.extras.has(loss)) this.lost.add(loss);
    }
    const segments = this.#segments();
    if (this.#losesUnknown(segments)) this.lost.add('unknown-data');
    return {
      exif: this.#dense(this.#held('exif', this.#exif())),
      xmp: this.#held('xmp', xmp),
      resources: this.#resources(),
      segments,
      tiffTags: this.#tiffTags(),
      ...this.#comments(),
      density,
    };
  }

  /** Of the picture as it lies now. */
  get #density(): Density | undefined {
    const { density } = this.#found;
    return density && this.#parts.geometry.turnsDensity ? { x: density.y, y: density.x } : density;
  }

  #lose(loss: MetadataLoss): void {
    if (loss !== 'gain-map' || !this.#parts.keepsGainMap) this.lost.add(loss);
  }

  #held(kind: 'exif' | 'xmp', block: Buffer | undefined): Buffer | undefined {
    if (!block || writerOf(this.#parts.format).holds[kind]) return block;
    this.lost.add(kind);
    return undefined;
  }

  /** Where a format has no place of its own for the density, EXIF tells it. */
  #dense(exif: Buffer | undefined): Buffer | undefined {
    const { holds } = writerOf(this.#parts.format);
    const density = this.#density;
    if (holds.density) return exif;
    if (holds.exif) return isToldOutsideExif(density, exif) ? withDensity(exif, density) : exif;
    if (isToldOutsideExif(this.#found.density, this.#found.exif)) this.lost.add('density');
    return exif;
  }

  #exif(): Buffer | undefined {
    if (!this.#found.exif) return undefined;
    const { exif, lost } = cleanExif(this.#found.exif, {
      removePlaces: this.#removePlaces,
      geometry: this.#parts.geometry,
    });
    for (const loss of lost) this.lost.add(loss);
    if (exif && this.#parts.format === 'tiff') {
      const note = findEntry(exifDirectory(readExifTree(exif)), TAG.makerNote);
      if (note && !isMovable(note.value)) this.lost.add('maker-note');
    }
    return exif;
  }

  /** Nobody knows what they say of the place, nor whether they show the picture as it was. */
  #segments(): MetadataBlocks['segments'] {
    const { from, format, geometry } = this.#parts;
    const areKept = !this.#removePlaces && from === format && geometry.change !== ('other' satisfies Change);
    return areKept ? this.#found.segments : undefined;
  }

  #losesUnknown(kept: MetadataBlocks['segments']): boolean {
    const { extras } = this.#found;
    if (extras.has('unknown-data') && !kept) return true;
    const isKnown = PROMISES.some((promise) => extras.has(promise) || this.lost.has(promise));
    return extras.has('unknown-trailer') && !extras.has('second-picture') && !isKnown;
  }

  /** They are about TIFFs, and too many for other formats. */
  #tiffTags(): TiffTags | undefined {
    const { tiffTags, extras } = this.#found;
    const isTiff = this.#parts.format === 'tiff';
    if (isTiff ? extras.has('page-tags') : tiffTags) this.lost.add('tiff-tags');
    if (!tiffTags || !isTiff) return undefined;
    if (!this.#removePlaces) return tiffTags;
    return { ...tiffTags, entries: tiffTags.entries.filter((entry) => !entryTellsPlace(entry, tiffTags.little)) };
  }

  /** Looked at in every mode: it is here that a picture says of itself that it moves, or is more than it seems. */
  #xmp(): Buffer | undefined {
    if (!this.#found.xmp) return undefined;
    const text = decodePacket(this.#found.xmp);
    const follow = followPixels(this.#parts.geometry, (loss) => this.#lose(loss));
    const judge: Judge = (property, value) => {
      const verdict = follow(property, value);
      return verdict === 'keep' && this.#removePlaces ? dropPlaces(property, value) : verdict;
    };
    const cleaned = text === undefined ? undefined : cleanPacket(text, judge);
    if (cleaned === undefined && this.#parts.mode !== 'none') this.lost.add('damaged-xmp');
    if (cleaned === undefined) return undefined;
    return cleaned === text && !UTF8_ONLY.has(this.#parts.format) ? this.#found.xmp : Buffer.from(cleaned);
  }

  #resources(): Buffer | undefined {
    const { resources } = this.#found;
    const all = resources && readResources(resources);
    if (!resources) return undefined;
    if (!all) {
      this.lost.add('iptc');
      return undefined;
    }
    const records = all.filter(({ id }) => id === IPTC_RESOURCE).map(({ data }) => withoutPreviews(data));
    const iptc = this.#removePlaces ? records.map((one) => one && withoutPlaces(one)) : records;
    const hasIptc = iptc.some((one) => one && one.length > 0);
    if (!writerOf(this.#parts.format).holds.iptc) {
      if (hasIptc) this.lost.add('iptc');
      return undefined;
    }
    if (iptc.some((one) => one === undefined)) this.lost.add('iptc');
    const rest = withoutResources(resources, (resource) => this.#drops(resource)) ?? Buffer.alloc(0);
    const kept = Buffer.concat([rest, ...iptc.flatMap((one) => (one && one.length > 0 ? [iptcResource(one)] : []))]);
    return kept.length > 0 ? kept : undefined;
  }

  /** Of what is about the picture as it was; 0x0425 is a sum over IPTC. */
  #drops(resource: Resource): boolean {
    const { id } = resource;
    return (
      id === IPTC_RESOURCE ||
      id === 0x0425 ||
      (id === DENSITY_RESOURCE && this.#parts.geometry.turnsDensity) ||
      THUMBNAIL_RESOURCES.has(id) ||
      (this.#removePlaces && resourceTellsPlace(resource))
    );
  }

  #comments(): Pick<MetadataBlocks, 'comments' | 'texts'> {
    const { from, format } = this.#parts;
    const { comments = [], texts = [] } = this.#found;
    if (comments.length === 0 && texts.length === 0) return {};
    if (from !== format) {
      this.lost.add('comments');
      return {};
    }
    if (!this.#removePlaces) return { comments, texts };
    return {
      ...(SAME_COMMENTS.has(format) && { comments: comments.filter((one) => !bytesTellPlace(one)) }),
      texts: texts.filter((chunk) => {
        const text = readText(chunk);
        return text && !pngTextTellsPlace(text) && !hasXmp(text.bytes);
      }),
    };
  }
}

/** Some programs put a whole packet into a text of another name. */
function hasXmp(bytes: Buffer): boolean {
  return bytes.includes('<x:xmpmeta') || bytes.includes('<rdf:RDF');
}

/** JPEG's segments hold 64 KB. The maker's note is the largest part of EXIF, and the first to go. */
function withoutOversized(blocks: MetadataBlocks, format: OutputFormat, lost: Set<MetadataLoss>): MetadataBlocks {
  if (format !== 'jpeg') return blocks;
  const tooLarge = tooLargeForJpeg(blocks);
  if (tooLarge.exif || tooLarge.xmp) lost.add('oversized-metadata');
  return { ...blocks, ...(tooLarge.exif && { exif: undefined }), ...(tooLarge.xmp && { xmp: undefined }) };
}

/** Who made it, whose it is, and when it was taken. */
function rightsOf(found: FoundMetadata, format: OutputFormat): MetadataBlocks {
  const tree = found.exif && readExifTree(found.exif);
  const packet = (found.xmp && decodePacket(found.xmp)) ?? '';
  const iptc = found.resources && readResources(found.resources)?.find(({ id }) => id === IPTC_RESOURCE)?.data;
  const artist =
    textOf(findEntry(tree?.main, TAG.artist)) ??
    dublinCore(packet, 'creator') ??
    (iptc && iptcText(iptc, 80)) ??
    pngText(found, 'author');
  const copyright =
    textOf(findEntry(tree?.main, TAG.copyright)) ??
    dublinCore(packet, 'rights') ??
    (iptc && iptcText(iptc, 116)) ??
    pngText(found, 'copyright');
  const detail = exifDirectory(tree);
  const taken = textOf(findEntry(detail, TAG.dateTimeOriginal));
  const texts = (values: readonly (readonly [number, string | undefined])[]): ExifEntry[] =>
    values.flatMap(([tag, text]) => (text === undefined ? [] : [textEntry(tag, text)]));
  const details = texts([
    [TAG.dateTimeOriginal, taken],
    [TAG.offsetTimeOriginal, textOf(findEntry(detail, TAG.offsetTimeOriginal))],
  ]);
  const entries = [
    ...texts([
      [TAG.dateTime, textOf(findEntry(tree?.main, TAG.dateTime))],
      [TAG.artist, artist],
      [TAG.copyright, copyright],
    ]),
    ...(details.length > 0 ? [pointerEntry(TAG.exif, { entries: details })] : []),
  ];
  const date = taken?.replace(/^(\d{4}):(\d\d):(\d\d) /, '$1-$2-$3T');
  const inXmp = (format === 'gif' || format === 'tiff') && (artist || copyright || date);
  return {
    ...(entries.length > 0 &&
      writerOf(format).holds.exif && { exif: writeExifTree({ little: true, main: { entries } }) }),
    ...(inXmp && { xmp: Buffer.from(rightsPacket({ artist, copyright, date })) }),
  };
}

/** Of a PNG, whose specification has keywords for author and copyright. */
function pngText({ texts = [] }: FoundMetadata, keyword: string): string | undefined {
  for (const chunk of texts) {
    const text = readText(chunk);
    if (text?.keyword.toLowerCase() !== keyword) continue;
    const words = text.bytes.toString(chunk.type === 'iTXt' ? 'utf8' : 'latin1').trim();
    if (words !== '') return words;
  }
  return undefined;
}
