// Where a job's inputs come from and where its results go: "120 files → Pictures/Holiday (resized)". The place is shown by a press.
import type { SyntheticEvent } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { revealOutputs } from '../../stores/actions.ts';
import { useJobs } from '../../stores/jobs/jobs-store.ts';
import styles from './job-row.module.css';
import { filesText, placeParts, placeText, sourceText } from './job-texts.ts';

export function JobRoute({ id }: { readonly id: string }) {
  const words = useWords();
  const { t } = words;
  const source = useJobs(({ records }) => (records[id] ? sourceText(words, records[id]) : ''));
  const files = useJobs(({ records }) => (records[id] ? filesText(words, records[id]) : ''));
  const isInTitle = useJobs(({ records }) => source !== '' && records[id]?.title.startsWith(source));
  const place = useJobs(({ records }) => (records[id]?.undo ? undefined : records[id]?.place));
  // Without a line of text it would have no baseline that the name could stand on.
  if (source === '' && files === '' && place === undefined) return null;
  return (
    <>
      {(source !== '' || files !== '') && (
        <span className={styles.from}>
          {source !== '' && files !== '' ? (
            <span data-in-title={isInTitle || undefined} className={styles.source}>
              {source},{' '}
            </span>
          ) : (
            source
          )}
          {files}
        </span>
      )}
      {place !== undefined && (
        <span className={styles.route}>
          <span className={styles.to}>
            <span aria-hidden="true">→</span>
            <button
              type="button"
              tabIndex={-1}
              className={styles.place}
              aria-label={t('job.revealPlace', { place: placeText(place) })}
              data-tip={place}
              onPointerDown={keep}
              onMouseDown={keep}
              onDoubleClick={keep}
              onKeyDown={(event) => ['Enter', ' '].includes(event.key) && keep(event)}
              onClick={(event) => {
                keep(event);
                void revealOutputs(id);
              }}
            >
              <Place place={place} />
            </button>
          </span>
        </span>
      )}
    </>
  );
}

/** Where there is not room for all of it, its end stays to be read. */
function Place({ place }: { readonly place: string }) {
  const [first, last] = placeParts(place);
  if (last === undefined) return <span className={styles.last}>{first}</span>;
  return (
    <>
      <span className={styles.parent}>
        <span className={styles.parentName}>{first}</span>/
      </span>
      <span className={styles.last}>{last}</span>
    </>
  );
}

/** The row would take the press for its own. */
function keep(event: SyntheticEvent): void {
  event.stopPropagation();
}
