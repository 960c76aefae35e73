// What a job skipped, and why.
import type { JobRecord } from '../../../main/contract/jobs.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useFormat } from '../../stores/app-store.ts';
import styles from './details.module.css';

export function SkippedList({ record }: { readonly record: JobRecord }) {
  const { t, say } = useWords();
  const format = useFormat();
  const rest = record.skippedCount - record.skipped.length;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
    <ul className={styles.skipped} tabIndex={0} aria-label={t('details.skipped')}>
      {record.skipped.map(({ path, ...skip }) => (
        <li key={`${path}/${skip.code}`} className={styles.skip}>
          <span className={styles.itemName} title={path}>
            {path}
          </span>
          <span className={styles.itemInfo}>{say(skip).text}</span>
        </li>
      ))}
      {rest > 0 && (
        <li className={styles.skipRest}>{t('details.more', { count: rest, formatted: format.count(rest) })}</li>
      )}
    </ul>
  );
}
