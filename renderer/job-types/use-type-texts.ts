// The texts of a job type in the window's language. They come from the type itself.
import { useTranslation } from 'react-i18next';
import type { Language, TypeTexts } from '../../main/contract/api.ts';
import { useJobType } from '../stores/app-store.ts';

/** For a type that is no longer there: a job of an earlier version. */
const unknown: TypeTexts = {
  name: '',
  drop: '',
  accepts: '',
  command: '',
  output: '',
  groups: {},
  presets: {},
  summary: {},
  options: {},
};

export function useTypeTexts(type: string): TypeTexts {
  const { i18n } = useTranslation();
  return useJobType(type)?.texts[i18n.language as Language] ?? unknown;
}
