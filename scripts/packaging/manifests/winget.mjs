// The manifests of winget, Windows' package manager (github.com/microsoft/winget-pkgs).
import { packageFor, summaries, yaml } from './release.mjs';

/** @typedef {import('./release.mjs').Release} Release */

const ID = 'Dropmill.Dropmill';
const SCHEMA = '1.10.0';
/** winget's name of a language has a country: the one with most of its speakers. @param {string} language */
const localeOf = (language) => `${language}-${new Intl.Locale(language).maximize().region}`;

/**
 * @param {Release} release
 * @returns {Record<string, string>} texts by path
 */
export function wingetManifests(release) {
  const { version, homepage } = release;
  const folder = `winget/d/Dropmill/Dropmill/${version}`;
  const texts = summaries();
  const locales = Object.entries(texts).map(([language, text]) => {
    const locale = localeOf(language);
    const isDefault = language === 'en';
    const kind = isDefault ? 'defaultLocale' : 'locale';
    const words = {
      PackageLocale: locale,
      Publisher: 'The Dropmill authors',
      PackageName: 'Dropmill',
      PackageUrl: homepage,
      License: 'MIT',
      ShortDescription: text,
    };
    return [`${folder}/${ID}.locale.${locale}.yaml`, manifest(kind, version, words)];
  });
  return {
    [`${folder}/${ID}.yaml`]: manifest('version', version, { DefaultLocale: localeOf('en') }),
    [`${folder}/${ID}.installer.yaml`]: manifest('installer', version, installer(release)),
    ...Object.fromEntries(locales),
  };
}

/** @param {Release} release */
function installer(release) {
  const { url, sha256 } = packageFor(release, 'win-x64.exe');
  return {
    MinimumOSVersion: '10.0.17763.0',
    InstallerType: 'nullsoft',
    Scope: 'user',
    UpgradeBehavior: 'install',
    ReleaseDate: release.date,
    Installers: [{ Architecture: 'x64', InstallerUrl: url, InstallerSha256: sha256.toUpperCase() }],
  };
}

/**
 * @param {string} kind
 * @param {string} version
 * @param {Readonly<Record<string, unknown>>} words
 */
function manifest(kind, version, words) {
  const all = { PackageIdentifier: ID, PackageVersion: version, ...words, ManifestType: kind, ManifestVersion: SCHEMA };
  return `# yaml-language-server: $schema=https://aka.ms/winget-manifest.${kind}.${SCHEMA}.schema.json\n${yaml(all)}`;
}
