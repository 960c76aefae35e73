// Which Debian/Ubuntu package holds what Electron and the tests need of the system.

/** Shared libraries that Electron links or loads, by soname. */
export const libraryPackages = /** @type {ReadonlyMap<string, string>} */ (
  new Map([
    ['libX11-xcb.so.1', 'libx11-xcb1'],
    ['libX11.so.6', 'libx11-6'],
    ['libXcomposite.so.1', 'libxcomposite1'],
    ['libXcursor.so.1', 'libxcursor1'],
    ['libXdamage.so.1', 'libxdamage1'],
    ['libXext.so.6', 'libxext6'],
    ['libXfixes.so.3', 'libxfixes3'],
    ['libXi.so.6', 'libxi6'],
    ['libXrandr.so.2', 'libxrandr2'],
    ['libXrender.so.1', 'libxrender1'],
    ['libXtst.so.6', 'libxtst6'],
    ['libasound.so.2', 'libasound2'],
    ['libatk-1.0.so.0', 'libatk1.0-0'],
    ['libatk-bridge-2.0.so.0', 'libatk-bridge2.0-0'],
    ['libatspi.so.0', 'libatspi2.0-0'],
    ['libcairo.so.2', 'libcairo2'],
    ['libcups.so.2', 'libcups2'],
    ['libdbus-1.so.3', 'libdbus-1-3'],
    ['libdrm.so.2', 'libdrm2'],
    ['libexpat.so.1', 'libexpat1'],
    ['libgbm.so.1', 'libgbm1'],
    ['libgdk-3.so.0', 'libgtk-3-0'],
    ['libgio-2.0.so.0', 'libglib2.0-0'],
    ['libglib-2.0.so.0', 'libglib2.0-0'],
    ['libgmodule-2.0.so.0', 'libglib2.0-0'],
    ['libgobject-2.0.so.0', 'libglib2.0-0'],
    ['libgtk-3.so.0', 'libgtk-3-0'],
    ['libnspr4.so', 'libnspr4'],
    ['libnss3.so', 'libnss3'],
    ['libnssutil3.so', 'libnss3'],
    ['libpango-1.0.so.0', 'libpango-1.0-0'],
    ['libpangocairo-1.0.so.0', 'libpangocairo-1.0-0'],
    ['libplc4.so', 'libnspr4'],
    ['libplds4.so', 'libnspr4'],
    ['libsmime3.so', 'libnss3'],
    ['libudev.so.1', 'libudev1'],
    ['libuuid.so.1', 'libuuid1'],
    ['libxcb.so.1', 'libxcb1'],
    ['libxkbcommon.so.0', 'libxkbcommon0'],
    ['libxshmfence.so.1', 'libxshmfence1'],
  ])
);

/** Of these, what Electron loads by itself and ends without, and what the linker therefore does not tell. */
export const loadedLibraries = /** @type {readonly string[]} */ (['libX11-xcb.so.1']);

/**
 * Packages that Debian 13 and Ubuntu 24.04 renamed for 64-bit time: there the new name is asked for.
 */
export const renamedForTime64 = /** @type {ReadonlySet<string>} */ (
  new Set([
    'libasound2',
    'libatk-bridge2.0-0',
    'libatk1.0-0',
    'libatspi2.0-0',
    'libcups2',
    'libglib2.0-0',
    'libgtk-3-0',
  ])
);

/** @typedef {{ program: string, package: string, use: string }} Program */

/** What the app itself calls. */
export const appPrograms = /** @type {readonly Program[]} */ ([
  { program: 'gio', package: 'libglib2.0-bin', use: 'Electron puts files into the trash with it' },
]);

/** What stands in for a screen where there is none. */
export const screenPrograms = /** @type {readonly Program[]} */ ([
  { program: 'Xvfb', package: 'xvfb', use: 'a screen in memory' },
  { program: 'xvfb-run', package: 'xvfb', use: 'starts and ends it' },
  { program: 'xauth', package: 'xauth', use: 'keeps others off it; xvfb-run calls it' },
]);

/** Other kinds of disks, in files that are mounted: only root may, and only root finds all of these on its PATH. */
const diskPrograms = /** @type {readonly Program[]} */ (
  process.getuid?.() === 0
    ? [
        { program: 'mkfs.exfat', package: 'exfatprogs', use: 'makes a disk without hard links' },
        { program: 'mount.exfat-fuse', package: 'exfat-fuse', use: 'mounts it' },
        { program: 'ntfs-3g', package: 'ntfs-3g', use: 'makes and mounts a disk of Windows' },
      ]
    : []
);

/** Other people's programs with which the tests open what the app wrote, and make what it reads. */
export const testPrograms = /** @type {readonly Program[]} */ ([
  { program: 'unzip', package: 'unzip', use: 'tests and lists archives' },
  { program: 'zip', package: 'zip', use: 'Info-ZIP, the speed and size to compare with' },
  { program: '7zz', package: '7zip', use: 'tests archives' },
  { program: 'bsdtar', package: 'libarchive-tools', use: 'reads archives as a stream' },
  { program: 'tar', package: 'tar', use: 'writes tar archives in all dialects' },
  { program: 'zstd', package: 'zstd', use: 'writes what extract reads' },
  { program: 'xz', package: 'xz-utils', use: 'writes what extract reads' },
  { program: 'bzip2', package: 'bzip2', use: 'writes what extract reads' },
  { program: 'python3', package: 'python3', use: "zipfile's testzip and its view of the directory" },
  { program: 'vipsheader', package: 'libvips-tools', use: 'reads the pictures written' },
  { program: 'exiftool', package: 'libimage-exiftool-perl', use: 'reads and writes metadata of pictures' },
  { program: 'identify', package: 'imagemagick', use: 'decodes pictures in its own way' },
  { program: 'webpinfo', package: 'webp', use: 'checks WebP files' },
  { program: 'pngcheck', package: 'pngcheck', use: 'checks PNG files' },
  { program: 'transicc', package: 'liblcms2-utils', use: 'converts colours between profiles' },
  { program: 'avifdec', package: 'libavif-bin', use: 'decodes AVIF files' },
  { program: 'heif-info', package: 'libheif-examples', use: 'lists what is in AVIF and HEIC files' },
  { program: 'fc-list', package: 'fontconfig', use: 'tells whether there is any font' },
  { program: 'redis-server', package: 'redis-server', use: 'the queue of @dropmill/futures' },
  { program: 'openssl', package: 'openssl', use: 'makes certificates for Redis' },
  { program: 'strace', package: 'strace', use: 'has a system call of a program fail' },
  { program: 'groff', package: 'groff-base', use: 'reads the man page' },
  { program: 'appstreamcli', package: 'appstream', use: 'checks what app stores show' },
  { program: 'desktop-file-validate', package: 'desktop-file-utils', use: 'checks desktop files' },
  ...diskPrograms,
]);

/** Windows on Linux, for `npm run test:windows`. */
export const winePrograms = /** @type {readonly Program[]} */ ([
  { program: '/usr/lib/wine/wine64', package: 'wine64', use: 'runs programs of Windows' },
  { program: 'x86_64-w64-mingw32-gcc', package: 'gcc-mingw-w64-x86-64-win32', use: 'builds what Wine lacks' },
  { program: 'makensis', package: 'nsis', use: 'compiles the installer' },
]);

/** Without a single font a window shows boxes for letters. These hold Latin, Greek, Cyrillic, and Japanese. */
export const fontPackages = /** @type {readonly string[]} */ (['fonts-dejavu-core', 'fonts-droid-fallback']);
