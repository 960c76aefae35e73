// The manifest of Flathub and what app stores of Linux show of the app (AppStream): the contents of the deb, on the base that
// Flathub has for Electron.
import { appId, debs, summaries } from './release.mjs';

/** @typedef {import('./release.mjs').Release} Release */

const RUNTIME = '25.08';
const WRAPPER =
  '#!/bin/sh\n# zypak: Chromium\'s sandbox by means of Flatpak\'s own.\nexec zypak-wrapper /app/dropmill/resources/bin/dropmill "$@"\n';

/**
 * @param {Release} release
 * @returns {Record<string, string>} texts by path
 */
export function flathubPackage(release) {
  const id = appId();
  return {
    [`flathub/${id}.json`]: `${JSON.stringify(manifest(release, id), null, 2)}\n`,
    [`flathub/${id}.metainfo.xml`]: metainfo(release, id),
    'flathub/dropmill.sh': WRAPPER,
  };
}

/**
 * @param {Release} release
 * @param {string} id
 */
function manifest(release, id) {
  const packages = debs(release).map(({ arch, url, sha256 }) => {
    return { type: 'file', 'only-arches': [arch], url, sha256, 'dest-filename': 'dropmill.deb' };
  });
  const share = '/app/share';
  const icons = `for icon in ${share}/icons/hicolor/*/apps/dropmill.png; do mv "$icon" "\${icon%dropmill.png}${id}.png"; done`;
  return {
    id,
    runtime: 'org.freedesktop.Platform',
    'runtime-version': RUNTIME,
    sdk: 'org.freedesktop.Sdk',
    base: 'org.electronjs.Electron2.BaseApp',
    'base-version': RUNTIME,
    command: 'dropmill',
    'separate-locales': false,
    // Files are dropped from anywhere, and results are written to the same folder. No network: updates come from the store.
    'finish-args': [
      '--share=ipc',
      '--socket=fallback-x11',
      '--socket=wayland',
      '--device=dri',
      '--filesystem=host',
      '--talk-name=org.freedesktop.Notifications',
    ],
    modules: [
      {
        name: 'dropmill',
        buildsystem: 'simple',
        'build-commands': [
          'ar x dropmill.deb',
          'tar -xf data.tar.*',
          'mv opt/Dropmill /app/dropmill',
          `mkdir -p ${share} && cp -r usr/share/icons usr/share/man usr/share/bash-completion ${share}/`,
          icons,
          `install -Dm644 usr/share/applications/dropmill.desktop ${share}/applications/${id}.desktop`,
          `desktop-file-edit --set-icon=${id} ${share}/applications/${id}.desktop`,
          `sed -i 's#^Exec=/opt/Dropmill/dropmill#Exec=dropmill#' ${share}/applications/${id}.desktop`,
          `install -Dm644 ${id}.metainfo.xml ${share}/metainfo/${id}.metainfo.xml`,
          'install -Dm755 dropmill.sh /app/bin/dropmill',
        ],
        sources: [...packages, { type: 'file', path: `${id}.metainfo.xml` }, { type: 'file', path: 'dropmill.sh' }],
      },
    ],
  };
}

/**
 * @param {Release} release
 * @param {string} id
 */
function metainfo({ version, date, homepage }, id) {
  const summary = Object.entries(summaries()).map(([language, text]) =>
    language === 'en' ? `<summary>${text}</summary>` : `<summary xml:lang="${language}">${text}</summary>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<component type="desktop-application">
  <id>${id}</id>
  <name>Dropmill</name>
  ${summary.join('\n  ')}
  <metadata_license>CC0-1.0</metadata_license>
  <project_license>MIT</project_license>
  <developer_name>The Dropmill authors</developer_name>
  <description>
    <p>
      Drop files and folders to zip them, pictures to resize and convert them, or archives to extract them. All cores of the
      processor work at it, and the window stays smooth.
    </p>
    <ul>
      <li>Originals are never replaced unless you choose so, and undo brings them back.</li>
      <li>Pictures lose the place they were taken at, and keep their other metadata.</li>
      <li>A review shows names, sizes and pictures before a job starts.</li>
    </ul>
  </description>
  <launchable type="desktop-id">${id}.desktop</launchable>
  <url type="homepage">${homepage}</url>
  <content_rating type="oars-1.1"/>
  <releases>
    <release version="${version}" date="${date}"/>
  </releases>
</component>
`;
}
