// Asks once for all jobs that an earlier run of the app has left whether they continue.
import { Button } from '../../components/button.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { discardFromLastTime, resumeFromLastTime } from '../../stores/actions.ts';
import { useJobs } from '../../stores/jobs/jobs-store.ts';
import styles from './ending.module.css';

export function LastTimeNotice() {
  const { t, format } = useWords();
  const interrupted = useJobs(({ records }) => count(records, ({ state }) => state === 'interrupted'));
  const held = useJobs(({ records }) => count(records, (record) => record.state === 'waiting' && record.held === true));
  if (interrupted + held === 0) return null;
  const text = (key: 'interrupted' | 'waiting', number: number) =>
    number > 0 ? t(`lastTime.${key}`, { count: number, formatted: format.count(number) }) : '';
  return (
    <section className={styles.notice} aria-label={t('lastTime.label')}>
      <span role="status">{format.list([text('interrupted', interrupted), text('waiting', held)])}</span>
      <span className={styles.buttons}>
        <Button look="quiet" onPress={discardFromLastTime} data-tip={t('lastTime.discardHelp')}>
          {t('lastTime.discard')}
        </Button>
        <Button look="primary" onPress={resumeFromLastTime}>
          {t('lastTime.resume')}
        </Button>
      </span>
    </section>
  );
}

type Records = ReturnType<typeof useJobs.getState>['records'];

function count(records: Records, test: (record: Records[string]) => boolean): number {
  return Object.values(records).filter(test).length;
}
