// At the left edge of a row that waits: dragged, it changes the row's place; pressed, it opens the row's menu.

import { GripIcon } from '../../../components/icons.tsx';
import { useWords } from '../../../i18n/use-words.ts';
import { useJobs } from '../../../stores/jobs/jobs-store.ts';
import { isMovable } from '../../../stores/jobs/queue-order.ts';
import styles from '../job-row.module.css';
import { openRowMenu } from '../row-menu-store.ts';
import { startOrderDrag } from './drag-order.ts';

export function MoveGrip({ id }: { readonly id: string }) {
  const { t } = useWords();
  const movable = useJobs((state) => state.records[id] !== undefined && isMovable(state.records[id]));
  if (!movable) return null;
  const open = (element: Element) => {
    const { left, bottom } = element.getBoundingClientRect();
    openRowMenu(id, left, bottom);
  };
  return (
    <button
      type="button"
      className={styles.grip}
      tabIndex={-1}
      aria-label={t('job.move')}
      aria-haspopup="menu"
      data-tip={t('job.move')}
      // The row takes presses for selecting, Enter and Space for its own.
      onMouseDown={(event) => event.stopPropagation()}
      onClick={(event) => {
        event.stopPropagation();
        // Presses of the pointer are the drag's; those of keys and screen readers have no detail.
        if (event.detail === 0) open(event.currentTarget);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' || event.key === ' ') event.stopPropagation();
      }}
      onPointerDown={(event) => {
        event.stopPropagation();
        const grip = event.currentTarget;
        startOrderDrag(event, id, () => open(grip));
      }}
    >
      <GripIcon />
    </button>
  );
}
