// The settings: each takes effect as it is chosen, so there is nothing to confirm.
import { Button } from '../../components/button.tsx';
import { Sheet, SheetButtons, SheetContent } from '../../components/overlays/sheet.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { useSettings } from '../../stores/settings-store.ts';
import { useWindow } from '../../stores/window-store.ts';
import { AdvancedSettings } from './advanced-settings.tsx';
import { OutputSettings } from './output-settings.tsx';
import type { SectionProps } from './section-props.ts';
import styles from './settings.module.css';
import { WindowSettings } from './window-settings.tsx';
import { WorkSettings } from './work-settings.tsx';

export function SettingsSheet() {
  const { t } = useWords();
  const open = useWindow((state) => state.settingsOpen);
  const setOpen = useWindow((state) => state.setSettings);
  const settings = useSettings((state) => state.settings);
  return (
    <Sheet title={t('settings.title')} open={open && settings !== null} onOpenChange={setOpen} width={640}>
      {settings && <Sections settings={settings} />}
      <SheetButtons>
        <Button look="primary" onPress={() => setOpen(false)}>
          {t('settings.close')}
        </Button>
      </SheetButtons>
    </Sheet>
  );
}

function Sections({ settings }: SectionProps) {
  const { t } = useWords();
  return (
    <SheetContent>
      <Section title={t('settings.window')}>
        <WindowSettings settings={settings} />
      </Section>
      <Section title={t('settings.outputs')}>
        <OutputSettings settings={settings} />
      </Section>
      <Section title={t('settings.work')}>
        <WorkSettings settings={settings} />
      </Section>
      <Section title={t('settings.advanced')}>
        <AdvancedSettings settings={settings} />
      </Section>
    </SheetContent>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{title}</h3>
      <div className={styles.rows}>{children}</div>
    </section>
  );
}
