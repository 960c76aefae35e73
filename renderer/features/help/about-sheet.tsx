// Which Dropmill this is, what it runs on and is made of, and what to send with a question.
import type { HelpAction } from '../../../main/contract/api.ts';
import { api } from '../../bridge.ts';
import { Button } from '../../components/button.tsx';
import { Sheet, SheetButtons, SheetContent } from '../../components/overlays/sheet.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { useApp } from '../../stores/app-store.ts';
import { checkForUpdates, useUpdates } from '../../stores/updates-store.ts';
import { useWindow } from '../../stores/window-store.ts';
import styles from './help.module.css';
import { WhatsNew } from './whats-new.tsx';

export function AboutSheet() {
  const { t } = useWords();
  const open = useWindow((state) => state.sheet === 'about');
  const { openSheet } = useWindow.getState();
  const { version, runtime } = useApp((state) => state.info);
  return (
    <Sheet title={t('about.title')} open={open} onOpenChange={(next) => openSheet(next ? 'about' : null)} width={480}>
      <SheetContent>
        <div className={styles.about}>
          <p className={styles.version}>{t('about.version', { version })}</p>
          <p>{runtime}</p>
          <p>{t('about.private')}</p>
          <Updates />
          <h3 className={styles.heading}>{t('about.problemTitle')}</h3>
          <p>{t('about.problem')}</p>
          <div className={styles.actions}>
            <Action what="copy-diagnostics" name={t('about.copyDiagnostics')} />
            <Action what="show-logs" name={t('about.showLogs')} />
            <Action what="show-licences" name={t('about.showLicences')} />
          </div>
          <WhatsNew />
        </div>
      </SheetContent>
      <SheetButtons>
        <Button look="primary" onPress={() => openSheet(null)} autoFocus>
          {t('help.close')}
        </Button>
      </SheetButtons>
    </Sheet>
  );
}

function Updates() {
  const { t, say } = useWords();
  const { isAsking, answer } = useUpdates();
  const sentence = answer && say(answer);
  return (
    <div className={styles.updates}>
      <Button isDisabled={isAsking} onPress={() => void checkForUpdates()}>
        {t('about.checkUpdates')}
      </Button>
      <p role="status">
        {isAsking ? t('about.checking') : sentence && [sentence.text, sentence.hint].filter(Boolean).join(' ')}
      </p>
    </div>
  );
}

function Action({ what, name }: { readonly what: HelpAction; readonly name: string }) {
  const { say } = useWindow.getState();
  const run = async () => {
    const answer = await api().helpDo(what);
    if (!answer.ok) say(answer.error);
  };
  return <Button onPress={() => void run()}>{name}</Button>;
}
