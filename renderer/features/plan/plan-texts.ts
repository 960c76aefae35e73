// A plan in words.
import type { ContentsCounts, JobPlan, NameFate } from '../../../main/contract/plan.ts';
import type { Words } from '../../i18n/use-words.ts';

/** Fates that deserve a word, the graver ones first. */
const LISTED_FATES = ['original', 'replaces', 'numbered', 'skipped'] as const satisfies readonly NameFate[];

export interface PlanFact {
  readonly text: string;
  readonly warns: boolean;
  /** It stands where another one will. */
  readonly isComing?: boolean;
}

/** "42 files, 131 MB", also while they are being counted. */
export function countText({ t, format }: Words, { files, bytes, counted }: JobPlan): string {
  const filesText = t('job.files', { count: files, formatted: format.count(files) });
  return counted
    ? format.list([filesText, format.bytes(bytes)])
    : t('job.counting', { files: filesText, bytes: format.bytes(bytes) });
}

/** "Writes 40 files to", before the folder. Some of many are looked into when the job runs only. */
export function writesText({ t, format }: Words, plan: JobPlan): string {
  const count = writtenCount(plan) + plan.unseen;
  const formatted = format.count(count);
  return plan.unseen > 0 ? t('plan.writesUpTo', { formatted }) : t('plan.writes', { count, formatted });
}

/** What deserves a line before the start, in order. */
export function planFacts(words: Words, plan: JobPlan): readonly PlanFact[] {
  const { t, format, say } = words;
  const fates = LISTED_FATES.filter((fate) => plan.fates[fate] > 0).map((fate) => {
    const count = plan.fates[fate];
    return { text: t(`plan.fates.${fate}`, { count, formatted: format.count(count) }), warns: fate === 'replaces' };
  });
  const unseen = t('plan.unseen', { count: plan.unseen, formatted: format.count(plan.unseen) });
  return [
    ...roomFact(words, plan),
    ...fates,
    ...(plan.unseen > 0 ? [{ text: unseen, warns: false }] : []),
    ...plan.notes.map((note) => ({ text: say(note).text, warns: false })),
  ];
}

function roomFact({ t, format }: Words, { need, free, counted, complete, folder }: JobPlan): readonly PlanFact[] {
  if (!counted) return [];
  if (!need && folder !== null && !complete) return [{ text: t('plan.room.coming'), warns: false, isComing: true }];
  if (!need || free === null) return [];
  const amounts = { need: format.bytes(need.bytes), free: format.bytes(free) };
  const warns = need.bytes > free;
  return [{ text: t(`plan.room.${need.kind}${warns ? 'Short' : ''}`, amounts), warns }];
}

/** The plan as it is with what was chosen of the inputs' entries. */
export function withChoice(plan: JobPlan, counts: ContentsCounts | null): JobPlan {
  if (!plan.contents || !counts) return plan;
  const { files, bytes, fates } = counts;
  return { ...plan, files, bytes, fates, need: plan.need && { ...plan.need, bytes, outputs: bytes } };
}

/** How many outputs are written. */
export function writtenCount({ fates }: JobPlan): number {
  return fates.new + fates.numbered + fates.replaces + fates.original;
}
