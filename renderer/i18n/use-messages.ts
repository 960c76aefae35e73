// Sentences that come from outside the window, in its language.
import { useTranslation } from 'react-i18next';
import { messagesDe } from './messages-de.ts';

/** Translates a sentence of main or the workers; an unknown one stays as it is. */
export type Say = (sentence: string | undefined) => string;

const german: Say = (sentence = '') => messagesDe[sentence] ?? sentence;
const english: Say = (sentence = '') => sentence;

export function useMessages(): Say {
  const { i18n } = useTranslation();
  return i18n.language === 'de' ? german : english;
}
