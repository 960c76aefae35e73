// One job of the list. Its parts select what they show, so that progress draws the bar and the small line only.
import { memo } from 'react';
import { FittingFacts } from '../../components/fitting-facts.tsx';
import { CheckIcon, LockIcon, WarningIcon } from '../../components/icons.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { useThenTexts } from '../../job-types/use-next-texts.ts';
import { headOf } from '../../stores/jobs/groups.ts';
import { isEnded } from '../../stores/jobs/job-states.ts';
import { useJobs, useRecord, useShownResult, useShownState } from '../../stores/jobs/jobs-store.ts';
import { fractionOf } from '../../stores/jobs/overall.ts';
import { DragHandle } from './drag-handle.tsx';
import { JobActions } from './job-actions.tsx';
import { JobPicture } from './job-picture.tsx';
import { JobRoute } from './job-route.tsx';
import styles from './job-row.module.css';
import { infoFacts, lookOf, stateText, titleText } from './job-texts.ts';
import { useOrderDrag } from './moving/drag-order.ts';
import { MoveGrip } from './moving/move-grip.tsx';

export const JobRow = memo(function JobRow({ id }: { readonly id: string }) {
  const type = useJobs((state) => state.records[id]?.type ?? '');
  const { format } = useWords();
  const shownTitle = useJobs((state) => (state.records[id] ? titleText(format, state.records[id]) : ''));
  const leaving = useJobs((state) => state.marks[id] === 'remove');
  const dragged = useOrderDrag((state) => state.ids.includes(id));
  return (
    <div
      className={styles.row}
      data-leaving={leaving || undefined}
      data-dragged={dragged || undefined}
      data-member={useIsMember(id) || undefined}
    >
      <MoveGrip id={id} />
      <DragHandle id={id}>
        <JobPicture id={id} type={type} />
      </DragHandle>
      <span className={styles.title}>
        <span className={styles.name} title={shownTitle}>
          <Lock id={id} />
          {shownTitle}
        </span>
        <JobRoute id={id} />
      </span>
      <StateText id={id} />
      <JobInfo id={id} />
      <JobActions id={id} />
      <JobBar id={id} />
    </div>
  );
});

/** Its results have a password: the name of the row says so, too. */
function Lock({ id }: { readonly id: string }) {
  const { t } = useWords();
  const locked = useJobs((state) => state.records[id]?.locked === true);
  if (!locked) return null;
  return (
    <span className={styles.lock} title={t('job.locked')}>
      <LockIcon />
    </span>
  );
}

/** Whether it is under a heading. */
function useIsMember(id: string): boolean {
  return useJobs(({ records, keys }) => {
    const group = records[id]?.group;
    return group !== undefined && keys.some((key) => key.id === headOf(group.id));
  });
}

function StateText({ id }: { readonly id: string }) {
  const words = useWords();
  const { shown, ...result } = useShownResult(id);
  const next = useJobs((state) => state.records[id]?.next);
  const { short } = useThenTexts(next ?? '');
  if (!shown) return null;
  const text = stateText(words, { shown, ...result });
  const look = lookOf({ shown, ...result });
  const chained = next !== undefined && !isEnded(shown);
  return (
    <span className={styles.state} data-state={shown} data-look={look}>
      {look === 'good' && <CheckIcon />}
      {(look === 'care' || look === 'bad') && <WarningIcon />}
      <span className={styles.stateText}>{chained ? words.t('next.state', { state: text, next: short }) : text}</span>
    </span>
  );
}

function JobInfo({ id }: { readonly id: string }) {
  const words = useWords();
  const shown = useShownState(id);
  const record = useRecord(id);
  const facts = record && shown ? infoFacts(words, record, shown) : [];
  const all = words.format.list(facts.map(({ text }) => text));
  return (
    <span className={styles.info} title={shown !== undefined && isEnded(shown) ? all : undefined}>
      <FittingFacts facts={facts} />
    </span>
  );
}

/** At the row's lower edge. Present only while there is something to show; its room is always there. */
function JobBar({ id }: { readonly id: string }) {
  const { t, format } = useWords();
  const shown = useShownState(id);
  const fraction = useJobs((state) => {
    const record = state.records[id];
    return record ? roundedFraction(fractionOf(record)) : null;
  });
  const begun = useJobs((state) => state.records[id]?.startedAt != null);
  if (shown === undefined || !begun || isEnded(shown)) return null;
  return (
    <div className={styles.bar}>
      <ProgressLine
        name={t('job.progress')}
        fraction={shown !== 'running' && fraction === null ? 0 : fraction}
        text={fraction === null ? undefined : format.percent(fraction)}
        still={shown !== 'running'}
      />
    </div>
  );
}

/** Steps finer than a pixel of a wide window are not drawn. */
function roundedFraction(fraction: number | null): number | null {
  return fraction === null ? null : Math.floor(fraction * 2000) / 2000;
}
