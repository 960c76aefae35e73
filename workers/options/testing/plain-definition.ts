// A job type with an option table and nothing to say, for tests.
import type { JobDefinition } from '../../jobs/job-type.ts';
import type { OptionsOf, OptionTable } from '../option-table.ts';
import type { TypeTexts } from '../type-texts.ts';

export function plainDefinition<const T extends OptionTable>(type: string, options: T): JobDefinition<OptionsOf<T>> {
  const titles = Object.keys(options).map((key) => [key, { title: key }] as const);
  const texts: TypeTexts = {
    name: type,
    drop: type,
    accepts: '',
    command: '',
    output: '',
    launcher: { title: type, comment: '' },
    groups: {},
    presets: {},
    summary: {},
    options: Object.fromEntries(titles),
  };
  return {
    type,
    icon: '',
    place: 1,
    accepts: 'anything',
    offered: { categories: [], mimes: [], classes: [], utis: [] },
    chains: false,
    options,
    presets: {},
    summary: [],
    texts: async () => ({ texts }),
    title: () => type,
  };
}
