// The buttons of a row. Places are fixed: what does not apply leaves its place empty.
import { memo, type ReactNode, useRef } from 'react';
import { RowButton } from '../../components/button.tsx';
import {
  CrossIcon,
  FolderIcon,
  ListIcon,
  LockIcon,
  PauseIcon,
  PlayIcon,
  RetryIcon,
  SlidersIcon,
  UndoIcon,
} from '../../components/icons.tsx';
import { useWords } from '../../i18n/use-words.ts';
import {
  cancelJobs,
  pauseJobs,
  removeJobs,
  resumeJobs,
  retryJobs,
  revealOutputs,
  reviewAgain,
  undoJobs,
} from '../../stores/actions.ts';
import {
  hasResults,
  isEnded,
  isRepeatable,
  isUndoable,
  retryCount,
  wantsPassword,
  wantsReview,
} from '../../stores/jobs/job-states.ts';
import { useJobs, useRecord, useShownState } from '../../stores/jobs/jobs-store.ts';
import { isMovable } from '../../stores/jobs/queue-order.ts';
import { useWindow } from '../../stores/window-store.ts';
import styles from './job-row.module.css';
import { retryText, reviewText } from './job-texts.ts';

export const JobActions = memo(function JobActions({ id }: { readonly id: string }) {
  const { t } = useWords();
  const openDetails = useWindow((state) => state.openDetails);
  return (
    <div className={styles.actions}>
      <FirstAction id={id} />
      <MiddleActions id={id} />
      <RowButton name={t('job.details')} shortcut={t('help.enter')} onPress={() => openDetails(id)}>
        <ListIcon />
      </RowButton>
      <LastAction id={id} />
    </div>
  );
});

/** Other options for a job that waits; another try for one that is done with failures; else undo for what has results. */
function FirstAction({ id }: { readonly id: string }): ReactNode {
  const { t } = useWords();
  const failed = useJobs(({ records }) => records[id] !== undefined && retryCount(records[id]) > 0);
  const waits = useJobs(({ records }) => records[id] !== undefined && isMovable(records[id]));
  const undoable = useJobs(({ records }) => records[id] !== undefined && isUndoable(records[id]));
  if (failed) return <Retry id={id} />;
  if (undoable) {
    return (
      <RowButton name={t('results.undo')} onPress={() => undoJobs([id])}>
        <UndoIcon />
      </RowButton>
    );
  }
  if (!waits) return null;
  const edit = () => {
    const record = useJobs.getState().records[id];
    if (record) void reviewAgain(record);
  };
  return (
    <RowButton name={t('job.edit')} onPress={edit}>
      <SlidersIcon />
    </RowButton>
  );
}

/** Show in folder or retry once it has ended; pause or resume before. */
function MiddleActions({ id }: { readonly id: string }): ReactNode {
  const { t } = useWords();
  const shown = useShownState(id);
  const hasOutput = useJobs(({ records }) => records[id] !== undefined && hasResults(records[id]));
  switch (shown) {
    case 'running':
    case 'waiting':
      return (
        <RowButton name={t('job.pause')} shortcut={t('help.space')} onPress={() => pauseJobs([id])}>
          <PauseIcon />
        </RowButton>
      );
    case 'paused':
      return (
        <RowButton name={t('job.resume')} shortcut={t('help.space')} onPress={() => resumeJobs([id])}>
          <PlayIcon />
        </RowButton>
      );
    case 'done':
      return hasOutput ? (
        <RowButton name={t('job.reveal')} onPress={() => revealOutputs(id)}>
          <FolderIcon />
        </RowButton>
      ) : null;
    case 'failed':
    case 'cancelled':
    case 'interrupted':
      return <Retry id={id} />;
    default:
      return null;
  }
}

function Retry({ id }: { readonly id: string }) {
  const words = useWords();
  const record = useRecord(id);
  if (!record) return null;
  if (wantsReview(record)) {
    return (
      <RowButton name={reviewText(words, record)} labelled onPress={() => reviewAgain(record)}>
        {wantsPassword(record) ? <LockIcon /> : <RetryIcon />}
      </RowButton>
    );
  }
  if (!isRepeatable(record)) return null;
  return (
    <RowButton name={retryText(words, record)} labelled onPress={() => retryJobs([id])}>
      {record.continues && record.state !== 'done' ? <PlayIcon /> : <RetryIcon />}
    </RowButton>
  );
}

/** Cancel while it goes, remove when it has ended: not by the second click of a double click that cancels. */
function LastAction({ id }: { readonly id: string }): ReactNode {
  const { t } = useWords();
  const shown = useShownState(id);
  const cancelled = useRef(false);
  if (shown === undefined) return null;
  if (isEnded(shown)) {
    const remove = (clicks: number) => {
      if (clicks < 2 || !cancelled.current) void removeJobs([id]);
    };
    return (
      <RowButton name={t('job.remove')} shortcut={t('help.del')} onPress={remove}>
        <CrossIcon />
      </RowButton>
    );
  }
  const cancel = () => {
    cancelled.current = true;
    void cancelJobs([id]);
  };
  return (
    <RowButton name={t('job.cancel')} shortcut={t('help.del')} isDisabled={shown === 'cancelling'} onPress={cancel}>
      <CrossIcon />
    </RowButton>
  );
}
