// A job in words: its state, and the small line under its name.
import type { JobRecord, JobState, JobUndo } from '../../../main/contract/jobs.ts';
import type { Fact } from '../../components/fitting-facts.tsx';
import type { Format } from '../../format/format.ts';
import type { Words } from '../../i18n/use-words.ts';
import { retryCount, wantsPassword } from '../../stores/jobs/job-states.ts';
import type { ShownResult } from '../../stores/jobs/jobs-state.ts';
import { fractionOf } from '../../stores/jobs/overall.ts';
import { isMovable } from '../../stores/jobs/queue-order.ts';

/** "Done, 2 skipped" */
export function stateText({ t, format }: Words, result: ShownResult): string {
  const { shown, skipped, failed, undo } = result;
  if (undo) return t(undo === 'done' ? 'state.undone' : 'state.undoing');
  if (shown !== 'done' || (skipped === 0 && failed === 0)) return t(`state.${shown}`);
  if (failed === 0) return t('state.doneSkipped', { formatted: format.count(skipped) });
  if (skipped === 0) return t('state.doneFailed', { formatted: format.count(failed) });
  return t('state.doneBoth', { skipped: format.count(skipped), failed: format.count(failed) });
}

/** "42 %, 12 MB of 29 MB, 18 MB/s, 0:31 left" while it runs; "3.1 MB → 0.8 MB, 74 % less" once it is done; why, when it failed. */
export function infoFacts(words: Words, record: JobRecord, shown: JobState): readonly Fact[] {
  const { say } = words;
  if (record.undo) return numbers(undoParts(words, record.undo));
  switch (shown) {
    case 'cancelled':
    case 'interrupted':
      return stoppedFacts(words, record);
    case 'waiting':
    case 'running':
    case 'paused':
    case 'cancelling':
      if (record.startedAt === null) return numbers([inputsText(words, record)]);
      return [...numbers(progressParts(words, record, shown)), sentence(say(record.notes.at(-1)).text)];
    case 'done':
      return [...numbers(outcomeParts(words, record)), sentence(skippedText(words, record))];
    case 'failed':
      return [sentence(say(record.error).text), ...numbers([keptText(words, record)])];
  }
}

function numbers(texts: readonly string[]): readonly Fact[] {
  return texts.map((text) => ({ text }));
}

function sentence(text: string): Fact {
  return { text, isSentence: true };
}

/** "Stopped when you quit Dropmill. · 51 of 120 files · 51 results kept" */
function stoppedFacts(words: Words, record: JobRecord): readonly Fact[] {
  const { t, format, say } = words;
  const { filesKept = 0, filesTotal, totalFinal } = record.progress;
  const files = { count: filesTotal, formatted: format.count(filesTotal), done: format.count(filesKept) };
  const far = filesKept > 0 && totalFinal ? t('job.doneOf', files) : '';
  const kept = keptText(words, record);
  return [sentence(say(record.stopped).text), ...numbers([far || kept ? far : inputsText(words, record), kept])];
}

/** "51 results kept" */
function keptText({ t, format }: Words, { made = 0, undo }: JobRecord): string {
  return made > 0 && !undo ? t('job.kept', { count: made, formatted: format.count(made) }) : '';
}

/** What a press on the button of an ended row does: goes on with it, or runs it again from the beginning. */
export function retryText({ t, format }: Words, record: JobRecord): string {
  const { continues, state } = record;
  const count = retryCount(record);
  if (count > 0) return t('job.retryCount', { count, formatted: format.count(count) });
  if (!continues) {
    if (state === 'failed') return t('job.retry');
    return t(state === 'interrupted' ? 'job.startOver' : 'job.again');
  }
  const { left } = continues;
  return left === null ? t('job.continue') : t('job.continueLeft', { count: left, formatted: format.count(left) });
}

/** What opens the review of a job again is called by what is to be done there. */
export function reviewText({ t }: Words, record: JobRecord): string {
  if (isMovable(record)) return t('job.edit');
  return t(wantsPassword(record) ? 'job.enterPassword' : 'job.runAgain');
}

/** "12 items", until their files are counted. Of a single one, its name says all that is known. */
function inputsText({ t, format }: Words, { inputCount, progress }: JobRecord): string {
  if (inputCount === 1 || progress.totalFinal) return '';
  return t('job.inputs', { count: inputCount, formatted: format.count(inputCount) });
}

function progressParts({ t, format }: Words, record: JobRecord, shown: JobState): string[] {
  const { progress } = record;
  const fraction = fractionOf(record);
  const moving = shown === 'running';
  if (fraction === null) {
    if (progress.filesTotal === 0) return [];
    const files = t('job.files', { count: progress.filesTotal, formatted: format.count(progress.filesTotal) });
    return [t('job.counting', { files, bytes: format.bytes(progress.bytesTotal) })];
  }
  return [
    format.percent(fraction),
    t('job.of', { done: format.bytes(progress.bytesDone), total: format.bytes(progress.bytesTotal) }),
    moving && progress.bytesPerSecond ? format.speed(progress.bytesPerSecond) : '',
    moving && progress.secondsLeft !== null ? t('job.left', { time: format.clock(progress.secondsLeft) }) : '',
  ];
}

function outcomeParts(words: Words, { outcome, startedAt, endedAt }: JobRecord): string[] {
  const { t, format } = words;
  if (!outcome) return [];
  const { bytesIn, bytesOut } = outcome;
  const sizes = t('job.sizes', { before: format.bytes(bytesIn), after: format.bytes(bytesOut) });
  const seconds = startedAt !== null && endedAt !== null ? (endedAt - startedAt) / 1000 : 0;
  const time = seconds >= 1 ? t('job.in', { time: format.clock(seconds) }) : '';
  return [sizes, changeText(words, bytesIn, bytesOut), time];
}

/** "12 results to the trash · 12 originals back · 1 left as it is" */
export function undoParts({ t, format }: Words, { removed, restored, leftCount }: JobUndo): string[] {
  const part = (key: 'removed' | 'restored' | 'left', count: number) =>
    count > 0 ? t(`results.${key}`, { count, formatted: format.count(count) }) : '';
  return [part('removed', removed), part('restored', restored), part('left', leftCount)];
}

/** How a row's state is coloured: as good, as asking for a person, as bad, or not at all. */
export type Look = 'good' | 'care' | 'bad' | 'busy' | 'calm';

export function lookOf({ shown, problems, failed, undo }: ShownResult): Look {
  if (undo) return 'calm';
  switch (shown) {
    case 'done':
      return problems + failed > 0 ? 'care' : 'good';
    case 'failed':
      return 'bad';
    case 'interrupted':
      return 'care';
    case 'running':
      return 'busy';
    case 'waiting':
    case 'paused':
    case 'cancelling':
    case 'cancelled':
      return 'calm';
  }
}

/** The first of what was skipped, by name: "secret.key: Permission denied." */
function skippedText({ t, format, say }: Words, { skipped, skippedCount }: JobRecord): string {
  const [first] = skipped;
  if (!first) return '';
  const text = t('job.skipped', { name: first.path.split(/[/\\]/).at(-1) ?? '', reason: say(first).text });
  const rest = skippedCount - 1;
  if (rest === 0) return text;
  return t('job.andMore', { count: rest, text: withoutStop(text), formatted: format.count(rest) });
}

/** "74 % less"; nothing where there is nothing to compare, nor for the wrapping around a few bytes. */
export function changeText({ t, format }: Words, bytesIn: number, bytesOut: number): string {
  if (bytesIn <= 0 || bytesOut <= 0) return '';
  const change = Math.abs(bytesIn - bytesOut) / bytesIn;
  if (change < 0.005 || change > 1) return '';
  const percent = format.percent(change);
  return bytesOut < bytesIn ? t('job.less', { percent }) : t('job.more', { percent });
}

/** A sentence that goes on. */
function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '');
}

/** The row's title; "a.jpg + 1,199" with its number as the user's system writes it. */
export function titleText(format: Format, { title, inputCount }: Pick<JobRecord, 'title' | 'inputCount'>): string {
  const end = ` + ${inputCount - 1}`;
  return title.endsWith(end) ? `${title.slice(0, -end.length)} + ${format.count(inputCount - 1)}` : title;
}

/** "Holiday": what was dropped, where the title does not say it. */
export function sourceText({ format }: Words, { origin, inputCount, title }: JobRecord): string {
  const from = origin === undefined ? '' : inputCount > 1 ? `${origin} + ${format.count(inputCount - 1)}` : origin;
  return from === titleText(format, { title, inputCount }) ? '' : from;
}

/** "120 files", once they are counted. */
export function filesText(words: Words, record: JobRecord): string {
  const { inputCount, progress } = record;
  const count = progress.filesTotal;
  // "a.jpg + 119" says it of 120 files, as does the name of one.
  const isSaid = count === inputCount && (count === 1 || sourceText(words, record) !== '');
  if (!progress.totalFinal || count === 0 || isSaid) return '';
  return words.t('job.files', { count, formatted: words.format.count(count) });
}

/** The end of a path, which tells places apart: "Pictures/Holiday (resized)". */
export function placeText(place: string): string {
  return placeParts(place).join('/');
}

/** The last folder of a path, and the one that it is in, which may be shortened: "Pictures" and "Holiday (resized)". */
export function placeParts(place: string): [string, string] | [string] {
  const parts = place.split(/[/\\]/).filter((part) => part !== '');
  const [parent, last] = parts.slice(-2);
  return parts.length > 2 && parent !== undefined && last !== undefined ? [parent, last] : [place];
}
