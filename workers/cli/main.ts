// The frame of the command line: finds the command, parses its options, runs it, and says how it ended.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { SYNC_LANES } from '../files/late-sync.ts';
import type { HostSettings } from '../protocol.ts';
import { resolvePath } from './arguments.ts';
import {
  type Command,
  type CommandJob,
  choiceOption,
  numberOption,
  type OptionTable,
  type OptionValues,
  UsageError,
} from './command.ts';
import { commands } from './commands.ts';
import { boundNursery } from './nursery.ts';
import { JsonOutput, type Streams, type Summary, TextOutput } from './output.ts';
import { interrupted, runJob, startWorkers } from './run-job.ts';

/** Exit statuses. */
const DONE = 0;
const FAILED = 1;
const USAGE = 2;
const INTERRUPTED = 130;

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Options that every command has. */
const FRAME_TABLE: OptionTable = {
  workers: { type: 'string' },
  executor: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
};
const FRAME_HELP: Command['help'] = [
  ['--workers N', 'tasks at the same time (default: one per core)'],
  ['--executor KIND', 'threads, processes or inline (default: threads)'],
  ['--json', 'print one JSON object a line; the last is the summary'],
  ['-h, --help', 'this text'],
];

/** The parts of `process` that are used. */
export type Surroundings = Streams & Pick<NodeJS.Process, 'on'>;

/** Runs a command line to its end. @returns the exit status */
export async function main(args: readonly string[], surroundings: Surroundings): Promise<number> {
  try {
    return await dispatch(args, surroundings);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    surroundings.stderr.write(`${error.message}\nTry "dropmill --help".\n`);
    return USAGE;
  }
}

async function dispatch([name = '', ...rest]: readonly string[], surroundings: Surroundings): Promise<number> {
  if (name === '--help' || name === '-h') {
    surroundings.stdout.write(await overview());
    return DONE;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) throw new UsageError(name === '' ? 'Say what to do.' : `There is no command "${name}".`);
  const frame = frameValues(rest);
  if (frame['help']) {
    surroundings.stdout.write(helpText(name, (await load()).command));
    return DONE;
  }
  const settings = settingsOf(frame);
  const workers = await startWorkers(name, settings);
  boundNursery();
  try {
    const { command } = await load();
    const { values, positionals } = parse(command, rest);
    if (positionals.length === 0) throw new UsageError('Name at least one file or folder.');
    const inputs = positionals.map(inputPath);
    const job = await command.job();
    const options = parseOptions(job, await command.parse(values, inputs));
    const output = values['json'] ? new JsonOutput(surroundings) : new TextOutput(surroundings);
    const summary = await untilInterrupted(surroundings, (signal) =>
      runJob({ type: name, job, inputs, options, settings, workers, signal }, output),
    );
    output.summary(summary);
    return exitStatus(summary);
  } finally {
    const ended = workers.executor.shutdown({ cancelFutures: true });
    // Threads end with this process.
    if (settings.executor === 'processes') await ended;
  }
}

/** An empty word is what an unset variable of a shell leaves: it is not the folder that the command runs in. */
function inputPath(word: string): string {
  if (word !== '') return resolvePath(word);
  throw new UsageError('One of the paths is empty. Was a variable not set? The folder itself is ".".');
}

/** The frame's own options, whatever else there is: what is wrong with the others is said later. */
function frameValues(args: readonly string[]): OptionValues {
  const { values } = parseArgs({ args: [...args], options: FRAME_TABLE, strict: false, allowPositionals: true });
  return values as OptionValues;
}

function settingsOf(values: OptionValues): HostSettings {
  const settings = {
    workers: numberOption(values, 'workers', 1, 256) ?? availableParallelism(),
    executor: choiceOption(values, 'executor', ['threads', 'processes', 'inline']) ?? 'threads',
  } as const;
  // sharp, zlib and fs queue in libuv's pool, which has four threads unless told otherwise before its first use. Not as
  // many as in the host, where pictures that were given up may go on: each keeps what decoders leave in its memory.
  process.env.UV_THREADPOOL_SIZE ??= String(settings.workers * 2 + SYNC_LANES);
  return settings;
}

function parse(command: Command, args: readonly string[]): { values: OptionValues; positionals: string[] } {
  try {
    const options = { ...FRAME_TABLE, ...command.table };
    const { values, positionals } = parseArgs({
      args: [...args],
      options,
      allowPositionals: true,
      allowNegative: true,
    });
    return { values: values as OptionValues, positionals };
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** What was not given takes its default. */
function parseOptions({ definition }: CommandJob, given: object): object {
  if (!definition) return Object.freeze(given);
  const parsed = definition.schema.safeParse(given);
  if (parsed.success) return Object.freeze(parsed.data);
  throw new UsageError(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
}

/**
 * Ctrl+C cancels the job; a second one changes nothing, since the clean-up takes no time. The process listens to its
 * end: a signal while it is on its way out must not turn its exit status into a death.
 */
function untilInterrupted<T>(surroundings: Surroundings, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  for (const signal of SIGNALS) surroundings.on(signal, () => controller.abort(interrupted()));
  return work(controller.signal);
}

/** A picture that failed on its own row fails the command, though the others are done. */
function exitStatus({ state, failed }: Summary): number {
  switch (state) {
    case 'done':
      return failed > 0 ? FAILED : DONE;
    case 'failed':
      return FAILED;
    case 'cancelled':
      return INTERRUPTED;
    default:
      return state satisfies never;
  }
}

async function overview(): Promise<string> {
  const lines = await Promise.all(
    Object.entries(commands).map(async ([name, load]) => `  ${name.padEnd(10)}${(await load()).command.summary}`),
  );
  return `Usage: dropmill COMMAND [OPTION]... PATH...\n\n${lines.join('\n')}\n\n"dropmill COMMAND --help" lists its options.\n`;
}

function helpText(name: string, command: Command): string {
  const rows = [...command.help, ...FRAME_HELP].map(([option, text]) => `  ${option.padEnd(22)}${text}`);
  return `Usage: dropmill ${name} [OPTION]... PATH...\n${command.summary}\n\n${rows.join('\n')}\n`;
}
