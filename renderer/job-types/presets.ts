// Named sets of options: some ready-made, the user's own beside them.
import type { JobTypeInfo, OptionInfo, TypeTexts } from '../../main/contract/api.ts';
import { chosen, type Values } from './option-values.ts';

export interface Preset {
  readonly id: string;
  readonly name: string;
  /** What differs from the defaults. */
  readonly options: Values;
}

/** The plain defaults, as the first of the presets. */
export const DEFAULTS = 'defaults';

export function readyMade(presets: JobTypeInfo['presets'], texts: TypeTexts): readonly Preset[] {
  return Object.entries(presets).map(([id, options]) => ({
    id,
    name: texts.presets[id] ?? id,
    options: { ...options },
  }));
}

/** The preset that the draft is, if it is one. */
export function matchPreset(
  options: readonly OptionInfo[],
  draft: Values,
  presets: readonly Preset[],
): Preset | undefined {
  const wanted = fingerprint(options, draft);
  return presets.find((preset) => fingerprint(options, preset.options) === wanted);
}

/** The same text for the same options, in whatever order they were chosen. */
function fingerprint(options: readonly OptionInfo[], values: Values): string {
  return JSON.stringify(Object.entries(chosen(options, values)).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
