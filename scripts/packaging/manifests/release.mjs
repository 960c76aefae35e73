// What a release consists of: the packages that the workflow has made, with their sums, and where they will be found.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../lib/project.mjs';

/** @typedef {{ file: string, url: string, bytes: number, sha256: string, sha512: string }} Package `sha512` in Base64 */
/** @typedef {{ version: string, date: string, homepage: string, packages: readonly Package[] }} Release `date`: YYYY-MM-DD */

/** Do not submit a manifest while this is an address in `.invalid`: the project has no website yet (package.json). */
const { homepage } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const PACKAGES = `${homepage}/releases/`;

/** What people install, as electron-builder.yml names it; checksums, the SBOM and the like are no packages. */
const PACKAGE = /^Dropmill-(.+?)-(linux|win|mac)-\w+\.(AppImage|deb|tar\.gz|exe|dmg|zip)$/;

/**
 * @param {string} folder of the packages
 * @param {Date} [now]
 * @returns {Release}
 */
export function readRelease(folder, now = new Date()) {
  const names = readdirSync(folder).filter((name) => PACKAGE.test(name));
  const versions = new Set(names.map((name) => PACKAGE.exec(name)?.[1] ?? ''));
  const [version] = versions;
  if (version === undefined || versions.size > 1) {
    throw new Error(`${folder} holds packages of ${versions.size} versions: ${[...versions].join(', ')}.`);
  }
  const packages = names.sort().map((name) => packageOf(folder, name));
  return { version, date: now.toISOString().slice(0, 10), homepage, packages };
}

/**
 * @param {string} folder
 * @param {string} file
 * @returns {Package}
 */
function packageOf(folder, file) {
  const bytes = readFileSync(join(folder, file));
  const sum = (/** @type {string} */ kind, /** @type {'hex' | 'base64'} */ as) =>
    createHash(kind).update(bytes).digest(as);
  return {
    file,
    url: PACKAGES + file,
    bytes: bytes.length,
    sha256: sum('sha256', 'hex'),
    sha512: sum('sha512', 'base64'),
  };
}

/**
 * @param {Release} release
 * @param {string} end of the file's name, such as `linux-amd64.deb`
 */
export function packageFor({ packages }, end) {
  const found = packages.find(({ file }) => file.endsWith(`-${end}`));
  if (!found) throw new Error(`The release has no package that ends in ${end}.`);
  return found;
}

/** The debs, by the names that Arch and Flatpak have for architectures. @param {Release} release */
export function debs(release) {
  return [
    { arch: 'x86_64', ...packageFor(release, 'linux-amd64.deb') },
    { arch: 'aarch64', ...packageFor(release, 'linux-arm64.deb') },
  ];
}

/** Lines of a YAML file: JSON is YAML, too, and says what type each value has. @param {object} content */
export function yaml(content) {
  return Object.entries(content)
    .map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
    .join('');
}

/** What the app is, in one line for each language, as the Linux packages say it. @returns {Record<string, string>} */
export function summaries() {
  const config = readFileSync(join(root, 'electron-builder.yml'), 'utf8');
  const english = /^ {2}synopsis: (.+)$/m.exec(config)?.[1] ?? '';
  const others = config.matchAll(/^ +Comment\[(\w+)\]: (.+)$/gm);
  return { en: english, ...Object.fromEntries([...others].map(([, language = '', text = '']) => [language, text])) };
}

/** @returns {string} */
export function appId() {
  return /^appId: (.+)$/m.exec(readFileSync(join(root, 'electron-builder.yml'), 'utf8'))?.[1] ?? '';
}
