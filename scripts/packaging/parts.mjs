// What the unpacked app consists of, on Linux: each file belongs to a part, and each part has a reason.
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { root } from '../lib/project.mjs';

/** @typedef {{ part: string, why: string, files: RegExp }} Rule */

/** The first rule that fits a file's path counts. Test and list both read it; a file that no rule fits is needless. */
const RULES = /** @type {readonly Rule[]} */ ([
  { part: 'Electron', why: 'window and main process', files: /^(dropmill|libffmpeg\.so)$/ },
  { part: 'Chromium: sandbox', why: 'where the kernel gives users no namespaces', files: /^chrome-sandbox$/ },
  { part: 'Chromium: data', why: 'Unicode, start-up snapshots, pictures', files: /^([^/]+\.(pak|dat|bin))$/ },
  {
    part: 'Chromium: languages',
    why: 'those that Dropmill has',
    files: new RegExp(`^locales/(${languages().join('|')})(-419)?\\.pak$`),
  },
  {
    part: 'Chromium: graphics',
    why: 'drawing by the graphics card, and in software without one',
    files: /^(lib(EGL|GLESv2|vk_swiftshader|vulkan)\.so(\.1)?|vk_swiftshader_icd\.json)$/,
  },
  {
    part: 'licences',
    why: 'of all that others wrote',
    files: /^(LICENSE\S*|resources\/licences\/\S+|resources\/node\/LICENSE|.*\/LICENSE(\.md|\.txt)?)$/,
  },
  { part: 'Node', why: 'the host runs on it, apart from Electron', files: /^resources\/node\/node$/ },
  { part: 'libvips', why: 'decodes, resizes and encodes pictures', files: /\/@img\/sharp-libvips-[^/]+\// },
  { part: 'sharp', why: 'libvips for Node', files: /\/node_modules\/@img\// },
  { part: 'libheif', why: "reads a phone's HEIC pictures", files: /\/out\/workers-libheif-bundle-[^/]+\.js$/ },
  { part: 'libdeflate', why: 'deflates files that fit into memory', files: /\/node_modules\/libdeflate\// },
  { part: '7-Zip', why: 'reads 7z, rar, xz and bzip2', files: /\/out\/(7zz\.wasm|workers-7zz\.es6-[^/]+\.js)$/ },
  {
    part: 'Dropmill: host',
    why: 'jobs, tasks, command line',
    files: /^resources\/app\.asar\.unpacked\/(out\/[^/]+\.js|package\.json)$/,
  },
  { part: 'Dropmill: command', why: 'the command line of the installed app', files: /^resources\/bin\/dropmill$/ },
  { part: 'Dropmill: main, window', why: 'main process, page', files: /^resources\/app\.asar$/ },
  { part: 'update facts', why: 'what kind of package this is', files: /^resources\/package-type$/ },
]);

/**
 * @param {string} folder of the unpacked app
 * @returns {{ part: string, why: string, bytes: number, files: number }[]} in the order of the rules
 */
function listParts(folder) {
  /** @type {Map<Rule, { bytes: number, files: number }>} */
  const sums = new Map(RULES.map((rule) => [rule, { bytes: 0, files: 0 }]));
  for (const [path, bytes] of filesIn(folder)) {
    const rule = RULES.find(({ files }) => files.test(path));
    const sum = rule && sums.get(rule);
    if (!sum) continue;
    sum.bytes += bytes;
    sum.files += 1;
  }
  return [...sums].map(([{ part, why }, sum]) => ({ part, why, ...sum })).filter(({ files }) => files > 0);
}

/**
 * Files that belong to no part.
 * @param {string} folder
 */
export function unaccounted(folder) {
  return filesIn(folder)
    .map(([path]) => path)
    .filter((path) => !RULES.some(({ files }) => files.test(path)));
}

/** As Chromium calls them. @returns {string[]} */
function languages() {
  const config = readFileSync(join(root, 'electron-builder.yml'), 'utf8');
  return /^electronLanguages: \[(.+)\]$/m.exec(config)?.[1]?.split(', ') ?? [];
}

/** @param {string} folder */
export function partsText(folder) {
  const parts = listParts(folder);
  const total = parts.reduce((sum, { bytes }) => sum + bytes, 0);
  const line = (/** @type {string} */ name, /** @type {number} */ bytes, why = '') =>
    `${name.padEnd(28)}${(bytes / 1e6).toFixed(1).padStart(8)} MB  ${why}`.trimEnd();
  return [...parts.map(({ part, bytes, why }) => line(part, bytes, why)), line('all', total)].join('\n');
}

/**
 * @param {string} folder
 * @returns {[path: string, bytes: number][]} paths with `/`
 */
function filesIn(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => {
      const file = join(entry.parentPath, entry.name);
      return [relative(folder, file).replaceAll(sep, '/'), lstatSync(file).size];
    });
}
