import { type OptionsOf, optionTable } from '../../workers/options/option-table.ts';
import { summaryTable, type TextsFor } from '../../workers/options/type-texts.ts';

export const listingOptions = optionTable({
  fileName: { kind: 'text', default: 'listing.txt', example: true },
  order: { kind: 'choice', choices: ['name', 'size'], default: 'name' },
  sizes: { kind: 'toggle', default: true },
  indent: { kind: 'number', min: 0, max: 8, default: 0, when: { sizes: [true] } },
  exclude: { kind: 'texts', default: [], flag: { short: 'x', value: 'NAME' } },
});

export type ListingOptions = OptionsOf<typeof listingOptions>;

export const listingPresets = { bySize: { order: 'size' } } satisfies Record<string, Partial<ListingOptions>>;

export const listingSummary = summaryTable([[{ text: 'order' }]]);

export type ListingTexts = TextsFor<typeof listingOptions, typeof listingPresets, typeof listingSummary>;
