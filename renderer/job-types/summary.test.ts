import { describe, expect, it } from 'vitest';
import type { OptionInfo, SummaryTable, TypeTexts } from '../../main/contract/api.ts';
import { summaryOf } from './summary.ts';

const options: readonly OptionInfo[] = [
  { key: 'format', kind: 'choice', choices: ['zip', 'tar'], labels: { zip: 'Zip' }, default: 'zip' },
  { key: 'level', kind: 'number', min: 0, max: 9, default: 6, named: { balanced: 6 } },
  { key: 'folder', kind: 'text', format: 'folder', default: '' },
  { key: 'limit', kind: 'number', min: 1, default: 1, unit: 'kB', factor: 1000 },
  { key: 'widths', kind: 'numbers', min: 1, max: 9000, maxCount: 9, default: [] },
];
const summary: SummaryTable = [
  [{ text: 'format' }],
  [{ text: null, when: { format: ['tar'] } }, { text: 'level' }],
  [{ text: null, when: { folder: [''] } }, { text: 'folder' }],
  [{ text: null, when: { widths: [undefined, []] } }, { text: 'widths' }],
];
const texts = {
  summary: {
    format: '{format}',
    level: 'Level {level}',
    folder: 'In {folder}, {unknown}',
    widths: '{widths} px, at most {limit}',
  },
  options: {
    format: { title: 'Format', choices: { tar: 'Tar archive' } },
    level: { title: 'Level', choices: { balanced: 'Balanced' } },
  },
} as unknown as TypeTexts;
const of = (values: Record<string, unknown>) =>
  summaryOf(
    { summary, options },
    { texts, values, folderNames: { 'id-1': 'Photos' }, bytes: (value) => `${value / 1000} kB` },
  );

describe('the line on the drop card', () => {
  it('has the first wording of each part whose condition holds, with values in words', () => {
    expect(of({ format: 'zip', level: 6, folder: '' })).toEqual(['Zip', 'Level Balanced']);
    expect(of({ format: 'tar', level: 6, folder: '' })).toEqual(['Tar archive']);
    expect(of({ format: 'zip', level: 4, folder: '' })).toEqual(['Zip', 'Level 4']);
  });

  it('names a folder, whose value is an id, and leaves what is no option as it is', () => {
    expect(of({ format: 'tar', level: 6, folder: 'id-1' })).toEqual(['Tar archive', 'In Photos, {unknown}']);
  });

  it('writes sizes as sizes, and several values as a list', () => {
    const values = { format: 'tar', level: 6, folder: '', widths: [640, 1280], limit: 500_000 };
    expect(of(values)).toEqual(['Tar archive', '640, 1280 px, at most 500 kB']);
  });
});
