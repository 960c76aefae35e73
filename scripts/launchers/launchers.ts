// What systems show of the app in each language, and what they offer it for: the files that they read, with what the job types and the
// catalogues say in them.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as registry from '../../workers/jobs/registry.ts';
import { inEachLanguage, LANGUAGES, type Language } from '../../workers/messages/languages.ts';
import type { SystemTexts } from '../../workers/messages/system-texts.ts';
import { root } from '../lib/project.mjs';
import { withPlaces } from './installer.ts';
import { type Launcher, replaced, type System } from './launcher.ts';

const others = LANGUAGES.filter((language) => language !== 'en');

/** @returns texts by path, below the project's folder */
export async function launcherFiles(): Promise<Readonly<Record<string, string>>> {
  const system = await inEachLanguage(systemTexts);
  const types = Object.values(registry).map(({ definition }) => definition);
  const launchers = await Promise.all(
    types
      .toSorted((a, b) => a.place - b.place)
      .map(async ({ type, accepts, offered, texts }) => {
        return {
          type,
          accepts,
          offered,
          texts: await inEachLanguage(async (one) => (await texts(one)).texts.launcher),
        };
      }),
  );
  const changed = await Promise.all([
    change('README.md', (text) => replaced(text, /(?<=^- \*\*)English\b[^*]*/m, namesOfLanguages())),
    change('electron-builder.yml', (text) => withLaunchers(withSummaries(text, system), launchers)),
    change('scripts/packaging/mac/quick-actions.mjs', (text) => withQuickActions(text, launchers)),
    change('scripts/packaging/windows/installer.nsh', (text) => withPlaces(text, launchers, system)),
  ]);
  const desktops = launchers.map((launcher) => [desktopFile(launcher), desktopEntry(launcher)] as const);
  return Object.fromEntries([...changed, ...desktops]);
}

async function systemTexts(language: Language): Promise<SystemTexts> {
  return (await import(`../../workers/messages/${language}/system.ts`)).system;
}

async function change(path: string, by: (text: string) => string): Promise<readonly [path: string, text: string]> {
  return [path, by(await readFile(join(root, path), 'utf8'))];
}

/** "English, German and French". */
function namesOfLanguages(): string {
  const names = new Intl.DisplayNames('en', { type: 'language' });
  return new Intl.ListFormat('en-GB').format(LANGUAGES.map((language) => names.of(language) ?? language));
}

function withSummaries(config: string, system: System): string {
  const comments = others.map((language) => `      Comment[${language}]: ${system[language].summary}\n`);
  const chromium = LANGUAGES.map((language) => system[language].chromium);
  return [
    [/^electronLanguages: .*/m, `electronLanguages: [${chromium.join(', ')}]`] as const,
    [/^ {2}synopsis: .*/m, `  synopsis: ${system.en.summary}`] as const,
    [/^(?: {6}Comment\[.*\n)+/m, comments.join('')] as const,
  ].reduce((text, [part, by]) => replaced(text, part, by), config);
}

/** The menus of Linux' launchers, and the files that the app opens on Linux and macOS. */
function withLaunchers(config: string, launchers: readonly Launcher[]): string {
  const actions = launchers.flatMap(({ type, texts }) => [
    `      ${type}:\n`,
    ...lines('        Name', ': ', texts, 'title'),
    `        Exec: ${command(type)}\n`,
  ]);
  const files = launchers.map((one) => {
    const path = desktopFile(one);
    return `    - ${path}=/usr/share/applications/${path.split('/').at(-1)}\n`;
  });
  const mimes = launchers.flatMap(({ accepts, offered }) => (accepts === 'anything' ? [] : offered.mimes));
  const kinds = launchers.flatMap(({ accepts, offered: { kind } }) => {
    if (accepts === 'anything' || kind === undefined) return [];
    return [`    - { ext: [${accepts.extensions.join(', ')}], name: ${kind}, role: Viewer, rank: Alternate }\n`];
  });
  return [
    [/^ {2}mimeTypes: .*/m, `  mimeTypes: [${[...new Set(mimes)].join(', ')}]`] as const,
    [/^ {6}Actions: .*/m, `      Actions: ${launchers.map(({ type }) => `${type};`).join('')}`] as const,
    [/(?<=^ {4}desktopActions:\n)(?: {6}.*\n)+/m, actions.join('')] as const,
    [/(?: {4}- scripts\/packaging\/linux\/\S+\.desktop=.*\n)+/, files.join('')] as const,
    [/(?: {4}- \{ ext: \[.*\n)+/, kinds.join('')] as const,
  ].reduce((text, [part, by]) => replaced(text, part, by), config);
}

function withQuickActions(source: string, launchers: readonly Launcher[]): string {
  const rows = launchers.map(({ type, texts, offered }) => {
    const accepts = offered.utis.map((uti) => `'${uti}'`).join(', ');
    return `  { type: '${type}', title: '${texts.en.title}', accepts: [${accepts}] },\n`;
  });
  return replaced(source, /(?<=QUICK_ACTIONS = .*\n)(?: {2}\{ type: .*\n)+/, rows.join(''));
}

const desktopFile = ({ type }: Launcher): string => `scripts/packaging/linux/dropmill-${type}.desktop`;
const command = (type: string): string => `/opt/Dropmill/dropmill --${type} %F`;

function desktopEntry({ type, texts, offered }: Launcher): string {
  return [
    '[Desktop Entry]\n',
    'Type=Application\n',
    ...lines('Name', '=', texts, 'title'),
    ...lines('Comment', '=', texts, 'comment'),
    `Exec=${command(type)}\n`,
    'Icon=dropmill\n',
    'Terminal=false\n',
    'NoDisplay=true\n',
    `Categories=${offered.categories.map((one) => `${one};`).join('')}\n`,
    `MimeType=${offered.mimes.map((one) => `${one};`).join('')}\n`,
  ].join('');
}

/** A line for each language. */
function lines(key: string, sign: string, texts: Launcher['texts'], which: 'title' | 'comment'): string[] {
  return [
    `${key}${sign}${texts.en[which]}\n`,
    ...others.map((language) => `${key}[${language}]${sign}${texts[language][which]}\n`),
  ];
}
