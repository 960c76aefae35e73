// Says that the list would be lost if the app ended, as long as it cannot be saved.
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
