// `--dry-run`: says what a command would do, and writes nothing.
import { freeSpace } from '../files/output/free-space.ts';
import { planByCounting } from '../host/plan-by-counting.ts';
import { bindTasks } from '../jobs/job-tasks.ts';
import { isByChoice } from '../jobs/problem-skips.ts';
import { JobError, toUserError } from '../jobs/user-error.ts';
import type { KnownMessage } from '../messages/codes.ts';
import { printable, printableJson } from '../messages/printable.ts';
import type { Word } from '../messages/word.ts';
import type { PlanReport } from '../plan/job-plan.ts';
import type { NameFate } from '../plan/name-fate.ts';
import { formatBytes } from './format.ts';
import type { RunOutput, Streams, Summary } from './output.ts';
import type { JobCall } from './run-job.ts';

/** The words for what happens to the name of a result. */
const FATES: Readonly<Record<NameFate, string>> = {
  new: 'new',
  numbered: 'the name is taken, so it gets a number',
  replaces: 'replaces the file of that name',
  original: 'replaces its original',
  skipped: 'exists already, skipped',
};

interface Plan {
  /** The lines about what would be written. They are printed when it is known that anything would be written. */
  readonly lines: string[];
  /** How the job would end. */
  end: { readonly state: Summary['state']; readonly failed: number };
  why: KnownMessage | undefined;
  files: number;
  bytes: number;
  /** Files whose results are only known when the job runs. */
  unseen: number;
  need: { readonly folder: string; readonly bytes: number; readonly kind: 'most' | 'about' } | null;
  readonly fates: Record<NameFate, number>;
}

interface DryRunOutput {
  readonly streams: Streams;
  readonly json: boolean;
  /** Takes skipped inputs and notes, as in a real run. */
  readonly run: RunOutput;
  readonly word: Word;
}

/** @returns how the job would end, as far as that can be known */
export async function dryRun(call: JobCall, output: DryRunOutput): Promise<Pick<Summary, 'state' | 'failed'>> {
  const plan: Plan = { ...NO_PLAN, lines: [], fates: { ...NO_FATES } };
  try {
    await fillPlan(call, reportTo(plan, output));
    if (plan.why) throw JobError.of(plan.why);
  } catch (error) {
    if (call.signal.aborted) return { state: 'cancelled', failed: 0 };
    const failure = toUserError(error);
    const { text, hint } = output.word(failure);
    if (output.json) print(output, { type: 'plan', state: 'failed', error: { ...failure, message: text, hint } });
    else output.streams.stderr.write(`${printable([text, hint].filter(Boolean).join(' '))}\n`);
    return { state: 'failed', failed: 0 };
  }
  await conclude(plan, output);
  return plan.end;
}

const NO_PLAN = {
  end: { state: 'done', failed: 0 },
  why: undefined,
  files: 0,
  bytes: 0,
  unseen: 0,
  need: null,
} as const;

const NO_FATES: Readonly<Record<NameFate, number>> = { new: 0, numbered: 0, replaces: 0, original: 0, skipped: 0 };

async function fillPlan({ type, job, inputs, options, settings, workers, signal }: JobCall, report: PlanReport) {
  const planner = await job.plan?.();
  if (!planner) return planByCounting({ inputs, signal, report });
  const tasks = bindTasks({ ...workers, type, workers: settings.workers, signal });
  await planner.plan({ inputs, options, signal, tasks, report });
}

function reportTo(plan: Plan, output: DryRunOutput): PlanReport {
  return {
    total: ({ files, bytes }) => void Object.assign(plan, { files, bytes }),
    output: (path, fate) => {
      plan.fates[fate]++;
      if (output.json) print(output, { type: 'planned', path, fate });
      else plan.lines.push(`${printable(path)}${fate === 'new' ? '' : ` (${FATES[fate]})`}\n`);
    },
    unseen: (unseen) => void Object.assign(plan, { unseen }),
    skip: (skip, failed = false) => {
      if (!isByChoice(skip.code)) plan.end = { state: 'done-with-skips', failed: plan.end.failed + Number(failed) };
      output.run.skip(skip);
    },
    note: (note) => output.run.note(note),
    wouldFail: (why) => void Object.assign(plan, { why }),
    ask: (_option, why, grave) => (grave ? void Object.assign(plan, { why }) : output.run.note(why)),
    // The contents of archives are not needed, as nothing can be chosen here.
    holds() {},
    entry: () => 0,
    entryCount() {},
    entryFate() {},
    entryRefused() {},
    need: (folder, bytes, kind) => void Object.assign(plan, { need: { folder, bytes, kind } }),
  };
}

async function conclude(
  { lines: written, end, files, bytes, unseen, need, fates }: Plan,
  output: DryRunOutput,
): Promise<void> {
  const free = need ? ((await freeSpace(need.folder))?.bytes ?? null) : null;
  if (output.json) {
    const room = need && { bytes: need.bytes, kind: need.kind };
    return print(output, { type: 'plan', state: end.state, files, bytes, unseen, fates, need: room, free });
  }
  for (const line of written) output.streams.stdout.write(line);
  const results = fates.new + fates.numbered + fates.replaces + fates.original;
  const lines = [
    `${counted(files)}, ${formatBytes(bytes)}: would write ${counted(results)}. Nothing was written.`,
    ...(unseen > 0 ? [`${unseen} more files are looked at when the job runs.`] : []),
    ...(need && free !== null ? [roomText(need, free)] : []),
  ];
  output.streams.stderr.write(`${lines.map(printable).join('\n')}\n`);
}

const counted = (files: number) => `${files} ${files === 1 ? 'file' : 'files'}`;

function roomText({ bytes, kind }: NonNullable<Plan['need']>, free: number): string {
  const text = `Needs ${kind === 'most' ? 'up to' : 'about'} ${formatBytes(bytes)} (${formatBytes(free)} free).`;
  return bytes > free ? `${text} This probably won't fit.` : text;
}

function print({ streams }: DryRunOutput, line: object): void {
  streams.stdout.write(`${printableJson(line)}\n`);
}
