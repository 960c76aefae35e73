// The texts that all job types and the app itself share.
import type { CatalogueLoader } from './message.ts';

export const commonMessages: CatalogueLoader = (language) => import(`./${language}/messages.ts`);
