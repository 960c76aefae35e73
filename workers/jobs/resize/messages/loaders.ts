// Loads the messages that only this job type has, in each language.
import type { CatalogueLoaders } from '../../../messages/message.ts';

export const resizeMessages: CatalogueLoaders = {
  en: () => import('./en.ts'),
  de: () => import('./de.ts'),
  fr: () => import('./fr.ts'),
  es: () => import('./es.ts'),
};
