// Theme and language of the window.
import type { Settings } from '../../../main/contract/settings.ts';
import { LANGUAGES, type Language } from '../../../workers/messages/languages.ts';
import { ChoiceInput } from '../../components/fields/fields.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { changeSettings } from '../../stores/settings-store.ts';
import type { SectionProps } from './section-props.ts';
import styles from './settings.module.css';

export function WindowSettings({ settings }: SectionProps) {
  const { t } = useWords();
  return (
    <div className={styles.pair}>
      <ChoiceInput
        label={t('settings.theme')}
        options={[
          { key: 'system', label: t('settings.themeSystem') },
          { key: 'light', label: t('settings.themeLight') },
          { key: 'dark', label: t('settings.themeDark') },
        ]}
        value={settings.theme}
        onChange={(theme) => changeSettings({ theme: theme as Settings['theme'] })}
      />
      <ChoiceInput
        label={t('settings.language')}
        options={[
          { key: 'system', label: t('settings.languageSystem') },
          ...LANGUAGES.map((language) => ({ key: language, label: nameOf(language) })),
        ]}
        value={settings.language}
        onChange={(language) => changeSettings({ language: language as Settings['language'] })}
      />
    </div>
  );
}

/** In its own language, so that one who is lost finds the way back: "Deutsch", "Français". */
function nameOf(language: Language): string {
  const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}
