// The question that is asked when the user quits while jobs are running.
import { useId } from 'react';
import { Button } from '../../components/button.tsx';
import { Sheet, SheetContent } from '../../components/overlays/sheet.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { useFormat } from '../../stores/app-store.ts';
import { leave, useEnd } from '../../stores/end-store.ts';
import { useJobs } from '../../stores/jobs/jobs-store.ts';
import { overallOf } from '../../stores/jobs/overall.ts';
import styles from './ending.module.css';

export function LeaveDialog() {
  const { t } = useWords();
  const asking = useEnd((state) => state.asking);
  return (
    <Sheet
      title={t('leave.title')}
      open={asking}
      onOpenChange={(open) => !open && leave('stay')}
      width={440}
      role="alertdialog"
    >
      <SheetContent>
        <Choices />
      </SheetContent>
    </Sheet>
  );
}

function Choices() {
  const { t } = useWords();
  const format = useFormat();
  const records = useJobs((state) => state.records);
  const { running, waiting, paused } = overallOf(Object.values(records));
  const parts = [
    running > 0 ? t('toolbar.running', { count: running, formatted: format.count(running) }) : '',
    waiting > 0 ? t('toolbar.waiting', { count: waiting, formatted: format.count(waiting) }) : '',
    paused > 0 ? t('toolbar.paused', { count: paused, formatted: format.count(paused) }) : '',
  ];
  const atWork = running + waiting > 0;
  const lost = paused > 0 ? ` ${t('leave.pausedAreKept')}` : '';
  return (
    <div className={styles.choices}>
      <p className={styles.counts}>{format.list(parts)}</p>
      {atWork && <Choice look="primary" name={t('leave.finish')} help={t('leave.finishHelp') + lost} choice="finish" />}
      {atWork && <Choice name={t('leave.background')} help={t('leave.backgroundHelp') + lost} choice="background" />}
      <Choice
        name={t('leave.later')}
        help={t('leave.laterHelp')}
        choice="later"
        {...(!atWork && { look: 'primary' })}
      />
      <Choice name={t('leave.cancel')} help={t('leave.cancelHelp')} choice="cancel" />
      <Choice name={t('leave.stay')} choice="stay" look="quiet" />
    </div>
  );
}

interface ChoiceProps {
  readonly name: string;
  readonly help?: string;
  readonly choice: Parameters<typeof leave>[0];
  readonly look?: 'primary' | 'plain' | 'quiet';
}

function Choice({ name, help, choice, look = 'plain' }: ChoiceProps) {
  const helpId = useId();
  return (
    <div className={styles.choice}>
      <Button
        look={look}
        autoFocus={look === 'primary'}
        onPress={() => leave(choice)}
        {...(help && { 'aria-describedby': helpId })}
      >
        {name}
      </Button>
      {help && (
        <p id={helpId} className={styles.help}>
          {help}
        </p>
      )}
    </div>
  );
}
