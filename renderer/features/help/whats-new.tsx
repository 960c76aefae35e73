// The newest part of the changelog, which is in English.
import changelog from '../../../CHANGELOG.md?raw';
import { useWords } from '../../i18n/use-words.ts';
import styles from './help.module.css';
import { newestChanges } from './newest-changes.ts';

const changes = newestChanges(changelog);

export function WhatsNew() {
  const { t } = useWords();
  return (
    <section className={styles.news} aria-labelledby="whats-new">
      <h3 className={styles.heading} id="whats-new">
        {t('about.news')}
      </h3>
      <ul lang="en">
        {changes.map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
    </section>
  );
}
