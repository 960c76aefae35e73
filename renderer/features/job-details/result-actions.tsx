// What can be done with the results of a job that is done.
import { useEffect, useState } from 'react';
import type { JobTypeInfo } from '../../../main/contract/api.ts';
import type { JobRecord } from '../../../main/contract/jobs.ts';
import { IconButton } from '../../components/button.tsx';
import { CheckIcon, CopyIcon, FolderIcon, SlidersIcon, TypeIcon, UndoIcon } from '../../components/icons.tsx';
import spoken from '../../components/spoken.module.css';
import { useWords } from '../../i18n/use-words.ts';
import { useTakers, useThenTexts } from '../../job-types/use-next-texts.ts';
import { copyPaths, followJob, revealOutputs, reviewAgain, undoJobs } from '../../stores/actions.ts';
import { hasResults, isEnded, isUndoable } from '../../stores/jobs/job-states.ts';
import { isMovable } from '../../stores/jobs/queue-order.ts';
import { reviewText, undoParts } from '../job-list/job-texts.ts';
import styles from './details.module.css';

/** Milliseconds for which a button says what it has done. */
const ANSWER_SHOWN_MS = 2_000;

export function ResultActions({ record }: { readonly record: JobRecord }) {
  const words = useWords();
  const { t } = words;
  const { id } = record;
  const isWaiting = isMovable(record);
  const takers = useTakers(record.type);
  return (
    <>
      {(isWaiting || isEnded(record.state)) && (
        <IconButton name={reviewText(words, record)} onPress={() => void reviewAgain(record)}>
          <SlidersIcon />
        </IconButton>
      )}
      {hasResults(record) && (
        <>
          <IconButton name={t('job.reveal')} onPress={() => revealOutputs(id)}>
            <FolderIcon />
          </IconButton>
          <CopyButton id={id} />
          {takers.map((taker) => (
            <FollowButton key={taker.type} id={id} taker={taker} />
          ))}
        </>
      )}
      {isUndoable(record) && (
        <IconButton name={t('results.undo')} onPress={() => undoJobs([id])}>
          <UndoIcon />
        </IconButton>
      )}
    </>
  );
}

function FollowButton({ id, taker: { type, icon } }: { readonly id: string; readonly taker: JobTypeInfo }) {
  return (
    <IconButton name={useThenTexts(type).now} onPress={() => void followJob(id, type)}>
      <TypeIcon path={icon} />
    </IconButton>
  );
}

function CopyButton({ id }: { readonly id: string }) {
  const { t } = useWords();
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), ANSWER_SHOWN_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <>
      <IconButton name={t('results.copy')} onPress={async () => setCopied(await copyPaths(id))}>
        {copied ? <CheckIcon /> : <CopyIcon />}
      </IconButton>
      <span role="status" className={spoken.spoken}>
        {copied && t('results.copied')}
      </span>
    </>
  );
}

/** What an undo did, and what it left alone and why. */
export function UndoReport({ record }: { readonly record: JobRecord }) {
  const words = useWords();
  const { t, format, say } = words;
  if (!record.undo) return null;
  const { left, leftCount } = record.undo;
  const rest = leftCount - left.length;
  return (
    <div className={styles.undo} role="status">
      <p>
        <UndoIcon />
        <span>{format.list(undoParts(words, record.undo))}</span>
      </p>
      {left.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
        <ul tabIndex={0} aria-label={t('results.leftAlone')}>
          {left.map(({ path, ...skip }) => (
            <li key={`${path}/${skip.code}`} title={path}>
              {t('job.skipped', { name: path.split(/[/\\]/).at(-1) ?? '', reason: say(skip).text })}
            </li>
          ))}
          {rest > 0 && <li>{t('details.more', { count: rest, formatted: format.count(rest) })}</li>}
        </ul>
      )}
    </div>
  );
}
