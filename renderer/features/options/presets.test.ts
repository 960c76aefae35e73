import { describe, expect, it } from 'vitest';
import { typesDe } from '../../i18n/job-types-de.ts';
import { typesEn } from '../../i18n/job-types-en.ts';
import { matchPreset, type Preset, readyMade } from './presets.ts';
import { fieldsOf } from './schema.ts';

const fields = fieldsOf({
  properties: {
    level: { type: 'integer', minimum: 0, maximum: 9, default: 6 },
    format: { enum: ['zip', 'tar'], default: 'zip' },
  },
});
const presets: readonly Preset[] = [
  { id: 'defaults', name: 'Defaults', options: {} },
  { id: 'small', name: 'Small', options: { level: 9, format: 'tar' } },
];
const match = (draft: Record<string, unknown>) => matchPreset(fields, draft, presets)?.id;

describe('the preset of a draft', () => {
  it('is found by its options, in whatever order they were chosen', () => {
    expect(match({ format: 'tar', level: 9 })).toBe('small');
  });

  it('is the defaults when what was chosen is the default', () => {
    expect(match({})).toBe('defaults');
    expect(match({ level: 6, format: 'zip' })).toBe('defaults');
  });

  it('is none when one option differs', () => {
    expect(match({ format: 'tar', level: 8 })).toBeUndefined();
  });
});

it('every ready-made preset has a name in both languages', () => {
  for (const types of [typesEn, typesDe]) {
    expect(readyMade('zip', types.zip?.presets ?? {}).map((preset) => preset.id)).toEqual(['fast', 'backup', 'clean']);
    expect(readyMade('resize', types.resize?.presets ?? {})).toHaveLength(4);
  }
});
