// The zip job's options on the command line.
import { basename, dirname } from 'node:path';
import { commentFault, type ZipOptions, zipDefaults } from '../jobs/zip/options.ts';
import { resolvePath } from './arguments.ts';
import {
  type Command,
  choiceOption,
  numberOption,
  type OptionValues,
  textOption,
  textsOption,
  UsageError,
} from './command.ts';
import { readPassword } from './password-file.ts';

const FORMATS = ['zip', 'tar', 'tar.gz', 'tar.zst'] as const;
const LEAVE_OUT = ['hidden', 'junk', 'node_modules', '.git'] as const;
const LEVELS: Readonly<Record<string, number>> = { fast: 1, balanced: 6, small: 9 };

export const command: Command = {
  summary: 'Packs files and folders into an archive.',
  help: [
    ['-o, --output FILE', 'the archive; with --per-input the folder for all of them'],
    ['--format FORMAT', `${FORMATS.join(', ')} (default: by the output's name, else zip)`],
    ['-l, --level N', '0 (store) to 9 (small), or fast, balanced, small (default: 6)'],
    ['--store', 'the same as --level 0'],
    ['--per-input', 'one archive for each PATH'],
    ['--if-exists WHAT', 'rename, skip or overwrite (default: rename)'],
    ['-x, --exclude GLOB', 'leave out, as in .gitignore; may be given again'],
    ['--leave-out WHAT', `${LEAVE_OUT.join(', ')}; may be given again`],
    ['--follow-links', 'pack what symbolic links lead to'],
    ['--skip-links', 'leave symbolic links out (default: keep them as links)'],
    ['--keep-names', 'keep names that Windows or macOS cannot hold'],
    ['--pack-all', 'deflate also what is compressed already'],
    ['--verify', 'unpack everything and compare before the archive gets its name'],
    ['--no-verify', 'do not read the archive back (default: read it back, unpack nothing)'],
    ['--comment TEXT', "the archive's comment"],
    ['--password-file F', 'encrypt with AES-256; the password is the first line of F'],
  ],
  table: {
    output: { type: 'string', short: 'o' },
    format: { type: 'string' },
    level: { type: 'string', short: 'l' },
    store: { type: 'boolean' },
    'per-input': { type: 'boolean' },
    'if-exists': { type: 'string' },
    exclude: { type: 'string', short: 'x', multiple: true },
    'leave-out': { type: 'string', multiple: true },
    'follow-links': { type: 'boolean' },
    'skip-links': { type: 'boolean' },
    'keep-names': { type: 'boolean' },
    'pack-all': { type: 'boolean' },
    verify: { type: 'boolean' },
    comment: { type: 'string' },
    'password-file': { type: 'string' },
  },
  parse: parseOptions,
  job: async () => ({ driver: () => import('../jobs/zip/driver.ts') }),
};

async function parseOptions(values: OptionValues): Promise<ZipOptions> {
  const perInput = values['per-input'] === true;
  const output = textOption(values, 'output');
  const passwordFile = textOption(values, 'password-file');
  const format = choiceOption(values, 'format', FORMATS) ?? formatOf(output ?? '');
  const level = levelOption(values);
  const collision = choiceOption(values, 'if-exists', ['rename', 'skip', 'overwrite']);
  const comment = textOption(values, 'comment') ?? '';
  const fault = commentFault(comment);
  if (fault !== undefined) throw new UsageError(fault);
  return {
    ...zipDefaults,
    comment,
    perInput,
    exclude: textsOption(values, 'exclude'),
    leaveOut: textsOption(values, 'leave-out').map(leaveOutChoice),
    links: linksOption(values),
    names: values['keep-names'] ? 'exact' : 'portable',
    storePacked: !values['pack-all'],
    ...(values['verify'] !== undefined && { verify: values['verify'] ? 'full' : 'off' }),
    ...(output !== undefined && outputOptions(output, perInput)),
    ...(format !== undefined && { format }),
    ...(level !== undefined && { level }),
    ...(collision !== undefined && { collision }),
    ...(passwordFile !== undefined && { password: await readPassword(passwordFile) }),
  };
}

function outputOptions(output: string, perInput: boolean): Partial<ZipOptions> {
  const path = resolvePath(output);
  return perInput ? { folder: path } : { folder: dirname(path), name: basename(path) };
}

function formatOf(output: string): ZipOptions['format'] | undefined {
  return FORMATS.find((format) => output.toLowerCase().endsWith(`.${format}`));
}

function levelOption(values: OptionValues): number | undefined {
  if (values['store']) return 0;
  return LEVELS[textOption(values, 'level') ?? ''] ?? numberOption(values, 'level', 0, 9);
}

function linksOption(values: OptionValues): ZipOptions['links'] {
  if (values['follow-links'] && values['skip-links']) {
    throw new UsageError('--follow-links and --skip-links exclude each other.');
  }
  if (values['follow-links']) return 'follow';
  return values['skip-links'] ? 'skip' : 'keep';
}

function leaveOutChoice(text: string): (typeof LEAVE_OUT)[number] {
  const choice = LEAVE_OUT.find((one) => one === text);
  if (choice) return choice;
  throw new UsageError(`--leave-out takes ${LEAVE_OUT.join(', ')}, not "${text}".`);
}
