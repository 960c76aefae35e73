// A third job type, as CONTRIBUTING.md has one added: a folder like those of workers/jobs, and a line in the registry.
import { basename } from 'node:path';
import { z } from 'zod';
import type { JobDefinition } from '../../workers/jobs/job-type.ts';

const schema = z.object({
  fileName: z.string().min(1).default('listing.txt').meta({ title: 'File name' }),
  order: z.enum(['name', 'size']).default('name').meta({ title: 'Order' }),
  sizes: z.boolean().default(true).meta({ title: 'With sizes', description: 'In bytes.' }),
  indent: z.int().min(0).max(8).default(0).meta({ title: 'Indent' }),
  leaveOut: z.array(z.string()).default([]).meta({ title: 'Leave out' }),
});

export type ListingOptions = z.infer<typeof schema>;

export const listingDefinition: JobDefinition<ListingOptions> = {
  type: 'listing',
  label: 'List files',
  accepts: 'anything',
  schema,
  title: (inputs, { fileName }) => fileName || basename(inputs[0] ?? ''),
};
