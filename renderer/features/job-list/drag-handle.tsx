// The icon of a row. The results of a job that is done are dragged out of the window by it.
import type { DragEvent, ReactNode, SyntheticEvent } from 'react';
import { useWords } from '../../i18n/use-words.ts';
import { dragOut } from '../../stores/actions.ts';
import { hasResults } from '../../stores/jobs/job-states.ts';
import { useJobs } from '../../stores/jobs/jobs-store.ts';
import styles from './job-row.module.css';

interface DragHandleProps {
  readonly id: string;
  readonly children: ReactNode;
}

export function DragHandle({ id, children }: DragHandleProps) {
  const { t } = useWords();
  const draggable = useJobs(({ records }) => records[id] !== undefined && hasResults(records[id]));
  if (!draggable) return <span className={styles.icon}>{children}</span>;
  const onDragStart = (event: DragEvent) => {
    event.preventDefault();
    event.stopPropagation();
    void dragOut(id);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dragging is the pointer's way; by keyboard, paths are copied
    <span
      className={styles.icon}
      draggable
      data-tip={t('results.drag')}
      onDragStart={onDragStart}
      onPointerDown={keep}
      onMouseDown={keep}
    >
      {children}
    </span>
  );
}

/** The row would take the press for its own and prevent the drag. */
function keep(event: SyntheticEvent): void {
  event.stopPropagation();
}
