// The presets of a job type: the defaults, the ready-made ones, the user's own.
import { useMemo } from 'react';
import type { JobTypeInfo } from '../../../main/contract/api.ts';
import { useWords } from '../../i18n/use-words.ts';
import { DEFAULTS, type Preset, readyMade } from '../../job-types/presets.ts';
import { useTypeTexts } from '../../job-types/use-type-texts.ts';

export function usePresetList({ type, presets }: JobTypeInfo, own: readonly Preset[]): readonly Preset[] {
  const { t } = useWords();
  const texts = useTypeTexts(type);
  return useMemo(
    () => [{ id: DEFAULTS, name: t('presets.defaults'), options: {} }, ...readyMade(presets, texts), ...own],
    [t, presets, texts, own],
  );
}
