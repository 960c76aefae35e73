// Writes the licences of all that the app is made of into its resources, read from node_modules.
import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../lib/project.mjs';

/** @typedef {{ name: string, version: string, licence: string, author: string, texts: readonly string[] }} Part */

const INTRODUCTION = `Dropmill is under the MIT licence (LICENSE). It contains the following parts of others.

Electron: LICENSE.electron.txt and LICENSES.chromium.html beside the program. Node: LICENSE in the folder "node".

Under the LGPL-3.0, each a file of its own that you may replace by your own build:
- libvips and the libraries in it: app.asar.unpacked/node_modules/@img/sharp-libvips-*/lib
  (Windows: app.asar.unpacked/node_modules/@img/sharp-win32-*/lib). Sources: https://github.com/lovell/sharp-libvips
- libheif-js: app.asar.unpacked/out/workers-libheif-bundle-*.js. Sources: https://github.com/catdad-experiments/libheif-js

Under the LGPL-2.1 or later, with a restriction on the code for rar (7z-wasm below has its text), also a file that you may replace:
- 7-Zip: app.asar.unpacked/out/7zz.wasm. Sources: https://github.com/use-strict/7z-wasm and https://www.7-zip.org
LGPL-3.0.txt and GPL-3.0.txt hold the licences' texts.
`;

/**
 * The packages of production that are installed: what is bundled or shipped is among them.
 * @param {string} [project]
 * @returns {Promise<Part[]>} by name
 */
async function shippedParts(project = root) {
  /** @type {{ packages: Record<string, { dev?: boolean, devOptional?: boolean }> }} */
  const lock = JSON.parse(await readFile(join(project, 'package-lock.json'), 'utf8'));
  const folders = Object.entries(lock.packages).filter(([path, { dev }]) => path !== '' && dev !== true);
  const parts = await Promise.all(folders.map(([path]) => readPart(join(project, path))));
  /** @type {Map<string, Part>} */
  const unique = new Map();
  for (const part of parts) if (part !== undefined) unique.set(`${part.name} ${part.version}`, part);
  return [...unique.values()].sort((a, b) => a.name.localeCompare(b.name));
}

/**
 * @param {string} folder
 * @returns {Promise<Part | undefined>} undefined for what is not installed, another platform's binary say
 */
async function readPart(folder) {
  const names = await readdir(folder).catch(() => undefined);
  if (names === undefined) return undefined;
  const { name, version, license, author } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  // Node and the compiler: the one has its licence beside it, the other is wanted by a type of i18next and not shipped.
  if (/^node-(bin-)?(linux|darwin|win)|typescript/.test(name) || name.startsWith('@types/')) return undefined;
  const files = names.filter((file) => /^(licen[cs]e|copying|notice|unrarlicense)/i.test(file));
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
  return { name, version, licence: license ?? 'see its text', author: author?.name ?? author ?? '', texts };
}

/** @param {string} folder */
export async function writeLicences(folder) {
  await mkdir(folder, { recursive: true });
  const rule = `\n${'-'.repeat(100)}\n`;
  const sections = (await shippedParts()).map(({ name, version, licence, author, texts }) => {
    const by = author ? `, by ${author}` : '';
    return [`${name} ${version}: ${licence}${by}`, ...texts.map((text) => text.trim())].join('\n\n');
  });
  await writeFile(join(folder, 'THIRD-PARTY.txt'), [INTRODUCTION, ...sections].join(rule));
  const copies = { [join(root, 'LICENSE')]: 'LICENSE', [join(import.meta.dirname, 'GPL-3.0.txt')]: 'GPL-3.0.txt' };
  copies[join(root, 'node_modules', 'libheif-js', 'LICENSE')] = 'LGPL-3.0.txt';
  const libvips = await libvipsNotices();
  if (libvips) copies[libvips] = 'libvips.md';
  for (const [from, to] of Object.entries(copies)) await copyFile(from, join(folder, to));
}

/** What sharp's package says of the libraries inside libvips and their licences. */
async function libvipsNotices() {
  const img = join(root, 'node_modules', '@img');
  const names = await readdir(img);
  const name =
    names.find((one) => one.startsWith('sharp-libvips-')) ?? names.find((one) => one.startsWith('sharp-win32'));
  return name && join(img, name, 'README.md');
}
