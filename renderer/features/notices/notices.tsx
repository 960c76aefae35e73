// What main refused, said once, until it is dismissed.
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/button.tsx';
import { CrossIcon, WarningIcon } from '../../components/icons.tsx';
import { useMessages } from '../../i18n/use-messages.ts';
import { useWindow } from '../../stores/window-store.ts';
import styles from './notices.module.css';

export function Notices() {
  const { t } = useTranslation();
  const say = useMessages();
  const notices = useWindow((state) => state.notices);
  const dismiss = useWindow((state) => state.dismiss);
  return (
    <section className={styles.notices} aria-label={t('notices.label')}>
      {notices.map(({ key, error }) => (
        <div key={key} role="alert" className={styles.notice}>
          <WarningIcon />
          <p>
            <strong>{say(error.message)}</strong> {say(error.hint)}
          </p>
          <IconButton name={t('notices.dismiss')} onPress={() => dismiss(key)}>
            <CrossIcon />
          </IconButton>
        </div>
      ))}
    </section>
  );
}
