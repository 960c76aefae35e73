// Says that files cannot be dropped now, while they are held over an open dialog.
import { useTranslation } from 'react-i18next';
import { WarningIcon } from '../../components/icons.tsx';
import { useDrag } from './drag-store.ts';
import styles from './drop-zone.module.css';

/** Above the dialog, and heard beside it: react-aria hides all else from screen readers. */
export function RefusedDrop() {
  const { t } = useTranslation();
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
