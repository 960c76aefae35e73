// What the installer adds to Windows' menus, and that its uninstaller leaves nothing of it. Electron-builder's own script needs
// plug-ins that come from its servers only; ours is compiled into a small installer here, with nothing of it left out.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { capture } from '../../lib/child.mjs';
import { root } from '../../lib/project.mjs';
import { Desk } from './machine.ts';

const VERBS = [
  ['*', 'zip', 'Zip with Dropmill'],
  ['Directory', 'zip', 'Zip with Dropmill'],
  ['Directory', 'resize', 'Resize with Dropmill'],
  ['SystemFileAssociations\\image', 'resize', 'Resize with Dropmill'],
  ...['zip', '7z', 'rar', 'tar', 'gz', 'tgz', 'zst', 'xz', 'bz2'].map(
    (extension) => [`SystemFileAssociations\\.${extension}`, 'extract', 'Extract with Dropmill'] as const,
  ),
] as const;

/** @param folder where it installs to, as Windows names it */
function script(desk: Desk, folder: string): string {
  return `
    Unicode true
    Target amd64-unicode
    OutFile "${desk.at('dropmill-setup.exe')}"
    InstallDir "${folder}"
    RequestExecutionLevel user
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

it('the installer gives each file, folder, picture and archive its verbs, and "Send to" its links; uninstalling takes all away', async () => {
  const desk = new Desk();
  const other = 'HKCU\\Software\\Classes\\Directory\\shell\\Other';
  expect(await desk.start(['reg', 'add', other, '/d', 'Of another program', '/f']).ended).toMatchObject({ status: 0 });
  const before = await registry(desk);
  const folder = desk.path('Program Files', 'Dropmill');
  const source = desk.write('setup.nsi', script(desk, folder));
  const compiled = capture('makensis', ['-WX', '-V2', source]);
  expect(compiled, compiled.stdout + compiled.stderr).toMatchObject({ status: 0 });

  expect(await desk.start([desk.path('dropmill-setup.exe'), '/S']).ended).toMatchObject({ status: 0 });
  for (const [of, verb, title] of VERBS) {
    const key = `HKCU\\Software\\Classes\\${of}\\shell\\Dropmill.${verb}`;
    expect(await value(desk, key), key).toBe(title);
    expect(await value(desk, `${key}\\command`), key).toBe(`"${folder}\\Dropmill.exe" --${verb} -- "%1"`);
    expect(await value(desk, key, 'MultiSelectModel'), key).toBe('Player');
  }
  const links = ['Extract', 'Resize', 'Zip'].map((name) => `${name} with Dropmill.lnk`);
  expect(await sendTo(desk)).toEqual(links);

  // Without this word the uninstaller runs from a copy of itself, and nobody knows when it has ended.
  const words = [desk.path('Program Files', 'Dropmill', 'uninstall.exe'), '/S', `_?=${folder}`];
  expect(await desk.start(words).ended).toMatchObject({ status: 0 });
  expect(await sendTo(desk)).toEqual([]);
  expect(await registry(desk)).toBe(before);
});

/** All that the user's programs have registered, as text. */
async function registry(desk: Desk): Promise<string> {
  const { stdout } = await desk.start(['reg', 'query', 'HKCU\\Software\\Classes', '/s']).ended;
  return stdout;
}

async function value(desk: Desk, key: string, name?: string): Promise<string | undefined> {
  const which = name === undefined ? ['/ve'] : ['/v', name];
  const { stdout } = await desk.start(['reg', 'query', key, ...which]).ended;
  return /REG_SZ {4}(.*?)\r?$/m.exec(stdout)?.[1];
}

async function sendTo(desk: Desk): Promise<string[]> {
  const { stdout } = await desk.start(['cmd', '/c', 'echo %APPDATA%']).ended;
  const [, user] = /Users\\([^\\]+)\\/i.exec(stdout) ?? [];
  if (user === undefined) throw new Error(`This is no folder of a user: ${stdout}`);
  return readdirSync(desk.ofUser(user, 'AppData/Roaming/Microsoft/Windows/SendTo')).sort();
}
