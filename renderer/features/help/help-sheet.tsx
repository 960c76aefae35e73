// The keyboard shortcuts.
import { Button } from '../../components/button.tsx';
import { Sheet, SheetButtons, SheetContent } from '../../components/overlays/sheet.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { useApp } from '../../stores/app-store.ts';
import { useWindow } from '../../stores/window-store.ts';
import styles from './help.module.css';

type Row = readonly [what: string, ...keys: string[]];

export function HelpSheet() {
  const { t } = useWords();
  const open = useWindow((state) => state.helpOpen);
  const setHelp = useWindow((state) => state.setHelp);
  return (
    <Sheet title={t('help.title')} open={open} onOpenChange={setHelp} width={640}>
      <SheetContent>
        <Rows />
      </SheetContent>
      <SheetButtons>
        <Button look="primary" onPress={() => setHelp(false)} autoFocus>
          {t('help.close')}
        </Button>
      </SheetButtons>
    </Sheet>
  );
}

function Rows() {
  const { t } = useWords();
  const mac = useApp((state) => state.info.platform === 'darwin');
  const ctrl = mac ? '⌘' : t('help.ctrl');
  const shift = mac ? '⇧' : t('help.shift');
  const anywhere: readonly Row[] = [
    [t('help.chooseFiles'), ctrl, 'O'],
    [t('help.chooseFolders'), ctrl, shift, 'O'],
    [t('help.paste'), ctrl, 'V'],
    [t('help.pauseAll'), ctrl, shift, 'P'],
    [t('help.resumeAll'), ctrl, shift, 'G'],
    [t('help.retryFailed'), ctrl, shift, 'R'],
    [t('help.cancelAll'), ctrl, shift, '⌫'],
    [t('help.clearFinished'), ctrl, shift, 'K'],
    [t('help.options'), ctrl, 'I'],
    [t('help.find'), ctrl, 'F'],
    [t('help.undo'), ctrl, 'Z'],
    [t('help.panes'), 'F6'],
    [t('help.closeDetails'), t('help.escape')],
    [t('help.controls'), t('help.tab')],
    [t('help.zoom'), ctrl, '+', '−', '0'],
    [t('help.settings'), ctrl, ','],
    [t('help.help'), '?'],
  ];
  const list: readonly Row[] = [
    [t('help.move'), '↑', '↓'],
    [t('help.extend'), shift, '↓'],
    [t('help.buttons'), '←', '→'],
    [t('help.open'), t('help.enter')],
    [t('help.pause'), t('help.space')],
    [t('help.order'), t('help.alt'), '↑', '↓'],
    [t('help.orderEnds'), t('help.alt'), t('help.home'), t('help.end')],
    [t('help.menu'), shift, 'F10'],
    [t('help.remove'), mac ? '⌫' : t('help.del')],
  ];
  return (
    <div className={styles.columns}>
      <Column title={t('help.window')} rows={anywhere} />
      <Column title={t('help.list')} rows={list} />
    </div>
  );
}

function Column({ title, rows }: { readonly title: string; readonly rows: readonly Row[] }) {
  return (
    <section>
      <h3 className={styles.heading}>{title}</h3>
      <dl className={styles.list}>
        {rows.map(([what, ...keys]) => (
          <div key={what} className={styles.line}>
            <dt>{what}</dt>
            <dd className={styles.keys}>
              {keys.map((key) => (
                <kbd key={key} className={styles.key}>
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
