// What a release tells others of its packages, read by the programs that will read it, or by rules of theirs.
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../workers/messages/languages.ts';
import { root } from '../../lib/project.mjs';
import { temporaryFolder, writeFiles } from '../../lib/temporary.ts';
import { appId, readRelease, summaries } from './release.mjs';

const PACKAGES = [
  'Dropmill-1.2.3-linux-x86_64.AppImage',
  'Dropmill-1.2.3-linux-arm64.AppImage',
  'Dropmill-1.2.3-linux-amd64.deb',
  'Dropmill-1.2.3-linux-arm64.deb',
  'Dropmill-1.2.3-linux-x64.tar.gz',
  'Dropmill-1.2.3-mac-arm64.dmg',
  'Dropmill-1.2.3-mac-x64.dmg',
  'Dropmill-1.2.3-mac-arm64.zip',
  'Dropmill-1.2.3-mac-x64.zip',
  'Dropmill-1.2.3-win-x64.exe',
];
const { homepage } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const sha256 = (name: string) => createHash('sha256').update(name).digest('hex');
const has = (program: string) => spawnSync(program, ['--version']).error === undefined;

let written: string;
beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'dropmill-release-'));
  // Each package holds its own name.
  writeFiles(folder, { ...Object.fromEntries(PACKAGES.map((name) => [name, name])), SHA256SUMS: '', 'a.cdx.json': '' });
  written = join(folder, 'manifests');
  execFileSync(process.execPath, [join(import.meta.dirname, 'write.mjs'), folder, written]);
  return () => rmSync(folder, { recursive: true });
});
const read = (path: string) => readFileSync(join(written, path), 'utf8');
/** Top-level words of a YAML file whose values are JSON. */
const words = (path: string): Record<string, unknown> =>
  Object.fromEntries(
    [...read(path).matchAll(/^(\w+): (.*)$/gm)].map(([, key = '', value = '']) => [key, JSON.parse(value)]),
  );

it('packages of two versions are no release', () => {
  const folder = temporaryFolder();
  writeFiles(folder, { 'Dropmill-1.2.3-win-x64.exe': '', 'Dropmill-1.2.4-linux-amd64.deb': '' });
  expect(() => readRelease(folder)).toThrow(/2 versions: 1\.2\.\d, 1\.2\.\d/);
  expect(() => readRelease(temporaryFolder())).toThrow('0 versions');
});

it('the app is described in each of its languages', () => {
  expect(Object.keys(summaries()).sort()).toEqual(LANGUAGES.toSorted());
});

describe('the feed', () => {
  it.each([
    ['latest.yml', ['Dropmill-1.2.3-win-x64.exe']],
    ['latest-linux.yml', ['Dropmill-1.2.3-linux-x86_64.AppImage', 'Dropmill-1.2.3-linux-amd64.deb']],
    ['latest-linux-arm64.yml', ['Dropmill-1.2.3-linux-arm64.AppImage', 'Dropmill-1.2.3-linux-arm64.deb']],
    [
      'latest-mac.yml',
      ['mac-x64.zip', 'mac-arm64.zip', 'mac-x64.dmg', 'mac-arm64.dmg'].map((end) => `Dropmill-1.2.3-${end}`),
    ],
  ])('%s is read by electron-updater', (name, files) => {
    const { parseUpdateInfo, getFileList } = createRequire(import.meta.url)(
      'electron-updater/out/providers/Provider.js',
    );
    const info = parseUpdateInfo(read(name), name, new URL(`${homepage}/releases/${name}`));

    expect(info.version).toBe('1.2.3');
    expect(getFileList(info)).toEqual(
      files.map((url) => ({
        url,
        sha512: createHash('sha512').update(url).digest('base64'),
        size: url.length,
      })),
    );
  });
});

describe('winget', () => {
  const folder = 'winget/d/Dropmill/Dropmill/1.2.3/Dropmill.Dropmill';

  it('finds the installer with its sum, for the user alone', () => {
    expect(words(`${folder}.installer.yaml`)).toMatchObject({
      PackageIdentifier: 'Dropmill.Dropmill',
      PackageVersion: '1.2.3',
      InstallerType: 'nullsoft',
      Scope: 'user',
      ManifestType: 'installer',
      Installers: [
        {
          Architecture: 'x64',
          InstallerUrl: `${homepage}/releases/Dropmill-1.2.3-win-x64.exe`,
          InstallerSha256: sha256('Dropmill-1.2.3-win-x64.exe').toUpperCase(),
        },
      ],
    });
  });

  it('has a text in each language, of which English is the default', () => {
    expect(words(`${folder}.yaml`)).toMatchObject({ DefaultLocale: 'en-US', ManifestType: 'version' });
    expect(words(`${folder}.locale.en-US.yaml`)).toMatchObject({ ManifestType: 'defaultLocale', License: 'MIT' });
    for (const [locale, language] of [
      ['de-DE', 'de'],
      ['fr-FR', 'fr'],
      ['es-ES', 'es'],
    ] as const) {
      expect(words(`${folder}.locale.${locale}.yaml`)).toMatchObject({
        ManifestType: 'locale',
        PackageLocale: locale,
        ShortDescription: summaries()[language],
      });
    }
  });
});

it('the cask has both architectures, and follows the rules of Homebrew for descriptions', () => {
  const cask = read('homebrew/dropmill.rb');
  const [, description = ''] = /^ {2}desc "(.*)"$/m.exec(cask) ?? [];

  for (const arch of ['arm64', 'x64']) expect(cask).toContain(`"${sha256(`Dropmill-1.2.3-mac-${arch}.dmg`)}"`);
  expect(cask).toContain(`url "${homepage}/releases/Dropmill-#{version}-mac-#{arch}.dmg"`);
  expect(description).toMatch(/^(?!An? |The |Dropmill)[A-Z][^.]{1,78}$/);
  expect(description).not.toMatch(/\b(macOS|Mac|Electron)\b/);
  expect(cask.match(/\bdo\b/g)).toHaveLength(cask.match(/^ *end$/gm)?.length ?? 0);
});

describe('Flathub', () => {
  it('takes the debs, each for its architecture, and has no network', () => {
    const manifest = JSON.parse(read(`flathub/${appId()}.json`));
    expect(manifest['finish-args']).not.toContain('--share=network');
    expect(manifest.modules[0].sources.slice(0, 2)).toMatchObject([
      { 'only-arches': ['x86_64'], sha256: sha256('Dropmill-1.2.3-linux-amd64.deb') },
      { 'only-arches': ['aarch64'], sha256: sha256('Dropmill-1.2.3-linux-arm64.deb') },
    ]);
  });

  it.skipIf(!has('appstreamcli'))('and app stores read the description without a complaint', () => {
    const { status, stdout } = spawnSync(
      'appstreamcli',
      ['validate', '--no-net', '--pedantic', '--no-color', join(written, `flathub/${appId()}.metainfo.xml`)],
      { encoding: 'utf8' },
    );
    expect({ status, complaints: stdout.match(/^[EW]: .*$/gm) }, stdout).toEqual({ status: 0, complaints: null });
  });
});

describe.skipIf(!has('bash'))("Arch's package", () => {
  /** As bash reads it, which is how makepkg does. */
  function value(name: string): string[] {
    const script = `. "$1"; declare -n of="$2"; printf '%s\\n' "\${of[@]}"`;
    const args = ['-c', script, 'bash', join(written, 'aur/PKGBUILD'), name];
    return execFileSync('bash', args, { encoding: 'utf8' }).trim().split('\n');
  }

  it('takes the debs, each for its architecture', () => {
    for (const [arch, ofDeb] of [
      ['x86_64', 'amd64'],
      ['aarch64', 'arm64'],
    ] as const) {
      const file = `Dropmill-1.2.3-linux-${ofDeb}.deb`;
      expect(value(`source_${arch}`)).toEqual([`${homepage}/releases/${file}`]);
      expect(value(`sha256sums_${arch}`)).toEqual([sha256(file)]);
    }
  });

  it('says in .SRCINFO what PKGBUILD says', () => {
    const fields = [...read('aur/.SRCINFO').matchAll(/^\t(\w+) = (.*)$/gm)];
    const said = Map.groupBy(fields, ([, key = '']) => key);
    expect(said.size).toBeGreaterThan(10);
    for (const [key, all] of said)
      expect(
        all.map(([, , text]) => text),
        key,
      ).toEqual(value(key));
  });
});
