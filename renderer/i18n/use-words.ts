// What it takes to say something in the window's language: texts, numbers, and sentences from outside.
import type { TFunction } from 'i18next';
import { createContext, createElement, type ReactNode, useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Format } from '../format/format.ts';
import { useFormat } from '../stores/app-store.ts';
import { type Say, useMessages } from './use-messages.ts';

export interface Words {
  readonly t: TFunction;
  readonly format: Format;
  readonly say: Say;
}

const WordsContext = createContext<Words | null>(null);

/** Asks for the language once for all that is within: each `useTranslation` of its own would listen to it by itself. */
export function WordsProvider({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation();
  const format = useFormat();
  const say = useMessages();
  const words = useMemo(() => ({ t, format, say }), [t, format, say]);
  return createElement(WordsContext, { value: words }, children);
}

/** The same object until the language changes. */
export function useWords(): Words {
  const words = useContext(WordsContext);
  if (!words) throw new Error('There are no words outside of a WordsProvider.');
  return words;
}
