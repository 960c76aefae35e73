// How jobs share the machine, and what happens when they are done.
import { MAX_SIDE_BY_SIDE, type Settings } from '../../../main/contract/settings.ts';
import { ChoiceInput, RadioInput } from '../../components/fields/fields.tsx';
import { NumberInput } from '../../components/fields/text-fields.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { changeSettings } from '../../stores/settings-store.ts';
import type { SectionProps } from './section-props.ts';
import styles from './settings.module.css';

export function WorkSettings({ settings }: SectionProps) {
  const { t } = useWords();
  return (
    <>
      <NumberInput
        label={t('settings.sideBySide')}
        help={t('settings.sideBySideHelp')}
        value={settings.sideBySide}
        min={1}
        max={MAX_SIDE_BY_SIDE}
        integer
        onChange={(sideBySide) => sideBySide !== null && changeSettings({ sideBySide })}
      />
      <RadioInput
        label={t('settings.priority')}
        options={[
          { key: 'low', label: t('settings.priorityLow'), help: t('settings.priorityLowHelp') },
          { key: 'normal', label: t('settings.priorityNormal'), help: t('settings.priorityNormalHelp') },
        ]}
        value={settings.priority}
        onChange={(priority) => changeSettings({ priority: priority as Settings['priority'] })}
      />
      <p className={styles.note}>{t('settings.nextJob')}</p>
      <ChoiceInput
        label={t('settings.whenDone')}
        help={t('settings.whenDoneHelp')}
        options={[
          { key: 'nothing', label: t('settings.doneNothing') },
          { key: 'quit', label: t('settings.doneQuit') },
          { key: 'sleep', label: t('settings.doneSleep') },
          { key: 'shut-down', label: t('settings.doneShutDown') },
        ]}
        value={settings.whenDone}
        onChange={(whenDone) => changeSettings({ whenDone: whenDone as Settings['whenDone'] })}
      />
    </>
  );
}
