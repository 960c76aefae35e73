import { join } from 'node:path';
import { expect, it } from 'vitest';
import { zipDefaults } from './options.ts';
import { separateJobs } from './separate-jobs.ts';

const at = (...parts: string[]) => join('/home/ann', ...parts);
const separate = { ...zipDefaults, perInput: true, name: 'ignored' };

it('each input is a job of its own, named after it', () => {
  const jobs = separateJobs([at('One'), at('Two')], separate);
  expect(jobs).toEqual([
    { inputs: [at('One')], options: { ...separate, name: '' } },
    { inputs: [at('Two')], options: { ...separate, name: '' } },
  ]);
});

it('all go where one job would have put them: into the folder of the first input, or into the chosen folder', () => {
  const apart = [at('a', 'One'), at('b', 'Two')];
  expect(separateJobs(apart, separate)?.map(({ options }) => options.folder)).toEqual([at('a'), at('a')]);
  const chosen = separateJobs(apart, { ...separate, folder: at('out') });
  expect(chosen?.map(({ options }) => options.folder)).toEqual([at('out'), at('out')]);
});

it.each([
  ['one archive for all', [at('One'), at('Two')], zipDefaults],
  ['a single input', [at('One')], separate],
  ['inputs of one name', [at('a', 'One'), at('b', 'one')], separate],
  ['a file and a folder that would give one name', [at('v'), at('v.txt')], separate],
  ['an archive that would have the name of an input', [at('One'), at('One.zip')], separate],
  ['very many inputs', Array.from({ length: 101 }, (_, n) => at(`${n}`)), separate],
] as const)('it stays one job for %s', (_what, inputs, options) => {
  expect(separateJobs(inputs, options)).toBeUndefined();
});
