// What the window says of a job that takes the results of another.
import { useTranslation } from 'react-i18next';
import { useTypeTexts } from './use-type-texts.ts';

export interface ThenTexts {
  /** "Then zip the results" */
  readonly option: string;
  readonly help: string;
  /** "then Zip" */
  readonly short: string;
}

/** @param type the type of the second job */
export function useThenTexts(type: string): ThenTexts {
  const { t } = useTranslation();
  const { name, next } = useTypeTexts(type);
  return {
    option: next ?? t('next.option', { name }),
    help: t('next.help', { name }),
    short: t('next.short', { name }),
  };
}
