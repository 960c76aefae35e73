// A job record for tests.
import type { JobRecord } from '../../../main/contract/jobs.ts';

/** A waiting zip job, with what is given in its place. */
export function sampleRecord(over: Partial<JobRecord> & { readonly id: string }): JobRecord {
  return {
    revision: 1,
    type: 'zip',
    title: `${over.id}.zip`,
    state: 'waiting',
    position: 0,
    submittedAt: 0,
    startedAt: null,
    endedAt: null,
    inputCount: 1,
    progress: {
      filesDone: 0,
      filesTotal: 0,
      filesKept: 0,
      bytesDone: 0,
      bytesTotal: 0,
      totalFinal: false,
      bytesPerSecond: null,
      secondsLeft: null,
      current: null,
    },
    outcome: null,
    error: null,
    skippedCount: 0,
    skipped: [],
    notes: [],
    ...over,
  };
}
