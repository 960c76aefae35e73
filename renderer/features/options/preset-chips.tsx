// The presets of a job type as buttons: one press chooses, another one goes back to the defaults.
import { memo } from 'react';
import { type Key, ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import type { JobTypeInfo } from '../../../main/contract/api.ts';
import { useWords } from '../../i18n/use-words.ts';
import { DEFAULTS, matchPreset } from '../../job-types/presets.ts';
import { useTypeTexts } from '../../job-types/use-type-texts.ts';
import { useDrafts, useKeptDraft } from '../../stores/drafts-store.ts';
import { useOwnPresets } from '../../stores/presets-store.ts';
import styles from './preset-chips.module.css';
import { usePresetList } from './use-preset-list.ts';

/** More would push the buttons below them out of a small window; all of them are in the options. */
const MAX_CHIPS = 6;

export const PresetChips = memo(function PresetChips({ info }: { readonly info: JobTypeInfo }) {
  const { t } = useWords();
  const { type, options } = info;
  const { name } = useTypeTexts(type);
  const draft = useKeptDraft(type);
  const { replace } = useDrafts.getState();
  const presets = usePresetList(info, useOwnPresets(type));
  const current = matchPreset(options, draft, presets)?.id;
  const chips = presets.filter(({ id }) => id !== DEFAULTS).slice(0, MAX_CHIPS);
  const choose = (keys: Set<Key>) => {
    const [key] = keys;
    replace(type, presets.find(({ id }) => id === key)?.options ?? {});
  };
  if (chips.length === 0) return null;
  return (
    <ToggleButtonGroup
      aria-label={t('presets.chips', { name })}
      className={styles.chips ?? ''}
      selectionMode="single"
      selectedKeys={current === undefined ? [] : [current]}
      onSelectionChange={choose}
    >
      {chips.map((preset) => (
        <ToggleButton key={preset.id} id={preset.id} className={styles.chip ?? ''}>
          {preset.name}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
});
