import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder, writeFiles } from '../temporary.ts';
import { settled, sum, tallyOfPlaywright, tallyOfVitest, tallyText } from './tally.mjs';

function written(content: unknown): string {
  const folder = temporaryFolder();
  writeFiles(folder, { 'report.json': JSON.stringify(content) });
  return join(folder, 'report.json');
}

describe('counting tests', () => {
  it("reads vitest's report, and counts a file that could not be loaded", () => {
    const file = written({
      numPassedTests: 10,
      numFailedTests: 2,
      numPendingTests: 1,
      numTodoTests: 1,
      testResults: [
        { status: 'failed', assertionResults: [] },
        { status: 'failed', assertionResults: [{}, {}] },
        { status: 'passed', assertionResults: [{}] },
      ],
    });
    expect(tallyOfVitest(file)).toEqual({ passed: 10, failed: 3, skipped: 2 });
  });

  it("reads Playwright's report, and counts errors outside of tests", () => {
    const file = written({ stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] });
    expect(tallyOfPlaywright(file)).toEqual({ passed: 6, failed: 2, skipped: 2 });
  });

  it('counts nothing where no report was written', () => {
    const file = join(temporaryFolder(), 'none.json');
    expect(tallyOfVitest(file)).toEqual({ passed: 0, failed: 0, skipped: 0 });
    expect(tallyOfPlaywright(file)).toEqual({ passed: 0, failed: 0, skipped: 0 });
  });

  it('takes a run of nothing, and a run that broke off, for a failure', () => {
    expect(settled({ passed: 0, failed: 0, skipped: 3 }, 0).failed).toBe(1);
    expect(settled({ passed: 9, failed: 0, skipped: 0 }, 1).failed).toBe(1);
    expect(settled({ passed: 9, failed: 2, skipped: 0 }, 1).failed).toBe(2);
    expect(settled({ passed: 9, failed: 0, skipped: 1 }, 0).failed).toBe(0);
  });

  it('says the sum in plain words, and what was skipped only if something was', () => {
    const tallies = [
      { passed: 1, failed: 0, skipped: 0 },
      { passed: 2, failed: 1, skipped: 0 },
    ];
    expect(tallyText(sum(tallies))).toBe('3 passed, 1 failed');
    expect(tallyText(sum([...tallies, { passed: 0, failed: 0, skipped: 4 }]))).toBe('3 passed, 1 failed, 4 skipped');
  });
});
