// The heading of jobs that were submitted together: their states, and commands for all of them.
import { memo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { JobRecord } from '../../../main/contract/jobs.ts';
import { RowButton } from '../../components/button.tsx';
import { CrossIcon, PauseIcon, PlayIcon, TypeIcon, UndoIcon } from '../../components/icons.tsx';
import { useWords, type Words } from '../../i18n/use-words.ts';
import { useTypeTexts } from '../../job-types/use-type-texts.ts';
import { cancelJobs, pauseJobs, removeJobs, resumeJobs, undoJobs } from '../../stores/actions.ts';
import { useJobType } from '../../stores/app-store.ts';
import { membersOf } from '../../stores/jobs/groups.ts';
import { isEnded, isUndoable } from '../../stores/jobs/job-states.ts';
import { selectShown, useJobs } from '../../stores/jobs/jobs-store.ts';
import { overallOf } from '../../stores/jobs/overall.ts';
import { countParts } from '../toolbar/count-parts.ts';
import styles from './job-row.module.css';
import { placeText } from './job-texts.ts';

export const GroupRow = memo(function GroupRow({ id }: { readonly id: string }) {
  const members = useMembers(id);
  const [first] = members;
  const icon = useJobType(first?.type ?? '')?.icon;
  const title = useTitle(members);
  const words = useWords();
  const places = new Set(members.map(({ place, undo }) => (undo ? undefined : place)));
  const [place] = places.size === 1 ? places : [];
  return (
    <div className={styles.row} data-head>
      <span className={styles.icon}>
        <TypeIcon path={icon} size={20} />
      </span>
      <span className={styles.title}>
        <span className={styles.name}>{title}</span>
        {place !== undefined && <span className={styles.route}>→ {placeText(place)}</span>}
      </span>
      <span className={styles.info}>{standing(words, members)}</span>
      <GroupActions members={members} />
    </div>
  );
});

/** What the row is called: "Zip: 3 jobs, 1 running · 2 waiting". */
export function useHeadText(id: string): string {
  const members = useMembers(id);
  const title = useTitle(members);
  const words = useWords();
  return `${title}, ${standing(words, members)}`;
}

function useMembers(head: string): readonly JobRecord[] {
  return useJobs(useShallow(({ records }) => membersOf(records, head)));
}

function useTitle(members: readonly JobRecord[]): string {
  const { t, format } = useWords();
  const { name } = useTypeTexts(members[0]?.type ?? '');
  return t('group.title', { name, count: members.length, formatted: format.count(members.length) });
}

function standing({ t, format }: Words, members: readonly JobRecord[]): string {
  return format.list(countParts(t, format, overallOf(members)));
}

/** The places are those of a job's row. */
function GroupActions({ members }: { readonly members: readonly JobRecord[] }) {
  const { t } = useWords();
  const state = useJobs.getState();
  const idsOf = (test: (record: JobRecord) => boolean) => members.filter(test).map(({ id }) => id);
  const going = idsOf(({ id }) => ['running', 'waiting'].includes(selectShown(state, id) ?? ''));
  const paused = idsOf(({ id }) => selectShown(state, id) === 'paused');
  const open = idsOf(({ state: now }) => !isEnded(now));
  const undoable = idsOf(isUndoable);
  return (
    <div className={styles.actions}>
      {undoable.length > 0 && (
        <RowButton name={t('group.undo')} onPress={() => undoJobs(undoable)}>
          <UndoIcon />
        </RowButton>
      )}
      {going.length > 0 && (
        <RowButton name={t('group.pause')} onPress={() => pauseJobs(going)}>
          <PauseIcon />
        </RowButton>
      )}
      {going.length === 0 && paused.length > 0 && (
        <RowButton name={t('group.resume')} onPress={() => resumeJobs(paused)}>
          <PlayIcon />
        </RowButton>
      )}
      {open.length > 0 ? (
        <RowButton name={t('group.cancel')} onPress={() => cancelJobs(open)}>
          <CrossIcon />
        </RowButton>
      ) : (
        <RowButton name={t('group.remove')} onPress={() => removeJobs(members.map(({ id }) => id))}>
          <CrossIcon />
        </RowButton>
      )}
    </div>
  );
}
