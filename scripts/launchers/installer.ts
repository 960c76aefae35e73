// What the Windows installer calls the types of jobs, and what it offers them for.
import { LANGUAGES } from '../../workers/messages/languages.ts';
import { type Launcher, replaced, type System } from './launcher.ts';

/** @throws {Error} if there is no such part in the script */
export function withPlaces(script: string, launchers: readonly Launcher[], system: System): string {
  const jobs = macro(
    'dropmillJobs',
    launchers.map(({ type, texts }) => `"${type}" "${texts.en.title}"`),
  );
  const titles = launchers.map(({ type, texts }) =>
    macro(
      `dropmillTitles_${type}`,
      LANGUAGES.map((language) => `${hex(system[language].windows)} "${texts[language].title}"`),
    ),
  );
  const places = launchers.map(({ type, offered }) =>
    macro(
      `dropmillPlaces_${type}`,
      offered.classes.map((one) => `"${one}" "${type}"`),
    ),
  );
  const part = /^!macro dropmillJobs\b[\s\S]*?(?=\n; The end of what is written)/m;
  return replaced(script, part, [jobs, ...titles, ...places].join('\n'));
}

function macro(name: string, calls: readonly string[]): string {
  return [`!macro ${name} ACTION`, ...calls.map((words) => `  !insertmacro \${ACTION} ${words}`), '!macroend\n'].join(
    '\n',
  );
}

/** As the headers of Windows write such a number. */
const hex = (value: number): string => `0x${value.toString(16).padStart(2, '0')}`;
