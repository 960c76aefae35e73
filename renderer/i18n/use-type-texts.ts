// The texts of a job type in the window's language; what the catalogue lacks comes from the type itself.
import { useTranslation } from 'react-i18next';
import type { JobTypeInfo } from '../../main/contract/api.ts';
import { useJobType } from '../stores/app-store.ts';
import type { TypeTexts } from './job-types.ts';
import { typesDe } from './job-types-de.ts';
import { typesEn } from './job-types-en.ts';

export function useTypeTexts(type: string): TypeTexts {
  const { t, i18n } = useTranslation();
  const info = useJobType(type);
  const known = (i18n.language === 'de' ? typesDe : typesEn)[type];
  return known ?? unknownType(info, (label) => t('drop.generic', { label }));
}

function unknownType(info: JobTypeInfo | undefined, drop: (label: string) => string): TypeTexts {
  const name = info?.label ?? '';
  return { name, drop: drop(name), groups: {}, presets: {}, fields: {} };
}
