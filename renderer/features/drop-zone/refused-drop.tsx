// Says that files cannot be dropped now, while they are held over an open dialog.
import { WarningIcon } from '../../components/icons.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { useDrag } from './drag-store.ts';
import styles from './drop-zone.module.css';

/** Above the dialog, and heard beside it: react-aria hides all else from screen readers. */
export function RefusedDrop() {
  const { t } = useWords();
  const refused = useDrag((state) => state.refused);
  return (
    <div role="status" data-react-aria-top-layer="true" className={styles.refused} data-shown={refused || undefined}>
      {refused && (
        <>
          <WarningIcon />
          {t('drop.refused')}
        </>
      )}
    </div>
  );
}
