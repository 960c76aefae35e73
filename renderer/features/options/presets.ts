// Named sets of options: some ready-made, the user's own beside them.
import type { Json } from './json-schema.ts';
import type { Field } from './schema.ts';
import { chosen } from './values.ts';

export interface Preset {
  readonly id: string;
  readonly name: string;
  /** What differs from the defaults. */
  readonly options: Json;
}

/** Ready-made ones; their names are in the type's texts, by id. */
const READY_MADE: Readonly<Record<string, Readonly<Record<string, Json>>>> = {
  zip: {
    fast: { level: 1 },
    backup: { level: 9, verify: 'full' },
    clean: { leaveOut: ['hidden', 'junk', 'node_modules', '.git'] },
  },
  resize: {
    web: { mode: 'long-edge', width: 1600, format: 'jpeg', metadata: 'none' },
    email: { mode: 'long-edge', width: 1600, format: 'jpeg', maxBytes: 1_000_000 },
    thumbnails: {
      mode: 'fill',
      width: 320,
      height: 320,
      format: 'jpeg',
      destination: 'subfolder',
      subfolder: 'thumbnails',
    },
    webp: { format: 'webp' },
  },
};

/** The plain defaults, as the first of the presets. */
export const DEFAULTS = 'defaults';

/** @param names the ready-made ones' names by id; one without a name is not offered */
export function readyMade(type: string, names: Readonly<Record<string, string>>): readonly Preset[] {
  return Object.entries(READY_MADE[type] ?? {}).flatMap(([id, options]) => {
    const name = names[id];
    return name === undefined ? [] : [{ id, name, options }];
  });
}

/** The preset that the draft is, if it is one. */
export function matchPreset(fields: readonly Field[], draft: Json, presets: readonly Preset[]): Preset | undefined {
  const wanted = fingerprint(fields, draft);
  return presets.find((preset) => fingerprint(fields, preset.options) === wanted);
}

/** The same text for the same options, in whatever order they were chosen. */
function fingerprint(fields: readonly Field[], options: Json): string {
  return JSON.stringify(Object.entries(chosen(fields, options)).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
