// What goes wrong and what is worth a note, in the window's language: main hands over the sentences.
import { useMemo } from 'react';
import type { Message } from '../../main/contract/result.ts';
import type { Language } from '../../workers/messages/languages.ts';
import { type Sentence, wordWith } from '../../workers/messages/word.ts';
import { choiceLabel } from '../job-types/choice-label.ts';
import { useApp, useFormat, useJobTypes } from '../stores/app-store.ts';

/** Words a message; nothing for none. */
export type Say = (message: Message | null | undefined) => Sentence;

const NOTHING: Sentence = { text: '', hint: '' };

/** The same function until the language changes. Components get it from `useWords`. */
export function useMessages(language: Language): Say {
  const { count: number, bytes } = useFormat();
  const messages = useApp((state) => state.info.messages);
  const jobTypes = useJobTypes();
  return useMemo(() => {
    const choice = (option: string, one: string) => choiceLabel(jobTypes, language, option, one);
    const word = wordWith(messages, { locale: language, number, bytes, choice });
    return (message) => (message ? word(message) : NOTHING);
  }, [messages, jobTypes, language, number, bytes]);
}
