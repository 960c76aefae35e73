// What main refused, said once, until it is dismissed; and what was done that nothing else shows, for a moment.
import { useEffect } from 'react';
import type { Sentence } from '../../../workers/messages/word.ts';
import { IconButton } from '../../components/button.tsx';
import { CheckIcon, CrossIcon, WarningIcon } from '../../components/icons.tsx';
import { useWords } from '../../i18n/use-words.ts';
import { type Notice, useWindow } from '../../stores/window-store.ts';
import styles from './notices.module.css';

/** Milliseconds that a confirmation stays. */
const STAY_MS = 6_000;

export function Notices() {
  const { t } = useWords();
  const notices = useWindow((state) => state.notices);
  return (
    <section className={styles.notices} aria-label={t('notices.label')} data-react-aria-top-layer="true">
      {notices.map((notice) => (
        <NoticeBox key={notice.key} notice={notice} />
      ))}
    </section>
  );
}

function NoticeBox({ notice: { key, error, done } }: { readonly notice: Notice }) {
  const { t, say } = useWords();
  const dismiss = useWindow((state) => state.dismiss);
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => dismiss(key), STAY_MS);
    return () => clearTimeout(timer);
  }, [done, dismiss, key]);
  return (
    <div role={done ? 'status' : 'alert'} className={styles.notice} data-done={done || undefined}>
      {done ? <CheckIcon /> : <WarningIcon />}
      <p>{done ? say(error).text : <ProblemText sentence={say(error)} />}</p>
      <IconButton name={t('notices.dismiss')} onPress={() => dismiss(key)}>
        <CrossIcon />
      </IconButton>
    </div>
  );
}

function ProblemText({ sentence: { text, hint } }: { readonly sentence: Sentence }) {
  return (
    <>
      <strong>{text}</strong> {hint}
    </>
  );
}
