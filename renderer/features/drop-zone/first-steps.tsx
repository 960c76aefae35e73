// What somebody wants to know who sees the empty window for the first time.
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { trySample } from '../../stores/actions.ts';
import styles from './drop-zone.module.css';

export function FirstSteps() {
  const { t } = useTranslation();
  return (
    <div className={styles.first}>
      <p>{t('drop.originals')}</p>
      <Button look="quiet" onPress={() => void trySample()}>
        {t('drop.sample')}
      </Button>
    </div>
  );
}
