// Says that what is on the list would be forgotten with the app, for as long as that is so.
import { FailureLine } from '../../components/failure-line.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { useEnd } from '../../stores/end-store.ts';
import styles from './ending.module.css';

export function UnsavedNotice() {
  const { say } = useWords();
  const unsaved = useEnd((state) => state.unsaved);
  if (!unsaved) return null;
  return (
    <div className={styles.unsaved}>
      <FailureLine sentence={say(unsaved)} alert />
    </div>
  );
}
