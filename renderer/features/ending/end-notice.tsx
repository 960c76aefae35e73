// Says what follows the end of the queue, while jobs are running, and lets the user cancel that.
import { Button } from '../../components/button.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { useFormat } from '../../stores/app-store.ts';
import { leave, useEnd } from '../../stores/end-store.ts';
import { isEnded } from '../../stores/jobs/job-states.ts';
import { useJobs } from '../../stores/jobs/jobs-store.ts';
import { changeSettings, useSettings } from '../../stores/settings-store.ts';
import styles from './ending.module.css';

export function EndNotice() {
  const { t } = useWords();
  const format = useFormat();
  const leaving = useEnd((state) => state.leaving !== null);
  const finishing = useEnd((state) => state.finishing);
  const whenDone = useSettings((state) => state.settings?.whenDone ?? 'nothing');
  const open = useJobs((state) => Object.values(state.records).some((record) => !isEnded(record.state)));
  if (finishing > 0) {
    return (
      <p className={styles.notice}>
        <span role="status">{t('after.finishing', { count: finishing, formatted: format.count(finishing) })}</span>
      </p>
    );
  }
  if (!open || (whenDone === 'nothing' && !leaving)) return null;
  const text = {
    nothing: t('after.quit'),
    quit: t('after.quit'),
    sleep: t('after.sleep'),
    'shut-down': t('after.shutDown'),
  }[whenDone];
  const cancel = () => {
    if (leaving) void leave('stay');
    if (whenDone !== 'nothing') void changeSettings({ whenDone: 'nothing' });
  };
  return (
    <p className={styles.notice}>
      <span role="status">{text}</span>
      <Button look="quiet" onPress={cancel}>
        {t('after.cancel')}
      </Button>
    </p>
  );
}
