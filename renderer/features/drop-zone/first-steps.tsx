// What the empty window tells somebody who sees it for the first time.
import type { ReactNode } from 'react';
import { Button } from '../../components/button.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { trySample } from '../../stores/actions.ts';
import styles from './drop-zone.module.css';

/** @param children what comes when there is time for it */
export function FirstSteps({ children }: { readonly children: ReactNode }) {
  const { t } = useWords();
  return (
    <div className={styles.first}>
      <p>{t('drop.originals')}</p>
      <Button onPress={() => void trySample()}>{t('drop.sample')}</Button>
      {children}
    </div>
  );
}
