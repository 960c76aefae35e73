// Finds the archive format that a file name asks for.
import type { ArchiveFormat } from './pack/pack-settings.ts';

/** Extensions of each format; the first is the usual one. Many kinds of documents are zip files. */
const EXTENSIONS: Readonly<Record<ArchiveFormat, readonly string[]>> = {
  zip: (
    '.zip .cbz .epub .jar .war .ear .aar .apk .aab .ipa .xpi .whl .nupkg .vsix .kmz .3mf .oxt .xapk .apkg .appx .msix .sb3 ' +
    '.docx .docm .dotx .dotm .xlsx .xlsm .xltx .xltm .xlsb .xlam .pptx .pptm .potx .potm .ppsx .ppsm .ppam .thmx ' +
    '.vsdx .vsdm .vstx .vssx .odt .ods .odp .odg .odf .odb .odc .odi .odm .ott .ots .otp .otg .oth ' +
    '.ora .kra .idml .sketch .fcstd .love .osz .osk .pk3 .mcpack .mcworld .mcaddon'
  ).split(' '),
  tar: ['.tar', '.cbt'],
  'tar.gz': ['.tar.gz', '.tgz', '.taz'],
  'tar.zst': ['.tar.zst', '.tzst'],
};

/** Extensions of formats that Dropmill does not write. */
const OTHERS = (
  '.7z .cb7 .rar .cbr .zipx .tar.bz2 .tbz .tbz2 .tb2 .tar.xz .txz .tar.lz .tlz .tar.lzma .tar.lz4 .tar.br .tar.z .tar.lzo ' +
  '.gz .bz2 .xz .zst .lz .lz4 .lzma .lzo .br .z .iso .dmg .img .cab .lzh .lha .arj .ace .arc .cpio .ar .deb .rpm .wim .sit ' +
  '.sitx .pkg .msi .snap .squashfs .appimage'
).split(' ');

/** Documents whose first entry names their type, stored and without extra fields (EPUB OCF 3.3; ODF 1.3, part 2; OpenRaster). */
const WITH_MIMETYPE = /\.(epub|od[tspgfbcim]|ot[tspgh]|ora|kra|idml)$/i;

/** What looks like an extension: short, and not a number as in `v1.2`. */
const EXTENSION = /[^.]\.[a-z][a-z0-9]{0,4}$/i;

/** As in `photos.zip.001`. */
const PART = /\.(zip|tar|7z|rar|gz|tgz|zst|tzst)\.[0-9]{3}$/i;

/** The format's own extension. */
export function extensionOf(format: ArchiveFormat): string {
  return EXTENSIONS[format][0] ?? '';
}

/** Whether an archive of this format may have this name. */
export function fitsFormat(name: string, format: ArchiveFormat): boolean {
  return EXTENSIONS[format].some((extension) => hasExtension(name, extension));
}

/**
 * @returns the format that the name asks for, or the extension of a format that Dropmill does not write; undefined if it has no
 * known extension
 */
export function formatOfName(name: string): ArchiveFormat | { readonly unknown: string } | undefined {
  const formats = Object.keys(EXTENSIONS) as ArchiveFormat[];
  const format = formats.find((one) => fitsFormat(name, one));
  if (format) return format;
  // A part of a split archive cannot be written by itself.
  const part = PART.exec(name)?.[0] ?? '';
  const other = part === '' ? OTHERS.find((extension) => hasExtension(name, extension)) : part;
  return other === undefined ? undefined : { unknown: other };
}

/** Whether the name ends in something that a person would take for an extension. */
export function hasAnyExtension(name: string): boolean {
  return EXTENSION.test(name);
}

/** The list of formats, for the message about an unknown one. */
export const WRITTEN_FORMATS = 'zip (.cbz, .epub, .jar, .docx, …), tar, tar.gz (.tgz), tar.zst (.tzst)';

/** Whether the entry `mimetype` is first in such a file. */
export function hasMimetype(name: string): boolean {
  return WITH_MIMETYPE.test(name);
}

function hasExtension(name: string, extension: string): boolean {
  return name.length > extension.length && name.toLowerCase().endsWith(extension);
}
