// Made-up jobs for the development page.
import type { JobRecord, JobState } from '../../main/contract/jobs.ts';
import { sampleRecord } from '../stores/jobs/sample-record.ts';

const MINUTE = 60_000;
const outcome = (bytesIn: number, bytesOut: number, failed = 0) => ({
  outputs: 1,
  entries: 12,
  failed,
  bytesIn,
  bytesOut,
});

function going(id: string, state: JobState, done: number, total: number, more: Partial<JobRecord> = {}): JobRecord {
  const blank = sampleRecord({ id });
  return {
    ...blank,
    state,
    startedAt: Date.now() - 30_000,
    progress: {
      ...blank.progress,
      filesTotal: 1234,
      bytesDone: done,
      bytesTotal: total,
      totalFinal: true,
      bytesPerSecond: state === 'running' ? 2.4e6 : null,
      secondsLeft: state === 'running' ? (total - done) / 2.4e6 : null,
    },
    ...more,
  };
}

function ended(id: string, state: JobState, more: Partial<JobRecord>): JobRecord {
  return { ...going(id, state, 3.1e6, 3.1e6), endedAt: Date.now() - MINUTE, ...more };
}

const states = (): JobRecord[] => [
  { ...sampleRecord({ id: 'w', title: 'Music library.zip', inputCount: 3 }) },
  going('c', 'running', 4e8, 9e8, {
    title: 'Everything from the old computer.zip',
    progress: { ...going('c', 'running', 0, 84e6).progress, totalFinal: false, bytesPerSecond: 0 },
  }),
  going('r', 'running', 4e8, 9e8, { title: 'Holiday photos.zip' }),
  going('rr', 'running', 9e7, 3e8, { title: 'IMG_2041.jpg + 411', type: 'resize', inputCount: 412 }),
  going('p', 'paused', 2e8, 9e8, { title: 'Backup 2026-11-20.zip' }),
  going('x', 'cancelling', 5e8, 9e8, { title: 'Videos.zip' }),
  ended('d', 'done', { title: 'Letters.zip', outcome: outcome(3.1e6, 0.8e6) }),
  ended('s', 'done', {
    title: 'IMG_0001.jpg + 119',
    type: 'resize',
    outcome: outcome(412e6, 38e6, 1),
    skippedCount: 2,
    skipped: [
      { path: '/home/me/Pictures/notes.txt', code: 'EISDIR' },
      { path: '/home/me/Pictures/private/scan.png', code: 'EACCES' },
    ],
    notes: [{ code: 'MAYBE_NO_ROOM' }],
  }),
  ended('s2', 'done', {
    title: 'Project.zip',
    outcome: outcome(12e6, 3e6),
    skippedCount: 1,
    skipped: [{ path: '/srv/secret.key', code: 'EACCES' }],
  }),
  ended('f', 'failed', {
    title: 'Archive of a project with a very long name that nobody would want to type twice in one day.zip',
    error: { code: 'ENOSPC' },
  }),
  ended('k', 'cancelled', { title: 'Downloads.zip', inputCount: 17 }),
];

const many = (): JobRecord[] =>
  Array.from({ length: 200 }, (_, index) => {
    const type = index % 3 === 0 ? 'resize' : 'zip';
    const title = type === 'zip' ? `Folder ${index}.zip` : `IMG_${1000 + index}.jpg + ${index}`;
    if (index % 5 === 4) return ended(`m${index}`, 'done', { title, type, outcome: outcome(9e6, 2e6) });
    return going(`m${index}`, 'running', index * 1e6, 4e8, { title, type });
  });

/** The jobs of a scene, the first on top. */
export function scene(name: string): JobRecord[] {
  const jobs = name === 'many' ? many() : name === 'states' ? states() : name === 'few' ? states().slice(2, 4) : [];
  return jobs.map((job, index) => ({ ...job, submittedAt: Date.now() - 2 * MINUTE - index }));
}
