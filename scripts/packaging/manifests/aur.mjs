// The package of Arch's users (aur.archlinux.org): what the deb holds, in Arch's places.
import { debs, summaries } from './release.mjs';

const NAME = 'dropmill-bin';
/** What Electron links, loads or calls, by Arch's names. */
const NEEDED = ['alsa-lib', 'glib2', 'gtk3', 'libnotify', 'libxss', 'nss', 'xdg-utils'];

/**
 * @param {import('./release.mjs').Release} release
 * @returns {Record<string, string>} texts by path
 */
export function aurPackage(release) {
  return { 'aur/PKGBUILD': pkgbuild(release), 'aur/.SRCINFO': srcinfo(release) };
}

/** @param {import('./release.mjs').Release} release */
function pkgbuild(release) {
  const { version, homepage } = release;
  const packages = debs(release);
  const sources = packages.flatMap(({ arch, url, sha256 }) => [
    `source_${arch}=('${url}')`,
    `sha256sums_${arch}=('${sha256}')`,
  ]);
  return `# Maintainer: The Dropmill authors
pkgname=${NAME}
pkgver=${version}
pkgrel=1
pkgdesc='${summaries().en}'
arch=(${packages.map(({ arch }) => `'${arch}'`).join(' ')})
url='${homepage}'
license=('MIT')
depends=(${NEEDED.map((name) => `'${name}'`).join(' ')})
provides=('dropmill')
conflicts=('dropmill')
options=('!strip' '!debug')
${sources.join('\n')}

package() {
  bsdtar -xf data.tar.* -C "$pkgdir"
  # The deb's scripts do these two when it is installed.
  chmod 4755 "$pkgdir/opt/Dropmill/chrome-sandbox"
  install -d "$pkgdir/usr/bin"
  ln -s /opt/Dropmill/resources/bin/dropmill "$pkgdir/usr/bin/dropmill"
  install -Dm644 "$pkgdir/opt/Dropmill/resources/licences/LICENSE" "$pkgdir/usr/share/licenses/$pkgname/LICENSE"
  # Debian has another place for what zsh completes.
  install -d "$pkgdir/usr/share/zsh/site-functions"
  mv "$pkgdir/usr/share/zsh/vendor-completions/_dropmill" "$pkgdir/usr/share/zsh/site-functions/"
  rmdir "$pkgdir/usr/share/zsh/vendor-completions"
}
`;
}

/** As `makepkg --printsrcinfo` prints it. @param {import('./release.mjs').Release} release */
function srcinfo(release) {
  const { version, homepage } = release;
  const packages = debs(release);
  const fields = [
    ['pkgdesc', summaries().en],
    ['pkgver', version],
    ['pkgrel', '1'],
    ['url', homepage],
    ...packages.map(({ arch }) => ['arch', arch]),
    ['license', 'MIT'],
    ...NEEDED.map((name) => ['depends', name]),
    ['provides', 'dropmill'],
    ['conflicts', 'dropmill'],
    ['options', '!strip'],
    ['options', '!debug'],
    ...packages.flatMap(({ arch, url, sha256 }) => [
      [`source_${arch}`, url],
      [`sha256sums_${arch}`, sha256],
    ]),
  ];
  return `pkgbase = ${NAME}\n${fields.map(([key, value]) => `\t${key} = ${value}\n`).join('')}\npkgname = ${NAME}\n`;
}
