// The texts of a job type in the window's language. They come from the type itself.
import type { TypeTexts } from '../../main/contract/api.ts';
import { useWords } from '../i18n/use-words.ts';
import { useJobType } from '../stores/app-store.ts';

/** For a type that is no longer there: a job of an earlier version. */
const unknown: TypeTexts = {
  name: '',
  drop: '',
  accepts: '',
  command: '',
  output: '',
  launcher: { title: '', comment: '' },
  groups: {},
  presets: {},
  summary: {},
  options: {},
};

export function useTypeTexts(type: string): TypeTexts {
  const { language } = useWords();
  return useJobType(type)?.texts[language] ?? unknown;
}
