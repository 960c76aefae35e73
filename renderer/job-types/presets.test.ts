import { describe, expect, it } from 'vitest';
import type { OptionInfo } from '../../main/contract/api.ts';
import { matchPreset, type Preset } from './presets.ts';

const options: readonly OptionInfo[] = [
  { key: 'level', kind: 'number', min: 0, max: 9, default: 6 },
  { key: 'format', kind: 'choice', choices: ['zip', 'tar'], default: 'zip' },
];
const presets: readonly Preset[] = [
  { id: 'defaults', name: 'Defaults', options: {} },
  { id: 'small', name: 'Small', options: { level: 9, format: 'tar' } },
];
const match = (draft: Record<string, unknown>) => matchPreset(options, draft, presets)?.id;

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
