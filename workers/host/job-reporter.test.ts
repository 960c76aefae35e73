import { describe, expect, it } from 'vitest';
import { JobReporter } from './job-reporter.ts';

function reporter() {
  let now = 0;
  const folders: string[] = [];
  const report = new JobReporter(
    'a',
    () => now,
    (folder) => folders.push(folder),
  );
  return { report, folders, at: (time: number) => (now = time) };
}

describe('JobReporter', () => {
  it('has nothing to say when nothing changed', () => {
    const { report } = reporter();
    report.takeMessage();
    expect(report.takeMessage()).toBeUndefined();
    report.advance({ files: 1 });
    expect(report.takeMessage()).toBeDefined();
  });

  it('tells speed and time left once there is enough to tell from', () => {
    const { report, at } = reporter();
    report.total({ files: 1, bytes: 10_000, final: true });
    report.advance({ bytes: 100 });
    at(100);
    expect(report.takeMessage()?.progress).toMatchObject({ bytesPerSecond: null, secondsLeft: null });
    at(1_000);
    report.advance({ bytes: 1_900 });
    expect(report.takeMessage()?.progress).toMatchObject({ bytesPerSecond: 2_000, secondsLeft: 4 });
  });

  it('does not count a pause, nor what an earlier start has done', () => {
    const { report, at } = reporter();
    report.total({ files: 9, bytes: 1_000_000, final: true });
    report.advance({ bytes: 500_000, isEarlier: true });
    at(1_000);
    report.advance({ bytes: 2_000 });
    expect(report.takeMessage()?.progress).toMatchObject({ bytesDone: 502_000, bytesPerSecond: 2_000 });
    at(600_000);
    report.resumed();
    at(601_000);
    report.advance({ bytes: 8_000 });
    expect(report.takeMessage()?.progress).toMatchObject({
      bytesDone: 510_000,
      bytesPerSecond: 8_000,
      secondsLeft: 61.25,
    });
  });

  it('promises no end while the total still grows', () => {
    const { report, at } = reporter();
    report.total({ files: 1, bytes: 10_000, final: false });
    at(2_000);
    report.advance({ bytes: 5_000 });
    expect(report.takeMessage()?.progress.secondsLeft).toBeNull();
  });

  it('never shows more done than there is', () => {
    const { report } = reporter();
    report.total({ files: 1, bytes: 10, final: true });
    report.advance({ bytes: 25, files: 2 });
    expect(report.takeMessage()?.progress).toMatchObject({ bytesDone: 10, filesDone: 1 });
  });

  it('counts all skipped inputs, names the first hundred, and each once', () => {
    const { report } = reporter();
    for (let n = 0; n < 250; n++) report.skip({ path: `/in/${n}`, code: 'GONE' });
    expect(report.takeMessage()).toMatchObject({ skippedCount: 250, skipped: { length: 100 } });
    report.advance({ files: 1 });
    expect(report.takeMessage()).toMatchObject({ skippedCount: 250, skipped: [] });
  });

  it('counts those of the skipped that somebody has to look after', () => {
    const { report } = reporter();
    for (const code of ['NO_PICTURE', 'EACCES', 'RESULTS_FOLDER', 'LARGER_RESULT', 'GONE'] as const) {
      report.skip({ path: `/in/${code}`, code });
    }
    expect(report.takeMessage()).toMatchObject({ skippedCount: 5, problemCount: 2 });
  });

  it('tells each folder once', () => {
    const { report, folders } = reporter();
    for (const folder of ['/a', '/b', '/a']) report.writesTo(folder);
    expect(folders).toEqual(['/a', '/b']);
  });
});
