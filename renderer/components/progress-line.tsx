// A thin bar. Its width is a transform, so that progress costs no layout. Plain elements, for rows come and go.
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
  const value = fraction ?? (still ? 0 : undefined);
  return (
    <div
      role="progressbar"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={value === undefined ? undefined : Math.round(value * 100)}
      aria-valuetext={value === undefined ? undefined : text}
      className={styles.track}
      data-still={still || undefined}
    >
      {fraction === null ? (
        !still && <div className={styles.unknown} />
      ) : (
        <div className={styles.fill} style={{ transform: `scaleX(${fraction.toFixed(4)})` }} />
      )}
    </div>
  );
}
