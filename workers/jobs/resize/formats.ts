// The table of picture formats. It decides what is offered, recognised, read and written, the file associations of the installed app,
// and what the drop zone suggests. It imports nothing that decodes pictures.
import type { Sharp } from 'sharp';
import { prologLength } from './read/svg/svg-prolog.ts';

/** The options that encoders use. */
export interface EncodeOptions {
  /** 1..100. null means the format's default quality, and the best possible one for formats without a quality. */
  readonly quality: number | null;
  readonly lossless: boolean;
  readonly progressive: boolean;
  /** The palette of a PNG; without it the PNG has all colours. */
  readonly palette?: Palette | undefined;
  /** Whether the picture is only shown as a draft: then it is encoded fast, and its file may be larger. */
  readonly draft?: boolean;
}

export interface Palette {
  /** How many colours it has at most, 2..256. */
  readonly colours: number;
  /** How colours that are not in the palette are shown: 0 takes the nearest, 1 mixes. */
  readonly dither: number;
}

interface Format {
  /** The same in all languages. */
  readonly label: string;
  /** In lower case; results get the first one. */
  readonly extensions: readonly string[];
  readonly mime: string;
  /** Whether a file has this format. @param head its first bytes @param text the same as Latin-1, at most 64 characters */
  starts(head: Uint8Array, text: string): boolean;
  /** What decodes it: sharp, which runs outside of the worker's thread, or code in that thread. */
  readonly reader: 'sharp' | 'libheif' | 'bmp';
  /** Whether all its frames or pages are read. */
  readonly pages: boolean;
  /** Whether it can be drawn at any size without loss. */
  readonly vector?: true;
  /** The format of a result that should keep the original's format. */
  readonly same: string;
  /** null for a format that is only read. */
  readonly writer: Writer | null;
}

interface Writer {
  /** The quality at which a difference to the original is hard to see; null if pixels are kept exactly unless a quality is given. */
  readonly quality: number | null;
  /** Whether a lossless form can be chosen. */
  readonly lossless: boolean;
  /** The largest width and height, in pixels. */
  readonly maxEdgePx: number;
  /** Formats of originals whose frames or pages are all kept in a result. */
  readonly pagesFrom: readonly string[];
  readonly holds: Holds;
  /** Its place among the sources of a `<picture>`, where the best comes first; null if browsers do not show it. */
  readonly inBrowsers: { readonly place: number } | null;
  /** Bytes of a photograph at the default quality, rounded up. It is used to estimate the space that is needed. */
  readonly bytesPerPixel: number;
  encode(pipeline: Sharp, options: EncodeOptions): Sharp;
}

interface Holds {
  readonly alpha: boolean;
  /** Whether it can have 16 bits per channel. */
  readonly deep: boolean;
  /** Whether it can have grey without colour channels. */
  readonly grey: boolean;
  readonly cmyk: boolean;
  /** A colour profile. */
  readonly profile: boolean;
  readonly exif: boolean;
  readonly xmp: boolean;
  readonly iptc: boolean;
  readonly density: boolean;
}

/**
 * Speed 6 of libaom, as `avifenc` has it. With sharp's default of 4, eight photos of 1280 px take six times as long and are
 * 3 % smaller, at the same SSIM.
 */
const AVIF_EFFORT = 3;

/** Speed 9, the fastest. The file is a few per cent larger, which does not matter for a draft. */
const AVIF_DRAFT_EFFORT = 0;

/** The option as sharp takes it. */
const given = (quality: number | null) => (quality === null ? {} : { quality });

/** GIF has no quality; fewer colours have the same effect. */
const gifColours = (quality: number) => Math.max(2, Math.round((256 * quality) / 100));

export const FORMATS = {
  jpeg: {
    label: 'JPEG',
    extensions: ['jpg', 'jpeg', 'jfif'],
    mime: 'image/jpeg',
    starts: (_head, text) => text.startsWith('\xff\xd8\xff'),
    reader: 'sharp',
    pages: false,
    same: 'jpeg',
    writer: {
      quality: 82,
      lossless: false,
      // The format allows 65,535, but libjpeg writes no more than this.
      maxEdgePx: 65_500,
      pagesFrom: [],
      holds: {
        alpha: false,
        deep: false,
        grey: true,
        cmyk: true,
        profile: true,
        exif: true,
        xmp: true,
        iptc: true,
        density: true,
      },
      inBrowsers: { place: 2 },
      bytesPerPixel: 0.35,
      // Above this quality, colours at half the resolution would be the most visible loss.
      encode: (pipeline, { quality, progressive }) =>
        pipeline.jpeg({
          ...given(quality),
          progressive,
          ...(quality !== null && quality > 90 && { chromaSubsampling: '4:4:4' }),
        }),
    },
  },
  png: {
    label: 'PNG',
    extensions: ['png', 'apng'],
    mime: 'image/png',
    starts: (_head, text) => text.startsWith('\x89PNG\r\n\x1a\n'),
    reader: 'sharp',
    pages: false,
    same: 'png',
    writer: {
      quality: null,
      lossless: false,
      maxEdgePx: 2 ** 31 - 1,
      pagesFrom: [],
      holds: {
        alpha: true,
        deep: true,
        grey: true,
        cmyk: false,
        profile: true,
        exif: true,
        xmp: true,
        iptc: true,
        density: true,
      },
      inBrowsers: { place: 3 },
      bytesPerPixel: 2.5,
      // The best filter is chosen for each line. This makes photos 43 % smaller and screenshots 8 % larger than without filters.
      encode: (pipeline, { quality, lossless, palette }) => {
        if (quality !== null && !lossless) return pipeline.png({ palette: true, quality });
        return pipeline.png(palette ? { palette: true, ...palette } : { adaptiveFiltering: true });
      },
    },
  },
  webp: {
    label: 'WebP',
    extensions: ['webp'],
    mime: 'image/webp',
    starts: (_head, text) => text.startsWith('RIFF') && text.slice(8, 12) === 'WEBP',
    reader: 'sharp',
    pages: true,
    same: 'webp',
    writer: {
      quality: 80,
      lossless: true,
      maxEdgePx: 16_383,
      pagesFrom: ['gif', 'webp'],
      holds: {
        alpha: true,
        deep: false,
        grey: false,
        cmyk: false,
        profile: true,
        exif: true,
        xmp: true,
        iptc: false,
        density: false,
      },
      inBrowsers: { place: 1 },
      bytesPerPixel: 0.25,
      encode: (pipeline, { quality, lossless }) => pipeline.webp(lossless ? { lossless } : given(quality)),
    },
  },
  avif: {
    label: 'AVIF',
    extensions: ['avif'],
    mime: 'image/avif',
    starts: (head, text) => brandsOf(text).some((brand) => /^avi[fs]$/.test(brand) || isPlainHeif(brand, head, 'av01')),
    reader: 'sharp',
    pages: false,
    same: 'avif',
    writer: {
      quality: 55,
      lossless: true,
      // The format allows more, but sharp writes no more than this.
      maxEdgePx: 16_384,
      pagesFrom: [],
      holds: {
        alpha: true,
        deep: false,
        grey: false,
        cmyk: false,
        profile: true,
        exif: true,
        xmp: true,
        iptc: false,
        density: false,
      },
      inBrowsers: { place: 0 },
      bytesPerPixel: 0.15,
      encode: (pipeline, { quality, lossless, draft = false }) =>
        pipeline.avif({
          effort: draft ? AVIF_DRAFT_EFFORT : AVIF_EFFORT,
          ...(lossless ? { lossless } : given(quality)),
        }),
    },
  },
  tiff: {
    label: 'TIFF',
    extensions: ['tif', 'tiff'],
    mime: 'image/tiff',
    starts: (_head, text) => /^(II\*\0|MM\0\*|II\+\0|MM\0\+)/.test(text),
    reader: 'sharp',
    pages: true,
    same: 'tiff',
    writer: {
      quality: null,
      lossless: true,
      maxEdgePx: 2 ** 31 - 1,
      pagesFrom: ['tiff'],
      holds: {
        alpha: true,
        deep: true,
        grey: true,
        cmyk: true,
        profile: true,
        exif: true,
        xmp: true,
        iptc: true,
        density: true,
      },
      inBrowsers: null,
      bytesPerPixel: 3,
      encode: (pipeline, { quality, lossless }) =>
        pipeline.tiff(
          quality === null || lossless
            ? { compression: 'deflate', predictor: 'horizontal' }
            : { compression: 'jpeg', quality },
        ),
    },
  },
  gif: {
    label: 'GIF',
    extensions: ['gif'],
    mime: 'image/gif',
    starts: (_head, text) => text.startsWith('GIF87a') || text.startsWith('GIF89a'),
    reader: 'sharp',
    pages: true,
    same: 'gif',
    writer: {
      quality: null,
      lossless: false,
      maxEdgePx: 65_535,
      pagesFrom: ['gif', 'webp'],
      holds: {
        alpha: true,
        deep: false,
        grey: false,
        cmyk: false,
        profile: false,
        exif: false,
        xmp: true,
        iptc: false,
        density: false,
      },
      inBrowsers: { place: 4 },
      bytesPerPixel: 1,
      encode: (pipeline, { quality }) =>
        pipeline.gif({ keepDuplicateFrames: true, ...(quality !== null && { colours: gifColours(quality) }) }),
    },
  },
  heic: {
    label: 'HEIC',
    extensions: ['heic', 'heif', 'hif'],
    mime: 'image/heic',
    starts: (head, text) =>
      brandsOf(text).some((brand) => /^(hei[cxms]|hev[cxms])$/.test(brand) || isPlainHeif(brand, head, 'hvc1')),
    reader: 'libheif',
    pages: false,
    same: 'jpeg',
    writer: null,
  },
  svg: {
    label: 'SVG',
    extensions: ['svg'],
    mime: 'image/svg+xml',
    starts: (head) => isSvg(head),
    reader: 'sharp',
    pages: false,
    vector: true,
    same: 'png',
    writer: null,
  },
  bmp: {
    label: 'BMP',
    extensions: ['bmp', 'dib'],
    mime: 'image/bmp',
    starts: (head, text) => (text.startsWith('BM') && isBmpHeader(head, 14)) || isDib(head),
    reader: 'bmp',
    pages: false,
    same: 'png',
    writer: null,
  },
} as const satisfies Readonly<Record<string, Format>>;

export type PictureFormat = keyof typeof FORMATS;

/** Formats that results can have. */
export type OutputFormat = {
  [F in PictureFormat]: (typeof FORMATS)[F]['writer'] extends null ? never : F;
}[PictureFormat];

export const PICTURE_FORMATS = Object.keys(FORMATS) as PictureFormat[];
export const OUTPUT_FORMATS = PICTURE_FORMATS.filter((format) => FORMATS[format].writer !== null) as OutputFormat[];

/** Returns a format's writer with the common type. */
export const writerOf = (format: OutputFormat): Writer => FORMATS[format].writer;
export const formatOf = (format: PictureFormat): Format => FORMATS[format];

/** Formats whose writer meets a condition. */
export function formatsWhere(wanted: (writer: Writer) => boolean): OutputFormat[] {
  return OUTPUT_FORMATS.filter((format) => wanted(writerOf(format)));
}

/** The formats that can be read, for a sentence. */
export const READABLE = PICTURE_FORMATS.map((format) => FORMATS[format].label).join(', ');

/** All extensions of formats that can be read. */
export const READABLE_EXTENSIONS: readonly string[] = PICTURE_FORMATS.flatMap((format) => FORMATS[format].extensions);
export const READABLE_MIMES: readonly string[] = PICTURE_FORMATS.map((format) => FORMATS[format].mime);

/** ISO/IEC 23008-12 annex B, AVIF 1.1 section 6: the brands of the file type box. An AVIF may say that it is HEIF as well. */
export function brandsOf(text: string): readonly string[] {
  if (text.slice(4, 8) !== 'ftyp') return [];
  const end = Math.min(64, (text.charCodeAt(2) << 8) | text.charCodeAt(3));
  return [text.slice(8, 12), ...(text.slice(16, end).match(/[\s\S]{4}/g) ?? [])];
}

/** The brand of HEIF itself does not say how the picture is coded; the list of items does. */
function isPlainHeif(brand: string, head: Uint8Array, item: string): boolean {
  return brand === 'mif1' && Buffer.from(head.buffer, head.byteOffset, head.length).includes(item);
}

/** The length of the header distinguishes a bitmap from a text that starts with BM. */
function isBmpHeader(head: Uint8Array, at: number): boolean {
  const [first = 0, ...others] = head.subarray(at, at + 4);
  return first >= 12 && first <= 124 && others.every((byte) => byte === 0);
}

/** Whether it is a bitmap without a file header, as in Windows' clipboard: one plane, a valid number of bits, and a known coding. */
function isDib(head: Uint8Array): boolean {
  const [length = 0, planes, bits = 0, coding = 255] = [head[0], head[12], head[14], head[16]];
  const isKnown = [40, 52, 56, 108, 124].includes(length) && planes === 1 && [1, 4, 8, 16, 24, 32].includes(bits);
  return isKnown && coding <= 3 && isBmpHeader(head, 0) && [13, 15, 17, 18, 19].every((at) => head[at] === 0);
}

/** An XML document whose first element is `svg`, in any of XML's encodings. */
function isSvg(head: Uint8Array): boolean {
  const wide = starts(head, [0xff, 0xfe]) ? 'utf-16le' : starts(head, [0xfe, 0xff]) ? 'utf-16be' : 'utf-8';
  const text = new TextDecoder(wide).decode(head);
  const document = text.replace(/^\uFEFF/, '');
  return /^<(?:[\w-]+:)?svg[\s>/]/.test(document.slice(prologLength(document, { withType: true })));
}

function starts(head: Uint8Array, bytes: readonly number[]): boolean {
  return bytes.every((byte, index) => head[index] === byte);
}
