// The options for the next jobs: one tab per job type.
import { memo, startTransition, useEffect, useState } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import type { JobTypeInfo } from '../../../main/contract/api.ts';
import { IconButton } from '../../components/button.tsx';
import { CrossIcon, TypeIcon } from '../../components/icons.tsx';
import tabs from '../../components/tabs.module.css';
import { useWords } from '../../i18n/use-words.ts';
import { useTypeTexts } from '../../job-types/use-type-texts.ts';
import { useJobTypes } from '../../stores/app-store.ts';
import { togglePanel } from '../../stores/panel.ts';
import { usePending } from '../../stores/plan-store.ts';
import { useWindow } from '../../stores/window-store.ts';
import styles from './options.module.css';
import { OptionsForm } from './options-form.tsx';
import { PresetBar } from './preset-bar.tsx';

export interface OptionsPanelProps {
  /** Kept out of sight, so that showing it costs nothing. */
  readonly hidden: boolean;
}

export function OptionsPanel({ hidden }: OptionsPanelProps) {
  const { t } = useWords();
  return (
    <aside className={styles.panel} data-pane="options" hidden={hidden} aria-label={t('options.label')}>
      <PanelContent shown={useOnce(!hidden)} />
    </aside>
  );
}

/** @param shown whether somebody has seen the panel */
const PanelContent = memo(function PanelContent({ shown }: { readonly shown: boolean }) {
  const { t } = useWords();
  const types = useJobTypes();
  const wanted = useWindow((state) => state.panelType);
  const showOptions = useWindow((state) => state.showOptions);
  const current = types.find((one) => one.type === wanted) ?? types[0];
  const all = useLater(shown);
  const pending = usePending();
  const job = pending?.type === current?.type ? pending?.job?.title : undefined;
  if (!current) return null;
  return (
    <>
      <header className={styles.head}>
        <h2 className={styles.title}>{t('options.label')}</h2>
        <span className={styles.note} title={job}>
          {job === undefined ? t('options.forNext') : t('options.forJob', { title: job })}
        </span>
        <IconButton name={t('options.close')} onPress={togglePanel}>
          <CrossIcon />
        </IconButton>
      </header>
      <Tabs
        className={styles.tabs ?? ''}
        selectedKey={current.type}
        onSelectionChange={(key) => showOptions(String(key))}
      >
        <TabList aria-label={t('options.label')} className={`${tabs.tabList} ${styles.tabList}`}>
          {types.map((info) => (
            <TypeTab key={info.type} info={info} />
          ))}
        </TabList>
        {types.map((info) => (
          <TabPanel
            key={info.type}
            id={info.type}
            shouldForceMount={all}
            className={`${tabs.tabPanel} ${styles.tabPanel}`}
          >
            <PresetBar info={info} />
            <OptionsForm info={info} />
          </TabPanel>
        ))}
      </Tabs>
    </>
  );
});

/** True from the first time that it was. */
function useOnce(now: boolean): boolean {
  const [once, setOnce] = useState(now);
  if (now && !once) setOnce(true);
  return once || now;
}

/**
 * False at first: the forms of the other tabs are made when the panel has been shown and nothing else waits, so that turning to
 * one makes nothing. Who never opens the options does without them.
 */
function useLater(shown: boolean): boolean {
  const [later, setLater] = useState(false);
  useEffect(() => {
    if (!shown) return;
    const idle = requestIdleCallback(() => startTransition(() => setLater(true)));
    return () => cancelIdleCallback(idle);
  }, [shown]);
  return later;
}

function TypeTab({ info }: { readonly info: JobTypeInfo }) {
  const { name } = useTypeTexts(info.type);
  return (
    <Tab id={info.type} className={`${tabs.tab} ${styles.tab}`}>
      <TypeIcon path={info.icon} />
      {name}
    </Tab>
  );
}
