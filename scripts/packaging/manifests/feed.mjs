// The files that "Check for updates" reads (main/updates/feed.ts): one for each system, as electron-updater expects them.
import { yaml } from './release.mjs';

/** @typedef {import('./release.mjs').Release} Release */

/** By the names that electron-updater asks for. Versions of electron-updater that read one package only take the first. */
const FEEDS = /** @type {const} */ ({
  'latest.yml': ['win-x64.exe'],
  'latest-mac.yml': ['mac-x64.zip', 'mac-arm64.zip', 'mac-x64.dmg', 'mac-arm64.dmg'],
  'latest-linux.yml': ['linux-x86_64.AppImage', 'linux-amd64.deb'],
  'latest-linux-arm64.yml': ['linux-arm64.AppImage', 'linux-arm64.deb'],
});

/**
 * @param {Release} release
 * @returns {Record<string, string>} texts by path; none for a system without packages
 */
export function updateFeeds({ version, date, packages }) {
  /** @type {Record<string, string>} */
  const feeds = {};
  for (const [name, ends] of Object.entries(FEEDS)) {
    const files = ends.flatMap((end) => packages.filter(({ file }) => file.endsWith(`-${end}`)));
    const [first] = files;
    if (!first) continue;
    const listed = files.map(({ file, sha512, bytes }) => ({ url: file, sha512, size: bytes }));
    const content = { version, files: listed, path: first.file, sha512: first.sha512, releaseDate: date };
    feeds[name] = yaml(content);
  }
  return feeds;
}
