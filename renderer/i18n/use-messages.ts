// What goes wrong and what is worth a note, in the window's language: main hands over the sentences.
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../main/contract/result.ts';
import { type Sentence, wordWith } from '../../workers/messages/word.ts';
import { useApp, useFormat } from '../stores/app-store.ts';

/** Words a message; nothing for none. */
export type Say = (message: Message | null | undefined) => Sentence;

const NOTHING: Sentence = { text: '', hint: '' };

/** The same function until the language changes. */
export function useMessages(): Say {
  const { language } = useTranslation().i18n;
  const { count: number, bytes } = useFormat();
  const messages = useApp((state) => state.info.messages);
  return useMemo(() => {
    const word = wordWith(messages, { locale: language, number, bytes });
    return (message) => (message ? word(message) : NOTHING);
  }, [messages, language, number, bytes]);
}
