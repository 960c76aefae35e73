import { describe, expect, it } from 'vitest';
import { emptyProgress } from '../workers/protocol.ts';
import type { JobRecord, JobState } from './contract/jobs.ts';
import { newRecord } from './jobs/job-record.ts';
import { endOfQueue, overallProgress, taskbar, windowTitle } from './queue-summary.ts';
import { createTexts } from './texts/texts.ts';

function job(state: JobState, bytesDone = 0, bytesTotal = 0): JobRecord {
  const record = newRecord({ id: 'a', type: 'zip', inputs: ['/a'], options: {} }, 'a.zip', 0, 1);
  return { ...record, state, progress: { ...emptyProgress, bytesDone, bytesTotal } };
}

describe('the queue', () => {
  it('is as far as its bytes are, whatever the number of jobs', () => {
    expect(overallProgress([job('running', 90, 100), job('waiting', 0, 900)])).toBeCloseTo(0.09);
  });

  it('is busy without a measure while nothing is counted', () => {
    expect(overallProgress([job('running')])).toBeGreaterThan(1);
  });

  it.each([
    ['runs', [job('running', 10, 100), job('paused', 40, 100)], { progress: 0.25, mode: 'normal' }],
    ['is cancelled', [job('cancelling', 10, 100)], { progress: 0.1, mode: 'normal' }],
    ['counts', [job('running')], { progress: 2, mode: 'normal' }],
    ['is paused', [job('paused', 40, 100), job('waiting', 0, 100)], { progress: 0.2, mode: 'paused' }],
    ['is paused before anything is counted', [job('paused')], { progress: -1, mode: 'normal' }],
    ['waits', [job('waiting', 0, 100)], { progress: -1, mode: 'normal' }],
    ['is empty', [], { progress: -1, mode: 'normal' }],
  ] as const)('is on the taskbar while it %s', (_, open, shown) => {
    expect(taskbar(open)).toEqual(shown);
  });

  it('is in the title as a share that never says 100 % too early, in the language of the window', async () => {
    const { t } = await createTexts('en');
    expect(windowTitle(true, 0.999, t)).toBe('99% · Dropmill');
    expect(windowTitle(true, 0.42, (await createTexts('de')).t)).toBe('42\u00a0% · Dropmill');
    expect(windowTitle(true, 2, t)).toBe('Dropmill');
    expect(windowTitle(false, 0.5, t)).toBe('Dropmill');
  });

  it('ends with a sentence that counts what was done and what failed', async () => {
    const { t } = await createTexts('en');
    expect(endOfQueue([job('done')], t)).toBe('1 job done');
    expect(endOfQueue([job('done'), job('done'), job('failed'), job('cancelled')], t)).toBe('2 jobs done, 1 failed');
    expect(endOfQueue([job('failed')], t)).toBe('1 failed');
    const incomplete = { ...job('done'), problemCount: 2 };
    expect(endOfQueue([job('done'), incomplete], t)).toBe('1 job done, 1 with problems');
    expect(
      endOfQueue(
        Array.from({ length: 1200 }, () => job('done')),
        t,
      ),
    ).toBe('1,200 jobs done');
    expect(endOfQueue([job('cancelled')], t)).toBeUndefined();
    const { t: german } = await createTexts('de-AT');
    expect(endOfQueue([job('done'), job('done'), job('failed')], german)).toBe('2 Aufträge fertig, 1 fehlgeschlagen');
  });
});
