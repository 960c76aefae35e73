import i18next from 'i18next';
import { beforeEach, describe, expect, it } from 'vitest';
import type { JobRecord, JobState } from '../../../main/contract/jobs.ts';
import type { Message } from '../../../main/contract/result.ts';
import { messages } from '../../../workers/messages/en/messages.ts';
import { wordWith } from '../../../workers/messages/word.ts';
import { formatFor } from '../../format/format.ts';
import { setUpTexts } from '../../i18n/index.ts';
import { resultOf } from '../../stores/jobs/jobs-state.ts';
import { sampleRecord } from '../../stores/jobs/sample-record.ts';
import { filesText, infoFacts, lookOf, placeText, sourceText, stateText } from './job-texts.ts';

const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');
let format = formatFor('en');
const word = wordWith(messages, { locale: 'en', number: String, bytes: String });
const words = () => ({
  language: 'en' as const,
  t: i18next.t,
  format,
  say: (message: Message | null | undefined) => (message ? word(message) : { text: '', hint: '' }),
});

function state(over: Partial<JobRecord>, shown: JobState): string {
  return stateText(words(), resultOf(sampleRecord({ id: 'a', ...over }), shown));
}

function info(over: Partial<JobRecord>, shown: JobState): string {
  const facts = infoFacts(words(), sampleRecord({ id: 'a', startedAt: 1, ...over, state: shown }), shown);
  return plain(format.list(facts.map(({ text }) => text)));
}

const outcome = { outputs: 1, entries: 3, failed: 0, bytesIn: 3_100_000, bytesOut: 800_000 };
const undone = { state: 'done', total: 3, removed: 3, restored: 0, left: [], leftCount: 0 } as const;
const progress = {
  filesDone: 1,
  filesKept: 1,
  filesTotal: 1234,
  bytesDone: 42,
  bytesTotal: 100,
  totalFinal: true,
  bytesPerSecond: 18_000_000,
  secondsLeft: 31,
  current: 'a.txt',
};

describe('the route', () => {
  const route = (over: Partial<JobRecord>) => {
    const record = sampleRecord({ id: 'a', ...over });
    return [sourceText(words(), record), filesText(words(), record)].filter(Boolean).join(', ');
  };
  const counted = { ...progress, filesTotal: 1200 };

  it('tells what was dropped, where the title does not, and how much it is', () => {
    setUpTexts('en-GB');
    format = formatFor('en');
    expect(route({ title: 'Holiday', origin: 'Holiday', progress: counted })).toBe('1,200 files');
    expect(route({ title: 'Holiday.zip', origin: 'Holiday', progress: counted })).toBe('Holiday, 1,200 files');
    expect(route({ title: 'x.zip', origin: 'a.jpg', inputCount: 1200, progress })).toBe('a.jpg + 1,199, 1,234 files');
    expect(route({ title: 'x.zip', origin: 'a.jpg', inputCount: 1200, progress: counted })).toBe('a.jpg + 1,199');
    expect(route({ title: 'a.jpg + 1199', origin: 'a.jpg', inputCount: 1200, progress: counted })).toBe('1,200 files');
    expect(route({ title: 'a.jpg', origin: 'a.jpg', progress: { ...progress, filesTotal: 1 } })).toBe('');
    expect(route({ title: 'Empty', origin: 'Empty', progress: { ...progress, filesTotal: 0 } })).toBe('');
    expect(route({ title: 'Holiday', progress: { ...progress, totalFinal: false } })).toBe('');
  });

  it('tells a place by its end', () => {
    expect(placeText('/home/ann/Pictures/Holiday (resized)')).toBe('Pictures/Holiday (resized)');
    expect(placeText('C:\\Users\\Ann\\Out')).toBe('Ann/Out');
    expect(placeText('/out')).toBe('/out');
  });
});

describe('in English', () => {
  beforeEach(() => {
    setUpTexts('en-GB');
    format = formatFor('en');
  });

  it('a job is done, or done with what was skipped and failed', () => {
    expect(state({}, 'done')).toBe('Done');
    expect(state({ skippedCount: 2 }, 'done')).toBe('Done, 2 skipped');
    expect(state({ outcome: { ...outcome, failed: 1 } }, 'done')).toBe('Done, 1 failed');
    expect(state({ skippedCount: 2, outcome: { ...outcome, failed: 1 } }, 'done')).toBe('Done, 1 failed, 2 skipped');
    expect(state({ skippedCount: 2 }, 'cancelling')).toBe('Cancelling…');
  });

  it('only what somebody has to look after asks for care', () => {
    const look = (over: Partial<JobRecord>, shown: JobState = 'done') =>
      lookOf(resultOf(sampleRecord({ id: 'a', ...over }), shown));
    expect(look({})).toBe('good');
    expect(look({ skippedCount: 2, problemCount: 0 })).toBe('good');
    expect(look({ skippedCount: 2, problemCount: 1 })).toBe('care');
    expect(look({ outcome: { ...outcome, failed: 1 } })).toBe('care');
    expect(look({ outcome: { ...outcome, failed: 1 }, undo: undone })).toBe('calm');
    expect(look({}, 'failed')).toBe('bad');
    expect(look({}, 'cancelled')).toBe('calm');
  });

  it('what was undone says so, whatever it was before', () => {
    expect(state({ undo: undone }, 'cancelled')).toBe('Undone');
    expect(info({ undo: undone, error: { code: 'ENOSPC' } }, 'failed')).toBe('Moved 3 results to the trash');
  });

  it('a running job tells how far, how fast and how long', () => {
    expect(info({ progress }, 'running')).toBe('42% · 42 bytes of 100 bytes · 18 MB/s · 0:31 left');
  });

  it('a paused job has no speed and no time left', () => {
    expect(info({ progress }, 'paused')).toBe('42% · 42 bytes of 100 bytes');
  });

  it('while the total is not known, it counts', () => {
    expect(info({ progress: { ...progress, totalFinal: false } }, 'running')).toBe('Counting: 1,234 files, 100 bytes');
  });

  it('a job that is done tells the sizes and what was saved', () => {
    const times = { startedAt: 0, endedAt: 42_000 };
    expect(info({ outcome, ...times }, 'done')).toBe('3.1 MB → 800 kB · 74% less · in 0:42');
    expect(info({ outcome: { ...outcome, bytesOut: 6_200_000 } }, 'done')).toBe('3.1 MB → 6.2 MB · 100% more');
    expect(info({ outcome: { ...outcome, bytesOut: 3_099_999 } }, 'done')).toBe('3.1 MB → 3.1 MB');
  });

  it('what was skipped is named, the first of several', () => {
    const skipped = [{ path: '/srv/secret.key', code: 'EACCES' } as const];
    expect(info({ outcome, skipped, skippedCount: 1 }, 'done')).toBe(
      '3.1 MB → 800 kB · 74% less · secret.key: Permission denied.',
    );
    expect(info({ outcome, skipped, skippedCount: 1200 }, 'done')).toMatch(
      /secret\.key: Permission denied, and 1,199 more$/,
    );
  });

  it('a failed job tells why', () => {
    expect(info({ error: { code: 'ENOSPC' } }, 'failed')).toBe('The disk is full.');
  });
});

it('in German, everything is German', () => {
  setUpTexts('de-DE');
  format = formatFor('de-DE');
  expect(state({ skippedCount: 2 }, 'done')).toBe('Fertig, 2 übersprungen');
  expect(info({ progress }, 'running')).toBe('42 % · 42 Byte von 100 Byte · 18 MB/s · noch 0:31');
  expect(info({ inputCount: 1, startedAt: null }, 'waiting')).toBe('');
  expect(info({ inputCount: 1200, startedAt: null }, 'waiting')).toBe('1.200 Elemente');
});
