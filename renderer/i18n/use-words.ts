// What it takes to say something in the window's language: texts, numbers, and sentences from outside.
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Format } from '../format/format.ts';
import { useFormat } from '../stores/app-store.ts';
import { type Say, useMessages } from './use-messages.ts';

export interface Words {
  readonly t: TFunction;
  readonly format: Format;
  readonly say: Say;
}

/** The same object until the language changes. */
export function useWords(): Words {
  const { t } = useTranslation();
  const format = useFormat();
  const say = useMessages();
  return useMemo(() => ({ t, format, say }), [t, format, say]);
}
