import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root } from '../project.mjs';
import { temporaryFolder, writeFiles } from '../temporary.ts';
import { StepTimes, slowest, testTimes, timeTable } from './times.mjs';

function written(content: unknown): string {
  const folder = temporaryFolder();
  writeFiles(folder, { 'report.json': JSON.stringify(content) });
  return join(folder, 'report.json');
}

it("reads the times of vitest's tests", () => {
  const assertionResults = [{ fullName: ' zip packs', duration: 1500 }, { fullName: 'skipped' }];
  const file = written({ testResults: [{ name: join(root, 'workers', 'zip.test.ts'), assertionResults }] });
  expect(testTimes(file)).toEqual([
    { name: `${join('workers', 'zip.test.ts')} › zip packs`, seconds: 1.5 },
    { name: `${join('workers', 'zip.test.ts')} › skipped`, seconds: 0 },
  ]);
});

it("reads the times of Playwright's tests, in groups and without", () => {
  const spec = (title: string, duration: number) => ({
    title,
    file: 'a.test.ts',
    tests: [{ results: [{ duration }] }],
  });
  const inner = { title: 'group', specs: [spec('in a group', 2000)] };
  const config = { rootDir: join(root, 'e2e') };
  const file = written({ config, suites: [{ title: 'a.test.ts', specs: [spec('alone', 500)], suites: [inner] }] });
  expect(testTimes(file)).toEqual([
    { name: `${join('e2e', 'a.test.ts')} › alone`, seconds: 0.5 },
    { name: `${join('e2e', 'a.test.ts')} › in a group`, seconds: 2 },
  ]);
});

it('knows no times where no report was written', () => {
  expect(testTimes(join(temporaryFolder(), 'none.json'))).toEqual([]);
});

it('prints the slowest first', () => {
  const tests = [1, 30, 2.25].map((seconds) => ({ name: `test of ${seconds}`, seconds }));
  expect(timeTable('slowest:', slowest(tests, 2))).toBe('slowest:\n   30.0  test of 30\n    2.3  test of 2.25');
});

it('measures a step, also one that fails', async () => {
  const times = new StepTimes();
  expect(await times.step('good', async () => 'value')).toBe('value');
  await expect(times.step('bad', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(times.steps.map(({ name }) => name)).toEqual(['good', 'bad']);
});
