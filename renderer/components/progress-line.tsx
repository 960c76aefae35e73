// A thin bar. Its width is a transform, so that progress costs no layout.
import { ProgressBar } from 'react-aria-components';
import styles from './progress-line.module.css';

interface ProgressLineProps {
  /** What progresses, for screen readers. */
  readonly name: string;
  /** 0..1, or null while the total is unknown. */
  readonly fraction: number | null;
  /** The value in words. */
  readonly text?: string | undefined;
  /** Stands still in grey: paused or waiting. */
  readonly still?: boolean;
}

export function ProgressLine({ name, fraction, text, still = false }: ProgressLineProps) {
  return (
    <ProgressBar
      aria-label={name}
      value={(fraction ?? 0) * 100}
      isIndeterminate={fraction === null && !still}
      {...(text !== undefined && { valueLabel: text })}
      className={styles.track ?? ''}
      data-still={still || undefined}
    >
      {fraction === null ? (
        !still && <div className={styles.unknown} />
      ) : (
        <div className={styles.fill} style={{ transform: `scaleX(${fraction.toFixed(4)})` }} />
      )}
    </ProgressBar>
  );
}
