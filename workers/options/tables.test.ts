// What the compiler cannot see about the tables of the job types.
import { describe, expect, it } from 'vitest';
import { flagsOf } from '../cli/flags/flags.ts';
import { frameOptions } from '../cli/frame.ts';
import type { JobRegistry } from '../jobs/job-type.ts';
import * as jobTypes from '../jobs/registry.ts';
import { LANGUAGES } from '../messages/languages.ts';
import { defaultsOf } from './option-table.ts';
import { optionsSchema } from './options-schema.ts';

const registry: JobRegistry = jobTypes;

describe.each(Object.entries(registry))('the tables of %s', (name, { definition }) => {
  it('have defaults that the schema accepts, and presets with them', () => {
    const schema = optionsSchema(definition);
    expect(schema.parse({})).toEqual(defaultsOf(definition.options));
    for (const preset of Object.values(definition.presets)) expect(schema.parse(preset)).toMatchObject(preset);
  });

  it('are called as the registry calls the type', () => {
    expect(definition.type).toBe(name);
  });

  it('give no flag of the command line to two options', () => {
    const flags = [...flagsOf(frameOptions), ...flagsOf(definition.options)];
    const names = [
      'output',
      'o',
      ...flags.flatMap(({ name: own, short = [], aliases }) => [own, ...aliases, ...short]),
    ];
    expect(names.filter((one, index) => names.indexOf(one) !== index)).toEqual([]);
  });

  it('speak of options that there are in the line on the drop card, in every language', async () => {
    for (const language of LANGUAGES) {
      const places = Object.values((await definition.texts(language)).texts.summary).flatMap(
        (text) => text.match(/(?<=\{)\w+/g) ?? [],
      );
      expect(places.filter((key) => !Object.hasOwn(definition.options, key))).toEqual([]);
    }
    const conditions = definition.summary.flat().flatMap(({ when }) => Object.keys(when ?? {}));
    expect(conditions.filter((key) => !Object.hasOwn(definition.options, key))).toEqual([]);
  });

  it('send what is given again to an option of the same kind of values', () => {
    for (const { flag } of Object.values(definition.options)) {
      const overflow = flag?.overflow;
      if (overflow !== undefined) expect(['numbers', 'choices']).toContain(definition.options[overflow]?.kind);
    }
  });
});
