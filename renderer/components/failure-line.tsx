// What went wrong, and what to do, in one line.
import type { Sentence } from '../../workers/messages/word.ts';
import styles from './failure-line.module.css';
import { WarningIcon } from './icons.tsx';

interface FailureLineProps {
  readonly sentence: Sentence;
  /** Whether screen readers interrupt for it. */
  readonly alert?: boolean;
}

export function FailureLine({ sentence: { text, hint }, alert = false }: FailureLineProps) {
  return (
    <p className={styles.failure} role={alert ? 'alert' : undefined}>
      <WarningIcon />
      <span>
        <strong>{text}</strong> {hint}
      </span>
    </p>
  );
}
