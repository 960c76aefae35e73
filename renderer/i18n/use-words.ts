// What it takes to say something in the window's language: texts, numbers, and sentences from outside.
import type { TFunction } from 'i18next';
import { createContext, createElement, type ReactNode, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../workers/messages/languages.ts';
import type { Format } from '../format/format.ts';
import { useFormat } from '../stores/app-store.ts';
import { type Say, useMessages } from './use-messages.ts';

export interface Words {
  readonly language: Language;
  readonly t: TFunction;
  readonly format: Format;
  readonly say: Say;
}

const WordsContext = createContext<Words | null>(null);

/**
 * Asks for the language once for all that is within: each `useTranslation` of its own would listen to it by itself, and does so
 * with a dozen hooks.
 */
export function WordsProvider({ children }: { readonly children: ReactNode }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language as Language;
  const format = useFormat();
  const say = useMessages(language);
  const words = useMemo(() => ({ language, t, format, say }), [language, t, format, say]);
  return createElement(WordsContext, { value: words }, children);
}

/** The same object until the language changes. */
export function useWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new Error('There are no words outside of a WordsProvider.');
  return words;
}
