// The bar above the list: adding, the state of the whole queue, and commands for all of it.
import { memo, type ReactNode } from 'react';
import { Button, IconButton } from '../../components/button.tsx';
import { ClearIcon, PauseIcon, PlayIcon, SlidersIcon, StopIcon } from '../../components/icons.tsx';
import { useKeys } from '../../i18n/use-keys.ts';
import { useWords } from '../../i18n/use-words.ts';
import { cancelAll, clearFinished, pauseAll, resumeAll } from '../../stores/actions.ts';
import { isEnded, isFinished } from '../../stores/jobs/job-states.ts';
import { selectShown, useJobs } from '../../stores/jobs/jobs-store.ts';
import { togglePanel, usePanelOpen } from '../../stores/panel.ts';
import { AddMenu } from './add-menu.tsx';
import { MoreMenu } from './more-menu.tsx';
import { QueueState } from './queue-state.tsx';
import styles from './toolbar.module.css';

export const Toolbar = memo(function Toolbar() {
  const { t } = useWords();
  return (
    <section data-pane="toolbar" className={styles.toolbar} aria-label={t('toolbar.label')}>
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
  const { t } = useWords();
  const keys = useKeys();
  const open = usePanelOpen();
  return (
    <IconButton
      name={t(open ? 'toolbar.hideOptions' : 'toolbar.showOptions')}
      shortcut={keys('I')}
      onPress={togglePanel}
    >
      <SlidersIcon />
    </IconButton>
  );
}

function PauseAll() {
  const { t } = useWords();
  const keys = useKeys();
  const going = useJobs((state) =>
    state.keys.some(({ id }) => ['running', 'waiting'].includes(selectShown(state, id) ?? '')),
  );
  const paused = useJobs((state) => state.keys.some(({ id }) => selectShown(state, id) === 'paused'));
  if (!going && paused) {
    return (
      <IconButton name={t('toolbar.resumeAll')} shortcut={keys('G', 'shift')} onPress={resumeAll}>
        <PlayIcon />
      </IconButton>
    );
  }
  return (
    <IconButton name={t('toolbar.pauseAll')} shortcut={keys('P', 'shift')} isDisabled={!going} onPress={pauseAll}>
      <PauseIcon />
    </IconButton>
  );
}

function CancelAll() {
  const { t } = useWords();
  const keys = useKeys();
  const some = useJobs((state) =>
    state.keys.some(({ id }) => {
      const shown = selectShown(state, id);
      return shown !== undefined && !isEnded(shown) && shown !== 'cancelling';
    }),
  );
  return (
    <WideButton name={t('toolbar.cancelAll')} shortcut={keys('⌫', 'shift')} isDisabled={!some} onPress={cancelAll}>
      <StopIcon />
    </WideButton>
  );
}

function ClearFinished() {
  const { t } = useWords();
  const keys = useKeys();
  const some = useJobs(({ records }) => Object.values(records).some(({ state }) => isFinished(state)));
  return (
    <WideButton
      name={t('toolbar.clearFinished')}
      shortcut={keys('K', 'shift')}
      isDisabled={!some}
      onPress={clearFinished}
    >
      <ClearIcon />
    </WideButton>
  );
}

interface WideButtonProps {
  readonly name: string;
  readonly shortcut: string;
  readonly isDisabled: boolean;
  readonly onPress: () => void;
  /** The icon that stands for the name where there is no room for it. */
  readonly children: ReactNode;
}

function WideButton({ name, shortcut, isDisabled, onPress, children }: WideButtonProps) {
  return (
    <>
      <span className={styles.wide}>
        <Button isDisabled={isDisabled} onPress={onPress} data-tip={name} data-tip-keys={shortcut}>
          {name}
        </Button>
      </span>
      <span className={styles.slim}>
        <IconButton name={name} shortcut={shortcut} isDisabled={isDisabled} onPress={onPress}>
          {children}
        </IconButton>
      </span>
    </>
  );
}
