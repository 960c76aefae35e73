// What can be done with the selected rows: by the secondary button, Shift+F10, or a press on a grip. One for the list.
import type { JobRecord } from '../../../main/contract/jobs.ts';
import { popoverAnchor } from '../../components/overlays/light-popover.tsx';
import { Item, MenuAt } from '../../components/overlays/menu.tsx';
import { useWords, type Words } from '../../i18n/use-words.ts';
import { useTakers, useThenTexts } from '../../job-types/use-next-texts.ts';
import {
  cancelJobs,
  copyMarkup,
  copyPathsAndSay,
  followJob,
  pauseJobs,
  removeJobs,
  resumeJobs,
  retryJobs,
  revealOutputs,
  reviewAgain,
  startOver,
  undoJobs,
} from '../../stores/actions.ts';
import { useJobType } from '../../stores/app-store.ts';
import { withMembers } from '../../stores/jobs/groups.ts';
import { hasResults, isEnded, isHopeless, isRepeatable, isUndoable } from '../../stores/jobs/job-states.ts';
import { selectShown, useJobs } from '../../stores/jobs/jobs-store.ts';
import { isMovable } from '../../stores/jobs/queue-order.ts';
import { useWindow } from '../../stores/window-store.ts';
import styles from './job-list.module.css';
import { retryText, reviewText } from './job-texts.ts';
import { stepAndSay } from './moving/move-by-keys.ts';
import { closeRowMenu, useRowMenu } from './row-menu-store.ts';

export function RowMenu() {
  const { t } = useWords();
  const { ids, x, y } = useRowMenu();
  return (
    <>
      <span className={`${styles.anchor} ${popoverAnchor}`} style={{ left: x, top: y }} />
      <MenuAt name={t('job.menu')} open={ids.length > 0} onClose={closeRowMenu}>
        {ids.length > 0 && <Items ids={withMembers(useJobs.getState().records, ids)} />}
      </MenuAt>
    </>
  );
}

/** The number of files is that of one job. */
function retryName(words: Words, records: readonly JobRecord[]): string {
  const [only] = records;
  if (records.length === 1 && only) return retryText(words, only);
  if (records.every(({ continues }) => continues)) return words.t('job.continue');
  return words.t(records.every(({ state }) => state === 'failed') ? 'job.retry' : 'job.again');
}

function Items({ ids }: { readonly ids: readonly string[] }) {
  const words = useWords();
  const { t } = words;
  const state = useJobs();
  const those = (test: (shown: string) => boolean) => ids.filter((id) => test(selectShown(state, id) ?? ''));
  const records = ids.flatMap((id) => state.records[id] ?? []);
  const movable = records.filter(isMovable).map((record) => record.id);
  const open = those((shown) => ['waiting', 'running'].includes(shown));
  const paused = those((shown) => shown === 'paused');
  const stoppable = [...open, ...paused];
  const ended = records.filter((record) => isEnded(record.state)).map((record) => record.id);
  const undoable = records.filter(isUndoable).map((record) => record.id);
  const again = records.filter(isRepeatable);
  const continuing = again.filter(({ continues }) => continues).map((record) => record.id);
  const [only] = records.length === 1 ? records : [];
  const takers = useTakers(only?.type ?? '');
  const hasMarkup = useJobType(only?.type ?? '')?.markup;
  return (
    <>
      {only && (
        <Item
          name={t('job.details')}
          shortcut={t('help.enter')}
          onAction={() => useWindow.getState().openDetails(only.id)}
        />
      )}
      {only && hasResults(only) && (
        <>
          <Item name={t('job.reveal')} onAction={() => revealOutputs(only.id)} />
          <Item name={t('results.copy')} onAction={() => void copyPathsAndSay(only.id)} />
          {hasMarkup && <Item name={t('results.copyMarkup')} onAction={() => void copyMarkup(only.id)} />}
          {takers.map(({ type }) => (
            <Follow key={type} id={only.id} type={type} />
          ))}
        </>
      )}
      {open.length > 0 && <Item name={t('job.pause')} shortcut={t('help.space')} onAction={() => pauseJobs(open)} />}
      {paused.length > 0 && (
        <Item name={t('job.resume')} shortcut={t('help.space')} onAction={() => resumeJobs(paused)} />
      )}
      {movable.length > 0 && <Moves ids={movable} />}
      {only && (isMovable(only) || isEnded(only.state)) && !isHopeless(only) && (
        <Item name={reviewText(words, only)} onAction={() => void reviewAgain(only)} />
      )}
      {again.length > 0 && (
        <Item name={retryName(words, again)} onAction={() => retryJobs(again.map(({ id }) => id))} />
      )}
      {continuing.length > 0 && <Item name={t('job.startOver')} onAction={() => startOver(continuing)} />}
      {undoable.length > 0 && <Item name={t('results.undo')} onAction={() => undoJobs(undoable)} />}
      {ended.length > 0 && <Item name={t('job.remove')} shortcut={t('help.del')} onAction={() => removeJobs(ended)} />}
      {stoppable.length > 0 && (
        <Item name={t('job.cancel')} shortcut={t('help.del')} onAction={() => cancelJobs(stoppable)} />
      )}
    </>
  );
}

function Follow({ id, type }: { readonly id: string; readonly type: string }) {
  return <Item name={useThenTexts(type).now} onAction={() => void followJob(id, type)} />;
}

function Moves({ ids }: { readonly ids: readonly string[] }) {
  const { t } = useWords();
  const alt = t('help.alt');
  return (
    <>
      <Item name={t('job.moveFirst')} shortcut={`${alt} ${t('help.home')}`} onAction={() => stepAndSay(ids, 'first')} />
      <Item name={t('job.moveUp')} shortcut={`${alt} ↑`} onAction={() => stepAndSay(ids, 'up')} />
      <Item name={t('job.moveDown')} shortcut={`${alt} ↓`} onAction={() => stepAndSay(ids, 'down')} />
      <Item name={t('job.moveLast')} shortcut={`${alt} ${t('help.end')}`} onAction={() => stepAndSay(ids, 'last')} />
    </>
  );
}
