// Recognises picture formats that cannot be read, so that each is refused by name.
import { brandsOf } from '../../formats.ts';

export const CAMERA_RAW = 'Camera RAW';

const at = (text: string, index: number) => text.charCodeAt(index);

/** @param bytes for each of the first bytes, its value or its possible values */
function isLike(text: string, bytes: readonly (number | readonly number[])[]): boolean {
  return bytes.every((byte, index) => (typeof byte === 'number' ? [byte] : byte).includes(at(text, index)));
}

interface Unreadable {
  /** The same in all languages. */
  readonly label: string;
  readonly extensions: readonly string[];
  /** Recognises it by its content, whatever its name is. Absent if the first bytes prove nothing. */
  starts?(text: string): boolean;
  /** The same for bytes with which other files may begin, too. It counts only if the name is that of a picture. */
  seems?(text: string): boolean;
}

const UNREADABLE: readonly Unreadable[] = [
  { label: 'PSD', extensions: ['psd', 'psb'], starts: (text) => text.startsWith('8BPS') },
  {
    label: 'JPEG 2000',
    extensions: ['jp2', 'j2k', 'j2c', 'jpc', 'jpf', 'jpx', 'jpm'],
    starts: (text) => text.startsWith('\0\0\0\x0cjP  \r\n\x87\n') || text.startsWith('\xff\x4f\xff\x51'),
  },
  {
    label: 'JPEG XL',
    extensions: ['jxl'],
    starts: (text) => text.startsWith('\0\0\0\x0cJXL \r\n\x87\n'),
    seems: (text) => text.startsWith('\xff\x0a'),
  },
  { label: 'EXR', extensions: ['exr'], starts: (text) => text.startsWith('v/1\x01') },
  { label: 'XCF', extensions: ['xcf'], starts: (text) => text.startsWith('gimp xcf ') },
  { label: 'DDS', extensions: ['dds'], starts: (text) => text.startsWith('DDS |') },
  { label: 'HDR', extensions: ['hdr'], starts: (text) => /^#\?(RADIANCE|RGBE)\n/.test(text) },
  { label: 'QOI', extensions: ['qoi'], starts: (text) => text.startsWith('qoif') },
  { label: 'ICNS', extensions: ['icns'], starts: (text) => text.startsWith('icns') },
  { label: 'FITS', extensions: ['fits', 'fit'], starts: (text) => text.startsWith('SIMPLE  =') },
  { label: 'JPEG XR', extensions: ['jxr', 'wdp', 'hdp'], starts: (text) => text.startsWith('II\xbc') },
  {
    label: 'EMF',
    extensions: ['emf'],
    starts: (text) => text.startsWith('\x01\0\0\0') && text.slice(40, 44) === ' EMF',
  },
  { label: 'WMF', extensions: ['wmf'], starts: (text) => text.startsWith('\xd7\xcd\xc6\x9a') },
  { label: 'XPM', extensions: ['xpm'], starts: (text) => text.startsWith('/* XPM */') },
  {
    label: 'HEIF',
    extensions: ['avci', 'avcs'],
    starts: (text) => brandsOf(text).some((brand) => /^(mif[123]|msf1|avci|avcs|vvic)$/.test(brand)),
  },
  {
    label: 'MNG',
    extensions: ['mng', 'jng'],
    starts: (text) => text.startsWith('\x8aMNG\r\n') || text.startsWith('\x8bJNG\r\n'),
  },
  { label: 'FLIF', extensions: ['flif'], starts: (text) => text.startsWith('FLIF') },
  { label: 'BPG', extensions: ['bpg'], starts: (text) => text.startsWith('BPG\xfb') },
  {
    label: 'DPX',
    extensions: ['dpx', 'cin'],
    starts: (text) => text.startsWith('SDPX\0') || text.startsWith('XPDS\0'),
  },
  { label: 'DjVu', extensions: ['djvu', 'djv'], starts: (text) => text.startsWith('AT&TFORM') },
  { label: 'PDF', extensions: [], seems: (text) => text.startsWith('%PDF-') },
  {
    label: 'PostScript',
    extensions: ['eps', 'epsf'],
    seems: (text) => text.startsWith('%!PS') || isLike(text, [0xc5, 0xd0, 0xd3, 0xc6]),
  },
  { label: 'XBM', extensions: ['xbm'] },
  { label: 'Photo CD', extensions: ['pcd'] },
  { label: 'FLIC', extensions: ['fli', 'flc'] },
  { label: 'BLP', extensions: ['blp'], starts: (text) => text.startsWith('BLP1') || text.startsWith('BLP2') },
  {
    label: 'PCX',
    extensions: ['pcx', 'dcx'],
    seems: (text) => isLike(text, [10, [0, 2, 3, 4, 5], [0, 1], [1, 2, 4, 8]]),
  },
  { label: 'SGI', extensions: ['sgi'], starts: (text) => isLike(text, [1, 0xda, [0, 1], [1, 2], 0, [1, 2, 3]]) },
  { label: 'PICT', extensions: ['pict', 'pct'] },
  {
    label: 'ICO',
    extensions: ['ico', 'cur'],
    seems: (text) => isLike(text, [0, 0, [1, 2], 0]) && at(text, 4) > 0 && at(text, 5) === 0,
  },
  {
    label: 'Netpbm',
    extensions: ['ppm', 'pgm', 'pbm', 'pnm', 'pam', 'pfm'],
    seems: (text) => /^P[1-7Ff]\s/.test(text),
  },
  { label: 'Sun raster', extensions: ['ras'], starts: (text) => isLike(text, [0x59, 0xa6, 0x6a, 0x95]) },
  { label: 'FlashPix', extensions: ['fpx'] },
  { label: 'FTEX', extensions: ['ftc', 'ftu'], starts: (text) => text.startsWith('FTEX') },
  { label: 'GIMP brush', extensions: [], starts: (text) => text.slice(20, 24) === 'GIMP' },
  { label: 'IFUNC', extensions: ['im'] },
  { label: 'MS Paint', extensions: [], starts: (text) => text.startsWith('DanM') || text.startsWith('LinS') },
  { label: 'Pixar', extensions: ['pxr'], starts: (text) => text.startsWith('\x80\xe8\0\0') },
  { label: 'TGA', extensions: ['tga'] },
  { label: 'SVGZ', extensions: ['svgz'] },
];

const RAW: Unreadable = {
  label: CAMERA_RAW,
  extensions: [
    ...[
      '3fr',
      'arw',
      'cr2',
      'cr3',
      'crw',
      'dcr',
      'dng',
      'erf',
      'gpr',
      'iiq',
      'kdc',
      'mef',
      'mrw',
      'nef',
      'nrw',
      'orf',
      'pef',
    ],
    ...['raf', 'raw', 'rw2', 'rwl', 'sr2', 'srf', 'srw', 'x3f'],
  ],
  starts: (text) =>
    /^(FUJIFILMCCD-RAW|IIRO|IIRS|MMOR|IIU\0|FOVb|\0MRM)/.test(text) ||
    text.slice(4, 12) === 'ftypcrx ' ||
    text.slice(6, 14) === 'HEAPCCDR' ||
    (text.startsWith('II*\0') && text.slice(8, 10) === 'CR'),
};

const ALL: readonly Unreadable[] = [...UNREADABLE, RAW];

/** Whether people expect a picture under this name that Dropmill cannot read. @param extension in lower case */
export function isUnreadableName(extension: string): boolean {
  return ALL.some(({ extensions }) => extensions.includes(extension));
}

/** Whether the name is that of a camera's raw picture, most of which are TIFFs with a small preview in front. */
export function isRawName(extension: string): boolean {
  return RAW.extensions.includes(extension);
}

/**
 * @param isPictureName the file's name is that of a picture
 * @returns `PSD`, or undefined when nothing says so
 */
export function unreadableFormat(head: Uint8Array, extension: string, isPictureName: boolean): string | undefined {
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 64)).toString('latin1');
  const known =
    ALL.find(({ starts }) => starts?.(text)) ??
    ALL.find(({ seems }) => isPictureName && seems?.(text)) ??
    ALL.find(({ extensions }) => extensions.includes(extension));
  return known?.label;
}

const TAG = { subfileType: 254, make: 271, subDirectories: 330, dngVersion: 50_706 };
/** Values of one entry of a directory take 12 bytes (TIFF 6.0, section 2). */
const ENTRY_BYTES = 12;

/**
 * Whether a TIFF is a camera's raw picture: a DNG says so; the others begin with a reduced picture of a camera and have the
 * real one in a directory below.
 * @param head the first bytes of a TIFF
 */
export function isRawTiff(head: Buffer): boolean {
  if (head.toString('latin1', 8, 10) === 'CR') return true;
  const little = head[0] === 0x49;
  const short = (at: number) => (little ? head.readUInt16LE(at) : head.readUInt16BE(at));
  const long = (at: number) => (little ? head.readUInt32LE(at) : head.readUInt32BE(at));
  if (head.length < 8 || short(2) !== 42) return false;
  const directory = long(4);
  if (directory + 2 > head.length) return false;
  const tags = new Map<number, number>();
  const end = Math.min(directory + 2 + short(directory) * ENTRY_BYTES, head.length);
  for (let at = directory + 2; at + ENTRY_BYTES <= end; at += ENTRY_BYTES) tags.set(short(at), long(at + 8));
  const reduced = ((tags.get(TAG.subfileType) ?? 0) & 1) === 1;
  return tags.has(TAG.dngVersion) || (reduced && tags.has(TAG.make) && tags.has(TAG.subDirectories));
}
