// The whole queue in one line, with a bar weighted by bytes.
import type { TFunction } from 'i18next';
import { ProgressLine } from '../../components/progress-line.tsx';
import type { Format } from '../../format/format.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useFormat } from '../../stores/app-store.ts';
import { useJobs } from '../../stores/jobs/jobs-store.ts';
import { overallOf, type Tally, tallyOf } from '../../stores/jobs/overall.ts';
import { countParts } from './count-parts.ts';
import styles from './toolbar.module.css';

export function QueueState() {
  const { t } = useWords();
  const format = useFormat();
  const records = useJobs((state) => state.records);
  const overall = overallOf(Object.values(records));
  const busy = overall.running + overall.waiting + overall.paused > 0;
  const { fraction, secondsLeft, estimated } = overall;
  const far = format.list([
    fraction === null ? '' : format.percent(fraction),
    secondsLeft === null ? '' : t(estimated ? 'job.leftAbout' : 'job.left', { time: format.clock(secondsLeft) }),
  ]);
  return (
    <div className={styles.queue}>
      <p className={styles.counts}>
        <span className={styles.ellipsis}>{format.list(countParts(t, format, overall))}</span>
        <span className={styles.far} data-busy={busy || undefined}>
          {busy ? far : tallyText(t, format, tallyOf(Object.values(records)))}
        </span>
      </p>
      <div className={styles.bar}>
        {busy && (
          <ProgressLine
            name={t('toolbar.overall')}
            fraction={fraction}
            text={far || undefined}
            still={overall.running === 0}
          />
        )}
      </div>
    </div>
  );
}

/** "120 files: 117 done, 2 skipped, 1 failed; 84 MB saved in 0:42" */
function tallyText(t: TFunction, format: Format, tally: Tally): string {
  const { done, skipped, failed, saved, seconds } = tally;
  const count = done + skipped + failed;
  if (count === 0) return '';
  const parts = [
    t('tally.done', { formatted: format.count(done) }),
    skipped > 0 ? t('tally.skipped', { formatted: format.count(skipped) }) : '',
    failed > 0 ? t('tally.failed', { formatted: format.count(failed) }) : '',
  ];
  const clean = skipped === 0 && failed === 0;
  const files = clean
    ? t('job.files', { count, formatted: format.count(count) })
    : t('tally.files', { count, formatted: format.count(count), parts: parts.filter(Boolean).join(', ') });
  if (seconds < 0.5) return files;
  const time = format.clock(seconds);
  return saved > 0 ? t('tally.saved', { files, saved: format.bytes(saved), time }) : t('tally.took', { files, time });
}
