// Asks once for all jobs that an earlier run of the app has left whether they continue.
import { useShallow } from 'zustand/react/shallow';
import type { JobRecord } from '../../../main/contract/jobs.ts';
import { Button } from '../../components/button.tsx';
import { useWords, type Words } from '../../i18n/use-words.ts';
import { discardFromLastTime, resumeFromLastTime } from '../../stores/actions.ts';
import { isFromLastTime, wantsReview } from '../../stores/jobs/job-states.ts';
import { useJobs } from '../../stores/jobs/jobs-store.ts';
import { retryText, reviewText } from '../job-list/job-texts.ts';
import styles from './ending.module.css';

export function LastTimeNotice() {
  const words = useWords();
  const { t, format } = words;
  const those = useJobs(useShallow(({ records }) => Object.values(records).filter(isFromLastTime)));
  if (those.length === 0) return null;
  const interrupted = those.filter(({ state }) => state === 'interrupted').length;
  const text = (key: 'interrupted' | 'waiting', count: number) =>
    count > 0 ? t(`lastTime.${key}`, { count, formatted: format.count(count) }) : '';
  return (
    <section className={styles.notice} aria-label={t('lastTime.label')}>
      <span role="status">
        {format.list([text('interrupted', interrupted), text('waiting', those.length - interrupted)])}
      </span>
      <span className={styles.buttons}>
        <Button look="quiet" onPress={discardFromLastTime} data-tip={t('lastTime.discardHelp')}>
          {t('lastTime.discard')}
        </Button>
        <Button look="primary" onPress={resumeFromLastTime}>
          {resumeText(words, those)}
        </Button>
      </span>
    </section>
  );
}

/** As the buttons of the rows, where those are called alike. */
function resumeText(words: Words, those: readonly JobRecord[]): string {
  const ofRows = those.map((record) => {
    if (record.state !== 'interrupted') return '';
    return wantsReview(record) ? reviewText(words, record) : retryText(words, record);
  });
  const [first = ''] = ofRows;
  return first !== '' && ofRows.every((one) => one === first) ? first : words.t('lastTime.resume');
}
