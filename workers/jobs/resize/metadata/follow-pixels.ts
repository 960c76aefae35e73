// Adapts XMP properties about pixels: their values are changed with the pixels, or dropped with a note if what they describe is gone.

import type { MetadataLoss } from './found-metadata.ts';
import type { Geometry } from './geometry-change.ts';
import type { Judge, Property, Verdict } from './xmp.ts';

const NAMESPACE = {
  tiff: 'http://ns.adobe.com/tiff/1.0/',
  exif: 'http://ns.adobe.com/exif/1.0/',
  exifEx: 'http://cipa.jp/exif/1.0/',
  photoshop: 'http://ns.adobe.com/photoshop/1.0/',
  xmp: 'http://ns.adobe.com/xap/1.0/',
  note: 'http://ns.adobe.com/xmp/note/',
  gainMap: 'http://ns.adobe.com/hdr-gain-map/1.0/',
  appleGainMap: 'http://ns.apple.com/HDRGainMap/1.0/',
  camera: 'http://ns.google.com/photos/1.0/camera/',
  panorama: 'http://ns.google.com/photos/1.0/panorama/',
  dimensions: 'http://ns.adobe.com/xap/1.0/sType/Dimensions#',
  thumbnail: 'http://ns.adobe.com/xap/1.0/g/img/',
  iptcExtension: 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/',
  regions: 'http://www.metadataworkinggroup.com/schemas/regions/',
} as const;

/** Namespaces that announce other data in the file besides the picture, and what is lost without that data. */
const PROMISES: Readonly<Record<string, MetadataLoss | undefined>> = {
  [NAMESPACE.gainMap]: 'gain-map',
  [NAMESPACE.appleGainMap]: 'gain-map',
  'http://ns.google.com/photos/1.0/depthmap/': 'depth-map',
  'http://ns.google.com/photos/dd/1.0/device/': 'depth-map',
  'http://ns.google.com/photos/1.0/image/': 'depth-map',
  'http://ns.google.com/photos/1.0/audio/': 'motion-photo',
  'http://ns.oplus.com/photos/1.0/camera/': 'motion-photo',
  'http://ns.google.com/photos/1.0/container/': undefined,
  'http://ns.google.com/photos/1.0/container/item/': undefined,
};

const isMotion = (name: string) => /^(motionphoto|microvideo)/i.test(name);
/** Whether a property marks faces or things in the picture, in the forms of the Metadata Working Group, IPTC, ACDSee and Microsoft. */
const isFaceRegion = ({ namespace, name }: Property) =>
  (name === 'Regions' && (namespace === NAMESPACE.regions || namespace.startsWith('http://ns.acdsee.com/'))) ||
  (namespace === NAMESPACE.iptcExtension && name === 'ImageRegion') ||
  (namespace.startsWith('http://ns.microsoft.com/photo/1.2/') && name === 'RegionInfo');

/** Sizes and places of the part of a sphere, in pixels. */
const PANORAMA_WIDTHS =
  /^(FullPanoWidthPixels|CroppedAreaImageWidthPixels|CroppedAreaLeftPixels|LargestValidInteriorRect(Left|Width))$/;
const PANORAMA_HEIGHTS =
  /^(FullPanoHeightPixels|CroppedAreaImageHeightPixels|CroppedAreaTopPixels|LargestValidInteriorRect(Top|Height))$/;

export function followPixels(geometry: Geometry, lose: (loss: MetadataLoss) => void): Judge {
  const drop = (loss?: MetadataLoss): Verdict => {
    if (loss) lose(loss);
    return 'drop';
  };
  return (property, value) => {
    const { namespace, name } = property;
    if (Object.hasOwn(PROMISES, namespace)) return drop(PROMISES[namespace]);
    if (isMotion(name)) return drop(isZero(value) ? undefined : 'motion-photo');
    if ((namespace === NAMESPACE.xmp && name === 'Thumbnails') || namespace === NAMESPACE.thumbnail) return 'drop';
    if (namespace === NAMESPACE.note && name === 'HasExtendedXMP') return drop('extended-xmp');
    if (isFaceRegion(property) && geometry.change === 'other') return drop('regions');
    if (namespace === NAMESPACE.panorama) return panorama(name, value, geometry, drop);
    if (isSubject(property) && geometry.change !== 'same') return 'drop';
    if (geometry.turnsDensity && isDensity(property)) return 'drop';
    if (geometry.becameSrgb && isStaleColour(property)) return 'drop';
    if (value === undefined) return 'keep';
    if (isPicture(value)) return 'drop';
    // Those of the other unit are parts of the whole.
    if (isPixelUnit(property, value) && geometry.change !== 'same') {
      lose('regions');
      return 'drop-parent';
    }
    return colours(property, geometry) ?? size(property, value, geometry);
  };
}

/** Whether a value is a picture in base64, as some programs put thumbnails into properties of their own. It shows what was cropped away. */
function isPicture(value: string): boolean {
  return (
    value.length > 100 && /^\s{0,9}(?:data:image\/[^,]{1,40},\s{0,9})?(?:\/9j\/|iVBORw0KGgo|UklGR|R0lGOD)/.test(value)
  );
}

/** Where the subject is, in pixels. */
function isSubject({ namespace, name }: Property): boolean {
  return namespace === NAMESPACE.exif && (name === 'SubjectArea' || name === 'SubjectLocation');
}

/** A copy: the file itself has it, too. */
function isDensity({ namespace, name }: Property): boolean {
  return namespace === NAMESPACE.tiff && (name === 'XResolution' || name === 'YResolution');
}

/** Of a region of IPTC's. */
function isPixelUnit({ namespace, name }: Property, value: string): boolean {
  return namespace === NAMESPACE.iptcExtension && name === 'rbUnit' && value.trim() === 'pixel';
}

/** What the colours were before they were brought to sRGB. */
function isStaleColour({ namespace, name }: Property): boolean {
  return (
    (namespace === NAMESPACE.photoshop && name === 'ICCProfile') ||
    (namespace === NAMESPACE.tiff && /^(TransferFunction|WhitePoint|PrimaryChromaticities)$/.test(name)) ||
    (namespace === NAMESPACE.exifEx && name === 'Gamma')
  );
}

function colours({ namespace, name }: Property, { becameSrgb }: Geometry): Verdict | undefined {
  if (!becameSrgb) return undefined;
  if (namespace === NAMESPACE.exif && name === 'ColorSpace') return { value: '1' };
  if (namespace === NAMESPACE.exifEx && name === 'InteroperabilityIndex') return { value: 'R98' };
  return undefined;
}

function isZero(value: string | undefined): boolean {
  return value?.trim() === '0';
}

function size({ namespace, name }: Property, value: string, geometry: Geometry): Verdict {
  const { width, height, orientation } = geometry;
  if (namespace === NAMESPACE.tiff && name === 'Orientation') {
    return orientation === undefined ? 'keep' : { value: String(orientation) };
  }
  const widths =
    namespace === NAMESPACE.tiff ? 'ImageWidth' : namespace === NAMESPACE.exif ? 'PixelXDimension' : undefined;
  const heights =
    namespace === NAMESPACE.tiff ? 'ImageLength' : namespace === NAMESPACE.exif ? 'PixelYDimension' : undefined;
  if (name === widths) return { value: String(width) };
  if (name === heights) return { value: String(height) };
  // Pages and films have dimensions, too, and in other units.
  if (namespace === NAMESPACE.dimensions && isOriginalEdge(value, geometry)) {
    if (name === 'w') return { value: String(width) };
    if (name === 'h') return { value: String(height) };
  }
  return 'keep';
}

function isOriginalEdge(value: string, { originalWidth, originalHeight }: Geometry): boolean {
  return [originalWidth, originalHeight].includes(Number(value));
}

function panorama(
  name: string,
  value: string | undefined,
  geometry: Geometry,
  drop: (loss?: MetadataLoss) => Verdict,
): Verdict {
  if (geometry.change === 'same') return 'keep';
  if (geometry.change === 'other') return drop('panorama');
  if (value === undefined) return 'keep';
  const factor = PANORAMA_WIDTHS.test(name)
    ? geometry.width / geometry.originalWidth
    : PANORAMA_HEIGHTS.test(name)
      ? geometry.height / geometry.originalHeight
      : undefined;
  const number = Number(value);
  return factor === undefined || !Number.isFinite(number) ? 'keep' : { value: String(Math.round(number * factor)) };
}
