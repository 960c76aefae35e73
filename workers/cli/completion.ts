// `dropmill completion bash`: makes the scripts with which shells complete commands, flags and choices, from the option tables.
import type { AnyJobType, JobRegistry } from '../jobs/job-type.ts';
import type { OptionTable } from '../options/option-table.ts';
import type { OptionTexts } from '../options/type-texts.ts';
import { type FlagSpec, flagsOf } from './flags/flags.ts';
import { frameOf, WORKER_TEXT } from './frame.ts';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

interface Completed {
  /** With its dashes: `--level`. */
  readonly long: string;
  readonly short?: string;
  readonly text: string;
  readonly takes: 'nothing' | 'text' | 'path' | readonly string[];
  readonly repeats: boolean;
}

interface Command {
  readonly name: string;
  readonly text: string;
  readonly flags: readonly Completed[];
}

/** Returns the script, for `source <(dropmill completion bash)` for example. */
export async function completionScript(shell: Shell, registry: JobRegistry): Promise<string> {
  const commands = await Promise.all(Object.entries(registry).map(([name, job]) => commandOf(name, job)));
  const render = { bash: bashScript, zsh: zshScript, fish: fishScript }[shell];
  return `${render(commands).join('\n')}\n`;
}

/** Commands that are not jobs. */
const OWN = [
  { name: 'worker', text: WORKER_TEXT },
  { name: 'help', text: 'Show the options of a command' },
  { name: 'completion', text: 'Print the completion script of a shell' },
] as const;

async function commandOf(name: string, job: AnyJobType): Promise<Command> {
  const { options, output } = job.definition;
  const { texts } = await job.definition.texts('en');
  const frame = frameOf(job);
  const out: Completed = { long: '--output', short: '-o', text: texts.output, takes: 'path', repeats: false };
  const flags = [...completed(options, texts.options), ...completed(frame.table, frame.texts)];
  return { name, text: texts.command, flags: output ? [out, ...flags] : flags };
}

function completed(table: OptionTable, texts: Readonly<Record<string, OptionTexts>>): Completed[] {
  return flagsOf(table).map((flag) => {
    const option = table[flag.key];
    const negative = flag.sets === undefined && option?.kind === 'toggle' && option.default;
    return {
      long: `--${negative ? 'no-' : ''}${flag.name}`,
      ...(flag.short !== undefined && { short: `-${flag.short}` }),
      text: texts[flag.key]?.title ?? flag.key,
      takes: takenBy(flag, table),
      repeats: flag.multiple,
    };
  });
}

function takenBy({ key, value }: FlagSpec, table: OptionTable): Completed['takes'] {
  const option = table[key];
  if (value === null || !option) return 'nothing';
  if (option.kind === 'choice' || option.kind === 'choices') {
    return option.choices.map((choice) => option.flag?.words?.[choice] ?? choice);
  }
  if (option.kind === 'number' && option.named) return Object.keys(option.named);
  return option.kind === 'text' && (option.secret || option.format === 'folder') ? 'path' : 'text';
}

function bashScript(commands: readonly Command[]): string[] {
  const names = [...commands, ...OWN].map(({ name }) => name);
  const cases = commands.flatMap(({ name, flags }) =>
    flags.flatMap(({ long, short, takes }) => {
      if (takes === 'nothing') return [];
      const patterns = [long, short].filter(Boolean).map((flag) => `'${name} ${flag}'`);
      const words = Array.isArray(takes) ? `COMPREPLY=($(compgen -W '${takes.join(' ')}' -- "$cur")); ` : '';
      return [`    ${patterns.join('|')}) ${words}return ;;`];
    }),
  );
  const flags = commands.map(({ name, flags }) => {
    const words = flags.flatMap(({ long, short }) => [long, ...(short ? [short] : [])]);
    return `    ${name}) COMPREPLY=($(compgen -W '${words.join(' ')}' -- "$cur")) ;;`;
  });
  return [
    '_dropmill() {',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: an expansion of the shell
    '  local cur="${COMP_WORDS[COMP_CWORD]}" prev="${COMP_WORDS[COMP_CWORD-1]}" command="${COMP_WORDS[1]}"',
    '  COMPREPLY=()',
    '  if [ "$COMP_CWORD" -eq 1 ]; then',
    `    COMPREPLY=($(compgen -W '${names.join(' ')} --help --version' -- "$cur"))`,
    '    return',
    '  fi',
    '  case "$command $prev" in',
    `    'help help') COMPREPLY=($(compgen -W '${commands.map(({ name }) => name).join(' ')}' -- "$cur")); return ;;`,
    `    'completion completion') COMPREPLY=($(compgen -W '${SHELLS.join(' ')}' -- "$cur")); return ;;`,
    ...cases,
    '  esac',
    // If there is no answer, readline completes paths.
    '  [ "$' + '{cur:0:1}" = - ] || return',
    '  case "$command" in',
    ...flags,
    '  esac',
    '}',
    'complete -o default -F _dropmill dropmill',
  ];
}

function zshScript(commands: readonly Command[]): string[] {
  const described = [...commands, ...OWN].map(({ name, text }) => `    ${zshQuote(`${name}:${text}`)}`);
  const cases = commands.flatMap(({ name, flags }) => [
    `    ${name})`,
    '      _arguments -s \\',
    ...flags.flatMap(zshFlag).map((spec) => `        ${spec} \\`),
    "        '*:file:_files' ;;",
  ]);
  return [
    '#compdef dropmill',
    '_dropmill() {',
    '  local -a commands=(',
    ...described,
    '  )',
    '  if (( CURRENT == 2 )); then',
    "    _describe 'command' commands",
    '    return',
    '  fi',
    '  local command=$words[2]',
    '  shift words',
    '  (( CURRENT-- ))',
    '  case $command in',
    ...cases,
    `    help) _values 'command' ${commands.map(({ name }) => name).join(' ')} ;;`,
    `    completion) _values 'shell' ${SHELLS.join(' ')} ;;`,
    '  esac',
    '}',
    'compdef _dropmill dropmill',
  ];
}

function zshFlag({ long, short, text, takes, repeats }: Completed): string[] {
  const action = Array.isArray(takes) ? `(${takes.join(' ')})` : takes === 'path' ? '_files' : '';
  const value = takes === 'nothing' ? '' : `:value:${action}`;
  const description = text.replaceAll(/[[\]:]/g, ' ');
  const once = repeats ? '*' : '';
  return [long, ...(short ? [short] : [])].map((flag) => zshQuote(`${once}${flag}[${description}]${value}`));
}

function fishScript(commands: readonly Command[]): string[] {
  const first = `complete -c dropmill -n '__fish_use_subcommand' -f -a`;
  const after = (name: string) => `complete -c dropmill -n '__fish_seen_subcommand_from ${name}'`;
  return [
    ...[...commands, ...OWN].map(({ name, text }) => `${first} ${name} -d ${fishQuote(text)}`),
    `${after('help')} -f -a '${commands.map(({ name }) => name).join(' ')}'`,
    `${after('completion')} -f -a '${SHELLS.join(' ')}'`,
    ...commands.flatMap(({ name, flags }) =>
      flags.map(({ long, short, text, takes }) => {
        const letter = short ? ` -s ${short.slice(1)}` : '';
        const values = Array.isArray(takes) ? ` -x -a '${takes.join(' ')}'` : takes === 'nothing' ? '' : ' -r';
        return `${after(name)} -l ${long.slice(2)}${letter}${values} -d ${fishQuote(text)}`;
      }),
    ),
  ];
}

const zshQuote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
const fishQuote = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
