// What the installer adds to Windows' menus, and that its uninstaller leaves nothing of it. Electron-builder's own script needs
// plug-ins that come from its servers only; ours is compiled into a small installer here, with nothing of it left out.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { capture } from '../../lib/child.mjs';
import { root } from '../../lib/project.mjs';
import { Desk } from './machine.ts';

const CLASSES = 'HKEY_CURRENT_USER\\Software\\Classes';

/** Where each verb is; `npm run launchers` writes them into the script. */
const VERBS = [
  ['*', 'zip'],
  ['Directory', 'zip'],
  ['Directory', 'resize'],
  ['SystemFileAssociations\\image', 'resize'],
  ...['zip', 'zipx', '7z', 'tar', 'tbz', 'txz', 'tzst', 'cbz', 'cbr', 'cb7'].map(
    (extension) => [`SystemFileAssociations\\.${extension}`, 'extract'] as const,
  ),
] as const;

/** By NSIS' names of languages. */
const TITLES = {
  English: { zip: 'Zip with Dropmill', resize: 'Resize with Dropmill', extract: 'Extract with Dropmill' },
  German: { zip: 'Mit Dropmill zippen', resize: 'Mit Dropmill verkleinern', extract: 'Mit Dropmill entpacken' },
  Spanish: { zip: 'Comprimir con Dropmill', resize: 'Redimensionar con Dropmill', extract: 'Extraer con Dropmill' },
  French: {
    zip: 'Compresser avec Dropmill',
    resize: 'Redimensionner avec Dropmill',
    extract: 'Extraire avec Dropmill',
  },
  Polish: { zip: 'Zip with Dropmill', resize: 'Resize with Dropmill', extract: 'Extract with Dropmill' },
} as const;
type Language = keyof typeof TITLES;

interface Setup {
  /** Where it installs to, as Windows names it. */
  readonly folder: string;
  readonly language: Language;
}

/** @param file the installer's */
function script(desk: Desk, file: string, { folder, language }: Setup): string {
  return `
    Unicode true
    Target amd64-unicode
    OutFile "${desk.at(file)}"
    InstallDir "${folder}"
    RequestExecutionLevel user
    LoadLanguageFile "\${NSISDIR}/Contrib/Language files/${language}.nlf"
    !define APP_EXECUTABLE_FILENAME "Dropmill.exe"
    !include "${join(root, 'scripts/packaging/windows/installer.nsh')}"
    Section
      SetOutPath "$INSTDIR"
      WriteUninstaller "$INSTDIR\\uninstall.exe"
      !insertmacro customInstall
    SectionEnd
    Section "Uninstall"
      !insertmacro customUnInstall
    SectionEnd`;
}

async function install(desk: Desk, setup: Setup): Promise<void> {
  const file = `setup-${setup.language}.exe`;
  const source = desk.write(`${file}.nsi`, script(desk, file, setup));
  const compiled = capture('makensis', ['-WX', '-V2', source]);
  expect(compiled, compiled.stdout + compiled.stderr).toMatchObject({ status: 0 });
  expect(await desk.start([desk.path(file), '/S']).ended).toMatchObject({ status: 0 });
}

it('the installer gives each file, folder, picture and archive its verbs, and "Send to" its links; uninstalling takes all away', async () => {
  const desk = new Desk();
  const other = `${CLASSES}\\Directory\\shell\\Other`;
  expect(await desk.start(['reg', 'add', other, '/d', 'Of another program', '/f']).ended).toMatchObject({ status: 0 });
  const before = await registry(desk);
  const folder = desk.path('Program Files', 'Dropmill');

  // Each over the one before, as newer versions are.
  for (const language of ['Polish', 'German', 'Spanish', 'French', 'English'] as const) {
    await install(desk, { folder, language });
    const titles = TITLES[language];
    expect(await sendTo(desk)).toEqual(
      Object.values(titles)
        .sort()
        .map((title) => `${title}.lnk`),
    );
    const registered = parsed(await registry(desk));
    for (const [of, verb] of VERBS) {
      const key = `${CLASSES}\\${of}\\shell\\Dropmill.${verb}`;
      expect(registered.get(key), key).toMatchObject({ '(Default)': titles[verb], MultiSelectModel: 'Player' });
      expect(registered.get(`${key}\\command`)?.['(Default)']).toBe(`"${folder}\\Dropmill.exe" --${verb} -- "%1"`);
    }
  }

  // Without this word the uninstaller runs from a copy of itself, and nobody knows when it has ended.
  const words = [desk.path('Program Files', 'Dropmill', 'uninstall.exe'), '/S', `_?=${folder}`];
  expect(await desk.start(words).ended).toMatchObject({ status: 0 });
  expect(await sendTo(desk)).toEqual([]);
  expect(await registry(desk)).toBe(before);
});

/** All that the user's programs have registered, as English text. */
async function registry(desk: Desk): Promise<string> {
  const { stdout } = await desk.start(['reg', 'query', CLASSES, '/s'], { env: { LC_ALL: 'C' } }).ended;
  return stdout;
}

/** Texts by key and name. */
function parsed(registry: string): Map<string, Record<string, string>> {
  const keys = new Map<string, Record<string, string>>();
  let values: Record<string, string> = {};
  for (const line of registry.split(/\r?\n/)) {
    const [, name, text] = /^ {4}(.+?) {4}REG_SZ {4}(.*)$/.exec(line) ?? [];
    if (name !== undefined && text !== undefined) values[name] = text;
    if (!line.startsWith('HKEY')) continue;
    values = {};
    keys.set(line, values);
  }
  return keys;
}

async function sendTo(desk: Desk): Promise<string[]> {
  const { stdout } = await desk.start(['cmd', '/c', 'echo %APPDATA%']).ended;
  const [, user] = /Users\\([^\\]+)\\/i.exec(stdout) ?? [];
  if (user === undefined) throw new Error(`This is no folder of a user: ${stdout}`);
  return readdirSync(desk.ofUser(user, 'AppData/Roaming/Microsoft/Windows/SendTo')).sort();
}
