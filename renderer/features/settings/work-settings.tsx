// How much of the machine the work may take, and what happens when it is done.
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../main/contract/settings.ts';
import { ChoiceInput, RadioInput } from '../../components/fields.tsx';
import { NumberInput } from '../../components/text-fields.tsx';
import { useApp, useFormat } from '../../stores/app-store.ts';
import { changeSettings } from '../../stores/settings-store.ts';
import styles from './settings.module.css';
import type { SectionProps } from './settings-sheet.tsx';

/** As main accepts them. */
const MOST_WORKERS = 64;
const MOST_SIDE_BY_SIDE = 8;

export function WorkSettings({ settings }: SectionProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const cores = useApp((state) => state.info.cores);
  return (
    <>
      <div className={styles.pair}>
        <NumberInput
          label={t('settings.workers')}
          help={t('settings.workersHelp')}
          value={settings.workers}
          empty={t('settings.automatic', { formatted: format.count(cores) })}
          min={1}
          max={MOST_WORKERS}
          integer
          onChange={(workers) => changeSettings({ workers })}
        />
        <NumberInput
          label={t('settings.sideBySide')}
          help={t('settings.sideBySideHelp')}
          value={settings.sideBySide}
          min={1}
          max={MOST_SIDE_BY_SIDE}
          integer
          onChange={(sideBySide) => sideBySide !== null && changeSettings({ sideBySide })}
        />
      </div>
      <RadioInput
        label={t('settings.executor')}
        options={[
          { key: 'threads', label: t('settings.threads'), help: t('settings.threadsHelp') },
          { key: 'processes', label: t('settings.processes'), help: t('settings.processesHelp') },
        ]}
        value={settings.executor}
        onChange={(executor) => changeSettings({ executor: executor as Settings['executor'] })}
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
