// The files that "Check for updates" reads (main/updates/feed.ts): one for each system, as electron-updater expects them.

/** @typedef {import('./release.mjs').Release} Release */

/** By the names that electron-updater asks for. The first package of each is the one for those who know only one. */
const FEEDS = /** @type {const} */ ({
  'latest.yml': ['win-x64.exe'],
  'latest-mac.yml': ['mac-x64.zip', 'mac-arm64.zip', 'mac-x64.dmg', 'mac-arm64.dmg'],
  'latest-linux.yml': ['linux-x86_64.AppImage', 'linux-amd64.deb'],
  'latest-linux-arm64.yml': ['linux-arm64.AppImage', 'linux-arm64.deb'],
});

/**
 * @param {Release} release
 * @returns {Record<string, string>} texts by path; a system for which there are no packages has none
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
    feeds[name] = Object.entries(content)
      .map(([key, value]) => `${key}: ${JSON.stringify(value)}\n`)
      .join('');
  }
  return feeds;
}
