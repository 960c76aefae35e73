// A third job type, as CONTRIBUTING.md has one added: a folder like those of workers/jobs, and a line in the registry.
import type { JobDefinition } from '../../workers/jobs/job-type.ts';
import { type ListingOptions, listingOptions, listingPresets, listingSummary } from './options.ts';
import { texts } from './texts.ts';

export const listingDefinition: JobDefinition<ListingOptions> = {
  type: 'listing',
  icon: 'M3 3.5h10M3 8h10M3 12.5h6',
  place: 3,
  accepts: { extensions: ['listme'], mimes: [], folders: false },
  offered: { categories: [], mimes: [], classes: [], utis: [] },
  chains: false,
  options: listingOptions,
  presets: listingPresets,
  summary: listingSummary,
  texts,
  title: (_inputs, { fileName }) => fileName,
  examples: ({ fileName }) => ({ fileName }),
};
