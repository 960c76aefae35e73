// Above the list: adding, the state of the whole queue, and what acts on all of it.
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../components/button.tsx';
import { ClearIcon, PauseIcon, PlayIcon, SlidersIcon, StopIcon } from '../../components/icons.tsx';
import { cancelAll, clearFinished, pauseAll, resumeAll } from '../../stores/actions.ts';
import { isEnded } from '../../stores/jobs-state.ts';
import { selectShown, useJobs } from '../../stores/jobs-store.ts';
import { togglePanel, usePanelOpen } from '../../stores/panel.ts';
import { AddMenu } from './add-menu.tsx';
import { MoreMenu } from './more-menu.tsx';
import { QueueState } from './queue-state.tsx';
import styles from './toolbar.module.css';

export const Toolbar = memo(function Toolbar() {
  const { t } = useTranslation();
  return (
    <section className={styles.toolbar} aria-label={t('toolbar.label')}>
      <AddMenu />
      <QueueState />
      <div className={styles.buttons}>
        <PauseAll />
        <CancelAll />
        <ClearFinished />
        <PanelToggle />
        <MoreMenu />
      </div>
    </section>
  );
});

function PanelToggle() {
  const { t } = useTranslation();
  const open = usePanelOpen();
  return (
    <IconButton
      name={t(open ? 'toolbar.hideOptions' : 'toolbar.showOptions')}
      shortcut={`${t('help.ctrl')} I`}
      onPress={togglePanel}
    >
      <SlidersIcon />
    </IconButton>
  );
}

function PauseAll() {
  const { t } = useTranslation();
  const going = useJobs((state) =>
    state.keys.some(({ id }) => ['running', 'waiting'].includes(selectShown(state, id) ?? '')),
  );
  const paused = useJobs((state) => state.keys.some(({ id }) => selectShown(state, id) === 'paused'));
  if (!going && paused) {
    return (
      <IconButton name={t('toolbar.resumeAll')} onPress={resumeAll}>
        <PlayIcon />
      </IconButton>
    );
  }
  return (
    <IconButton name={t('toolbar.pauseAll')} isDisabled={!going} onPress={pauseAll}>
      <PauseIcon />
    </IconButton>
  );
}

function CancelAll() {
  const { t } = useTranslation();
  const some = useJobs((state) =>
    state.keys.some(({ id }) => {
      const shown = selectShown(state, id);
      return shown !== undefined && !isEnded(shown) && shown !== 'cancelling';
    }),
  );
  return (
    <WideButton name={t('toolbar.cancelAll')} isDisabled={!some} onPress={cancelAll}>
      <StopIcon />
    </WideButton>
  );
}

function ClearFinished() {
  const { t } = useTranslation();
  const some = useJobs((state) => Object.values(state.records).some((record) => isEnded(record.state)));
  return (
    <WideButton name={t('toolbar.clearFinished')} isDisabled={!some} onPress={clearFinished}>
      <ClearIcon />
    </WideButton>
  );
}

interface WideButtonProps {
  readonly name: string;
  readonly isDisabled: boolean;
  readonly onPress: () => void;
  /** The icon that stands for the name where there is no room for it. */
  readonly children: ReactNode;
}

function WideButton({ name, isDisabled, onPress, children }: WideButtonProps) {
  return (
    <>
      <span className={styles.wide}>
        <Button isDisabled={isDisabled} onPress={onPress}>
          {name}
        </Button>
      </span>
      <span className={styles.slim}>
        <IconButton name={name} isDisabled={isDisabled} onPress={onPress}>
          {children}
        </IconButton>
      </span>
    </>
  );
}
