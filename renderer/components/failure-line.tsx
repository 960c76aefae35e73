// What went wrong, and what to do, in one line.
import styles from './failure-line.module.css';
import { WarningIcon } from './icons.tsx';

interface FailureLineProps {
  readonly message: string;
  readonly hint: string;
  /** Whether screen readers interrupt for it. */
  readonly alert?: boolean;
}

export function FailureLine({ message, hint, alert = false }: FailureLineProps) {
  return (
    <p className={styles.failure} role={alert ? 'alert' : undefined}>
      <WarningIcon />
      <span>
        <strong>{message}</strong> {hint}
      </span>
    </p>
  );
}
