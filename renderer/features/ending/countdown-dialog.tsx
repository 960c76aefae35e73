// The queue is done and something follows: a countdown that can be cancelled.
import { useEffect, useState } from 'react';
import { COUNTDOWN_MS, type Countdown } from '../../../main/contract/ending.ts';
import { Button } from '../../components/button.tsx';
import { Sheet, SheetButtons } from '../../components/overlays/sheet.tsx';
import { ProgressLine } from '../../components/progress-line.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { useFormat } from '../../stores/app-store.ts';
import { settleCountdown, useEnd } from '../../stores/end-store.ts';
import styles from './ending.module.css';

export function CountdownDialog() {
  const { t } = useWords();
  const countdown = useEnd((state) => state.countdown);
  return (
    <Sheet
      title={t('countdown.title')}
      open={countdown !== null}
      onOpenChange={(open) => !open && settleCountdown('cancel')}
      width={400}
      role="alertdialog"
    >
      {countdown && <Clock countdown={countdown} />}
      <SheetButtons>
        <Button onPress={() => settleCountdown('now')}>{t('countdown.now')}</Button>
        <Button look="primary" autoFocus onPress={() => settleCountdown('cancel')}>
          {t('countdown.cancel')}
        </Button>
      </SheetButtons>
    </Sheet>
  );
}

function Clock({ countdown }: { readonly countdown: Countdown }) {
  const { t } = useWords();
  const format = useFormat();
  const left = Math.max(0, countdown.endsAt - useNow());
  const time = format.clock(Math.ceil(left / 1000));
  const text = {
    quit: t('countdown.quit', { time }),
    sleep: t('countdown.sleep', { time }),
    'shut-down': t('countdown.shutDown', { time }),
  }[countdown.action];
  return (
    <div className={styles.clock}>
      <p>{text}</p>
      <ProgressLine name={t('countdown.left')} fraction={Math.min(1, left / COUNTDOWN_MS)} text={time} />
    </div>
  );
}

/** Milliseconds since 1970, a few times a second. */
function useNow(): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, []);
  return now;
}
