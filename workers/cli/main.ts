// The command line: finds the command, parses its options, runs it, and returns the exit status.
import { parseArgs } from 'node:util';
import { isWindows } from '../files/system.ts';
import { boundNursery } from '../heap.ts';
import { createExecutor } from '../host/create-executor.ts';
import type { AnyJobType, JobRegistry } from '../jobs/job-type.ts';
import * as jobTypes from '../jobs/registry.ts';
import { JobError, toUserError, type UserError } from '../jobs/user-error.ts';
import { printableLines } from '../messages/printable.ts';
import type { Sentence } from '../messages/word.ts';
import { completionScript, SHELLS, type Shell } from './completion.ts';
import { dryRun } from './dry-run.ts';
import { type Ending, endingSignals } from './ending.ts';
import { commandLine, resolvePath } from './flags/arguments.ts';
import { type FlagSpec, flagsOf, parseOptions } from './flags/flags.ts';
import { jobOptions } from './flags/job-options.ts';
import { suggestion } from './flags/nearest.ts';
import { presetOptions } from './flags/preset.ts';
import { type FlagValues, readFlags } from './flags/read-flags.ts';
import { unusedFlags } from './flags/unused-flags.ts';
import { type CommandOptions, type FrameOptions, frameOf, hostSettings } from './frame.ts';
import { commandHelp, overview } from './help.ts';
import { JsonOutput, type Streams, type Summary, TextOutput } from './output.ts';
import { redisAddress } from './queue/names.ts';
import { interrupted, type QueueOfCommand, runJob, startWorkers } from './run-job.ts';
import { UsageError } from './usage-error.ts';
import { englishWords } from './words.ts';

/** Exit statuses. */
const DONE = 0;
const FAILED = 1;
const USAGE = 2;
/** The job is done, but something that was asked for is missing. */
const INCOMPLETE = 3;
const INTERRUPTED = 130;

const registry: JobRegistry = inOrder(jobTypes);

/** Sorts job types in the order of the window. */
function inOrder(types: JobRegistry): JobRegistry {
  const entries = Object.entries(types).sort(([, a], [, b]) => a.definition.place - b.definition.place);
  return Object.fromEntries(entries);
}

/** The flag for the results' place. The job type decides which options it sets. */
const OUTPUT: FlagSpec = { key: 'output', name: 'output', short: 'o', aliases: [], value: 'PATH', multiple: false };

/** The parts of `process` that are used. */
export type Surroundings = Streams & Pick<NodeJS.Process, 'on'> & { readonly ending?: Ending };

/**
 * Runs a command line to its end. What `--version` prints is in `cli.ts`.
 * @param argv `process.argv`
 * @returns the exit status
 */
export async function main(argv: readonly string[], surroundings: Surroundings): Promise<number> {
  const args = commandLine(argv);
  try {
    return await dispatch(args, surroundings);
  } catch (error) {
    if (!(error instanceof UsageError)) return explained(error, surroundings);
    const [name = ''] = args;
    const help = Object.hasOwn(registry, name) ? `dropmill ${name} --help` : 'dropmill --help';
    surroundings.stderr.write(`${printableLines(error.message)}\nTry "${help}".\n`);
    return USAGE;
  }
}

/** Says what is wrong with the system, such as too many open files when a part of the program is loaded. @throws any other error */
async function explained(error: unknown, { stderr }: Streams): Promise<number> {
  const why = toUserError(error);
  if (why.code === 'UNEXPECTED') throw error;
  const word = await englishWords({});
  stderr.write(`${printableLines(sentencesOf(word(why)))}\n`);
  return FAILED;
}

async function dispatch([name = '', ...rest]: readonly string[], surroundings: Surroundings): Promise<number> {
  const text = await ownAnswer(name, rest);
  if (text !== undefined) {
    surroundings.stdout.write(text);
    return DONE;
  }
  if (name === 'worker') return (await import('./queue/worker-command.ts')).runWorker(rest, surroundings);
  const job = jobOf(name);
  const frame = await frameGiven(rest, job);
  return runCommand(name, job, rest, frame, surroundings);
}

/** The answer of commands that run no job: help and completion. */
async function ownAnswer(name: string, rest: readonly string[]): Promise<string | undefined> {
  const [about] = rest;
  switch (name) {
    case '--help':
    case '-h':
    case 'help':
      return about === undefined ? overview(registry) : commandHelp(about, jobOf(about));
    case 'completion':
      return completionScript(shellOf(about), registry);
    case 'worker':
      return undefined;
    default:
      return (await frameGiven(rest)).help ? commandHelp(name, jobOf(name)) : undefined;
  }
}

function jobOf(name: string): AnyJobType {
  const job = Object.hasOwn(registry, name) ? registry[name] : undefined;
  if (job) return job;
  if (name === '') throw new UsageError('Missing command.');
  const commands = [...Object.keys(registry), 'worker', 'help', 'completion', '--help', '--version'];
  throw new UsageError(`There is no command "${name}".${suggestion(name, commands)}`);
}

function shellOf(name = ''): Shell {
  const shell = SHELLS.find((one) => one === name);
  if (shell) return shell;
  throw new UsageError(`completion takes ${SHELLS.join(', ')}${name === '' ? '' : `, not "${name}"`}.`);
}

async function runCommand(
  name: string,
  job: AnyJobType,
  args: readonly string[],
  frame: Partial<CommandOptions>,
  surroundings: Surroundings,
): Promise<number> {
  const queue = frame.executor === 'queue' ? queueOf(name, job, frame) : undefined;
  const { values, positionals } = parse(job, args);
  if (positionals.length === 0) throw new UsageError('Name at least one file or folder.');
  const inputs = positionals.map(inputPath);
  const settings = hostSettings(executorFor(job, inputs, frame));
  const workers = queue ? { executor: createExecutor(settings), queue } : await startWorkers(name, job, settings);
  boundNursery();
  try {
    const word = await englishWords(job);
    const preset = await presetOptions(frame.preset, job.definition, registry, word);
    const options = await jobOptions(job.definition, values, inputs, word, preset).catch((error: unknown) => {
      throw error instanceof JobError ? new UsageError(sentencesOf(word(error as UserError))) : error;
    });
    if (queue && 'password' in options && options.password)
      throw new UsageError('A password does not go through a queue. Run the command without --executor queue.');
    const output = frame.json ? new JsonOutput(surroundings, word) : new TextOutput(surroundings, word);
    for (const note of unusedFlags(job.definition.options, values, options)) output.note(note);
    const call = { type: name, job, inputs, options, settings, workers, markup: frame.markup === true };
    if (frame.dryRun) {
      const to = { streams: surroundings, json: frame.json === true, run: output, word };
      return exitStatus(await untilInterrupted(surroundings, (signal) => dryRun({ ...call, signal }, to)));
    }
    const summary = await untilInterrupted(surroundings, (signal) => runJob({ ...call, signal }, output));
    output.summary(summary);
    // `inline` is used for pictures, whose native code may still be running. On Windows, status 130 needs a normal end, which waits for it.
    const mayBeBusy = summary.state === 'cancelled' && (!isWindows || workers.inline !== undefined);
    if (surroundings.ending) surroundings.ending.mayBeBusy = mayBeBusy;
    return exitStatus(summary);
  } finally {
    const ended = workers.executor.shutdown({ cancelFutures: true });
    // Threads end with this process, so they need not be awaited.
    if (settings.executor === 'processes') await ended;
  }
}

/** A light job runs in this thread, unless `--executor` is given. */
function executorFor(job: AnyJobType, inputs: readonly string[], frame: Partial<FrameOptions>): Partial<FrameOptions> {
  if (frame.executor !== undefined || !job.isLight?.(inputs)) return frame;
  return { ...frame, executor: 'inline' };
}

/** @throws {UsageError} */
function queueOf(name: string, { remote }: AnyJobType, { redis }: Partial<FrameOptions>): QueueOfCommand {
  if (!remote) throw new UsageError(`dropmill ${name} uses no queue.`);
  return { address: redisAddress(redis), names: remote };
}

function sentencesOf({ text, hint }: Sentence): string {
  return [text, hint].filter(Boolean).join(' ');
}

/** An empty word usually comes from an unset variable of a shell, so it is not taken for the current folder. */
function inputPath(word: string): string {
  if (word !== '') return resolvePath(word);
  throw new UsageError('One of the paths is empty. Was a variable not set? The folder itself is ".".');
}

/** Parses only the flags that all commands have. Errors in other flags are reported later. */
async function frameGiven(
  args: readonly string[],
  job: Pick<AnyJobType, 'markup'> = {},
): Promise<Partial<CommandOptions>> {
  const { table } = frameOf(job);
  const options = parseOptions(flagsOf(table));
  const { values } = parseArgs({
    args: [...args],
    options,
    strict: false,
    allowPositionals: true,
    allowNegative: true,
  });
  return readFlags(table, values as FlagValues);
}

function parse(job: AnyJobType, args: readonly string[]) {
  const { definition } = job;
  const flags = [
    ...flagsOf(frameOf(job).table),
    ...flagsOf(definition.options),
    ...(definition.output ? [OUTPUT] : []),
  ];
  const options = parseOptions(flags);
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options,
      allowPositionals: true,
      allowNegative: true,
    });
    return { values: values as FlagValues, positionals };
  } catch (error) {
    throw parseError(error, flags);
  }
}

function parseError(error: unknown, flags: readonly FlagSpec[]): UsageError {
  const { code, message } = error as NodeJS.ErrnoException;
  const unknown = code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION' ? /'(-[^']*)'/.exec(message)?.[1] : undefined;
  if (unknown === undefined) return new UsageError(message);
  const known = flags.flatMap(({ name, short }) => [`--${name}`, ...(short ? [`-${short}`] : [])]);
  return new UsageError(`There is no option "${unknown}".${suggestion(unknown, known)}`);
}

/**
 * Ctrl+C cancels the job. A second Ctrl+C has no effect, as the clean-up takes no time. The process listens until
 * its end, so that a late signal does not change its exit status.
 */
function untilInterrupted<T>(surroundings: Surroundings, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  for (const signal of endingSignals()) {
    surroundings.on(signal, () => {
      if (surroundings.ending) surroundings.ending.signal ??= signal;
      controller.abort(interrupted());
    });
  }
  return work(controller.signal);
}

/** If a single picture failed, the command has failed, even if the others are done. */
function exitStatus({ state, failed }: Pick<Summary, 'state' | 'failed'>): number {
  switch (state) {
    case 'done':
      return DONE;
    case 'done-with-skips':
      return failed > 0 ? FAILED : INCOMPLETE;
    case 'failed':
      return FAILED;
    case 'cancelled':
      return INTERRUPTED;
    default:
      return state satisfies never;
  }
}
