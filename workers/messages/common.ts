// The texts that all job types and the app itself share.
import type { CatalogueLoaders } from './message.ts';

export const commonMessages: CatalogueLoaders = {
  en: () => import('./en.ts'),
  de: () => import('./de.ts'),
  fr: () => import('./fr.ts'),
  es: () => import('./es.ts'),
};
