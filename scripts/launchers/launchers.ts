// What systems show of the app in each language: the files that they read, with the texts of the catalogues in them.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as registry from '../../workers/jobs/registry.ts';
import { inEachLanguage, LANGUAGES, type Language } from '../../workers/messages/languages.ts';
import type { SystemTexts } from '../../workers/messages/system-texts.ts';
import type { TypeTexts } from '../../workers/options/type-texts.ts';
import { root } from '../lib/project.mjs';

type Definition = (typeof registry)[keyof typeof registry]['definition'];
type System = Readonly<Record<Language, SystemTexts>>;

interface Launcher {
  readonly type: string;
  readonly texts: Readonly<Record<Language, TypeTexts['launcher']>>;
}

const others = LANGUAGES.filter((language) => language !== 'en');

/** @returns texts by path, below the project's folder */
export async function launcherFiles(): Promise<Readonly<Record<string, string>>> {
  const system = await inEachLanguage(systemTexts);
  const definitions = Object.values(registry).map(({ definition }) => definition);
  const launchers = await Promise.all(definitions.toSorted((a, b) => a.place - b.place).map(launcherOf));
  const changes: Readonly<Record<string, (text: string) => string>> = {
    'README.md': (text) => replaced(text, /(?<=^- \*\*)English\b[^*]*/m, namesOfLanguages()),
    'electron-builder.yml': (text) => launchers.reduce(withAction, withSummaries(text, system)),
    'scripts/packaging/windows/installer.nsh': (text) =>
      replaced(
        text,
        /^!macro dropmillJobs\b[\s\S]*?(?=\n; The end of what is written)/m,
        installerTitles(launchers, system),
      ),
    ...Object.fromEntries(
      launchers.map((launcher) => [
        `scripts/packaging/linux/dropmill-${launcher.type}.desktop`,
        (text: string) => replaced(text, /^Name=.*\n(?:(?:Name|Comment)\b.*\n)*/m, desktopEntry(launcher)),
      ]),
    ),
  };
  const files = Object.entries(changes).map(async ([path, change]) => {
    return [path, change(await readFile(join(root, path), 'utf8'))] as const;
  });
  return Object.fromEntries(await Promise.all(files));
}

async function systemTexts(language: Language): Promise<SystemTexts> {
  return (await import(`../../workers/messages/${language}/system.ts`)).system;
}

async function launcherOf({ type, texts }: Definition): Promise<Launcher> {
  return { type, texts: await inEachLanguage(async (language) => (await texts(language)).texts.launcher) };
}

/** @throws {Error} if there is nothing to replace */
function replaced(text: string, part: RegExp, by: string): string {
  if (!part.test(text)) throw new Error(`Nothing looks like ${part}.`);
  return text.replace(part, () => by);
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

function withAction(config: string, { type, texts }: Launcher): string {
  const names = others.map((language) => `        Name[${language}]: ${texts[language].title}\n`);
  const part = new RegExp(`(?<=^ {6}${type}:\\n)(?: {8}Name.*\\n)+`, 'm');
  return replaced(config, part, [`        Name: ${texts.en.title}\n`, ...names].join(''));
}

function desktopEntry({ texts }: Launcher): string {
  return (['title', 'comment'] as const)
    .flatMap((which) => {
      const key = which === 'title' ? 'Name' : 'Comment';
      return [
        `${key}=${texts.en[which]}`,
        ...others.map((language) => `${key}[${language}]=${texts[language][which]}`),
      ];
    })
    .map((line) => `${line}\n`)
    .join('');
}

/** As the headers of Windows write such a number. */
const hex = (value: number): string => `0x${value.toString(16).padStart(2, '0')}`;

function installerTitles(launchers: readonly Launcher[], system: System): string {
  const jobs = launchers.map(({ type, texts }) => `  !insertmacro \${ACTION} "${type}" "${texts.en.title}"`);
  const titles = launchers.map(({ type, texts }) => [
    `!macro dropmillTitles_${type} ACTION`,
    ...LANGUAGES.map((one) => `  !insertmacro \${ACTION} ${hex(system[one].windows)} "${texts[one].title}"`),
    '!macroend\n',
  ]);
  return [['!macro dropmillJobs ACTION', ...jobs, '!macroend\n'], ...titles]
    .map((lines) => lines.join('\n'))
    .join('\n');
}
