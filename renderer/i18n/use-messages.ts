// What goes wrong and what is worth a note, in the window's language: main hands over the sentences.
import { useMemo } from 'react';
import type { Message } from '../../main/contract/result.ts';
import type { Language } from '../../workers/messages/languages.ts';
import { type Sentence, wordWith } from '../../workers/messages/word.ts';
import { useApp, useFormat } from '../stores/app-store.ts';

/** Words a message; nothing for none. */
export type Say = (message: Message | null | undefined) => Sentence;

const NOTHING: Sentence = { text: '', hint: '' };

/** The same function until the language changes. Components get it from `useWords`. */
export function useMessages(language: Language): Say {
  const { count: number, bytes } = useFormat();
  const messages = useApp((state) => state.info.messages);
  return useMemo(() => {
    const word = wordWith(messages, { locale: language, number, bytes });
    return (message) => (message ? word(message) : NOTHING);
  }, [messages, language, number, bytes]);
}
