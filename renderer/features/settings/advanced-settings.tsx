// What nearly nobody needs to change: how many cores jobs use, and whether in threads or processes.
import { MAX_WORKERS, type Settings } from '../../../main/contract/settings.ts';
import { RadioInput } from '../../components/fields/fields.tsx';
import { NumberInput } from '../../components/fields/text-fields.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { useApp, useFormat } from '../../stores/app-store.ts';
import { changeSettings } from '../../stores/settings-store.ts';
import type { SectionProps } from './section-props.ts';
import styles from './settings.module.css';

export function AdvancedSettings({ settings }: SectionProps) {
  const { t } = useWords();
  const format = useFormat();
  const cores = useApp((state) => state.info.cores);
  return (
    <>
      <NumberInput
        label={t('settings.workers')}
        help={t('settings.workersHelp')}
        value={settings.workers}
        empty={t('settings.automatic', { formatted: format.count(cores) })}
        min={1}
        max={MAX_WORKERS}
        integer
        onChange={(workers) => changeSettings({ workers })}
      />
      <RadioInput
        label={t('settings.executor')}
        options={[
          { key: 'threads', label: t('settings.threads'), help: t('settings.threadsHelp') },
          { key: 'processes', label: t('settings.processes'), help: t('settings.processesHelp') },
        ]}
        value={settings.executor}
        onChange={(executor) => changeSettings({ executor: executor as Settings['executor'] })}
      />
      <p className={styles.note}>{t('settings.nextJob')}</p>
    </>
  );
}
