// The man page of the command line, made from the same texts as its help. `npm run package` puts it into the deb.
import { commandHelp, overview } from '../../../workers/cli/help.ts';
import { version } from '../../../workers/cli/version.ts';
import type { JobRegistry } from '../../../workers/jobs/job-type.ts';

/** Ways a run ends, as `workers/cli/main.ts` gives them. */
const STATUSES: readonly (readonly [status: string, meaning: string])[] = [
  ['0', 'All that was asked for was done.'],
  ['1', 'Nothing of what was asked for could be done, or a check failed.'],
  ['2', 'The command line was not understood.'],
  ['3', 'It was done, but something that was asked for is missing: unreadable, damaged or gone.'],
  ['130', 'It was interrupted.'],
];

/** @returns source for `man`, in the language of `man(7)` */
export async function manPage(registry: JobRegistry): Promise<string> {
  const commands = Object.entries(registry);
  const helps = await Promise.all(
    commands.map(async ([name, job]) => [`.SH ${name.toUpperCase()}`, ...verbatim(await commandHelp(name, job))]),
  );
  return [
    `.TH DROPMILL 1 "" "dropmill ${escaped(version())}" "User Commands"`,
    '.SH NAME',
    'dropmill \\- zip files, extract archives, resize and convert pictures',
    '.SH SYNOPSIS',
    ...commands.flatMap(([name]) => [`.B dropmill ${name}`, '[\\fIOPTION\\fR]... \\fIPATH\\fR...', '.br']),
    '.B dropmill',
    '[\\fIPATH\\fR]...',
    '.SH DESCRIPTION',
    'Without the name of a command, dropmill opens its window with the given files.',
    'With one, it runs the same job in the terminal.',
    ...verbatim(await overview(registry)),
    ...helps.flat(),
    '.SH EXIT STATUS',
    ...STATUSES.flatMap(([status, meaning]) => ['.TP', `.B ${status}`, meaning]),
    '',
  ].join('\n');
}

/** Lines as they are: the help is laid out in columns already. */
function verbatim(text: string): string[] {
  return ['.PP', '.nf', ...text.trimEnd().split('\n').map(escaped), '.fi'];
}

/** `\` and `-` mean something to troff anywhere, `.` and `'` at the start of a line. */
function escaped(line: string): string {
  return line
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^(?=[.'])/, '\\&');
}
