// What the window says of a job that takes the results of another.
import type { JobTypeInfo } from '../../main/contract/api.ts';
import { useWords } from '../i18n/use-words.ts';
import { useJobType, useJobTypes } from '../stores/app-store.ts';
import { useTypeTexts } from './use-type-texts.ts';

export interface ThenTexts {
  /** "Then zip the results" */
  readonly option: string;
  /** "Zip the results" */
  readonly now: string;
  readonly help: string;
  /** "then Zip" */
  readonly short: string;
}

/** The types that take the results of a type. */
export function useTakers(type: string): readonly JobTypeInfo[] {
  const types = useJobTypes();
  const chains = useJobType(type)?.chains === true;
  return chains ? types.filter((other) => other.type !== type && other.accepts === 'anything') : [];
}

/** @param type the type of the second job */
export function useThenTexts(type: string): ThenTexts {
  const { t } = useWords();
  const { name, next, nextNow } = useTypeTexts(type);
  return {
    option: next ?? t('next.option', { name }),
    now: nextNow ?? t('next.now', { name }),
    help: t('next.help', { name }),
    short: t('next.short', { name }),
  };
}
