// Makes the zod schema of a job type's options from its table. Main checks with it what the window sends.
import { z } from 'zod';
import type { JobDefinition } from '../jobs/job-type.ts';
import type { Option } from './option-table.ts';

/** Checks the kinds and bounds of the values. An absent option gets its default, and an unknown one is dropped. */
export function optionsSchema<Options>({ options }: Pick<JobDefinition<Options>, 'options'>): z.ZodType<Options> {
  const shape = Object.entries(options).map(([key, option]) => [key, schemaOf(option).default(option.default)]);
  return z.object(Object.fromEntries(shape)) as unknown as z.ZodType<Options>;
}

function schemaOf(option: Option): z.ZodType {
  switch (option.kind) {
    case 'toggle':
      return z.boolean();
    case 'choice':
      return z.enum(option.choices);
    case 'choices':
      return z.array(z.enum(option.choices));
    case 'number': {
      const number = z
        .int()
        .min(option.min)
        .max(option.max ?? Number.MAX_SAFE_INTEGER);
      return option.nullable ? number.nullable() : number;
    }
    case 'text':
      return z.string();
    case 'texts':
      return z.array(z.string());
    case 'numbers':
      return z.array(z.int().min(option.min).max(option.max)).max(option.maxCount);
  }
}
