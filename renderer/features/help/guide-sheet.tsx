// A short guide for somebody who opens the window for the first time.
import { Button } from '../../components/button.tsx';
import { Sheet, SheetButtons, SheetContent } from '../../components/overlays/sheet.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { useWindow } from '../../stores/window-store.ts';
import styles from './help.module.css';

const STEPS = ['drop', 'options', 'queue', 'results', 'originals', 'watch'] as const;

export function GuideSheet() {
  const { t } = useWords();
  const open = useWindow((state) => state.sheet === 'guide');
  const { openSheet, setHelp } = useWindow.getState();
  return (
    <Sheet title={t('guide.title')} open={open} onOpenChange={(next) => openSheet(next ? 'guide' : null)} width={520}>
      <SheetContent>
        <dl className={styles.guide}>
          {STEPS.map((step) => (
            <div key={step}>
              <dt>{t(`guide.${step}.title`)}</dt>
              <dd>{t(`guide.${step}.text`)}</dd>
            </div>
          ))}
        </dl>
      </SheetContent>
      <SheetButtons>
        <Button
          onPress={() => {
            openSheet(null);
            setHelp(true);
          }}
        >
          {t('toolbar.shortcuts')}
        </Button>
        <Button look="primary" onPress={() => openSheet(null)} autoFocus>
          {t('help.close')}
        </Button>
      </SheetButtons>
    </Sheet>
  );
}
