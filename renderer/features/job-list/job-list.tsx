// The list of jobs: only the rows in sight are drawn.
import { type KeyboardEvent, type MouseEvent, memo, useCallback, useEffect, useMemo } from 'react';
import { GridList, ListLayout, type Selection, Virtualizer } from 'react-aria-components';
import { useWords } from '../../i18n/use-words.ts';
import { deleteJobs, togglePause } from '../../stores/actions.ts';
import { isHead, withMembers } from '../../stores/jobs/groups.ts';
import type { JobKey } from '../../stores/jobs/jobs-state.ts';
import { useJobs } from '../../stores/jobs/jobs-store.ts';
import { useWindow } from '../../stores/window-store.ts';
import { useGradually } from './gradually.ts';
import styles from './job-list.module.css';
import { ListRow } from './list-row.tsx';
import { useOrderDrag } from './moving/drag-order.ts';
import { stepAndSay, stepOf } from './moving/move-by-keys.ts';
import { ROW_HEIGHT } from './row-height.ts';
import { RowMenu } from './row-menu.tsx';
import { openRowMenu } from './row-menu-store.ts';

const layoutOptions = { rowSize: ROW_HEIGHT };

export const JobList = memo(function JobList() {
  const { t } = useWords();
  const keys = useGradually(useJobs((state) => state.keys));
  const selected = useWindow((state) => state.selected);
  const select = useSelect();
  useOpenRowInSight();
  const present = useMemo(() => presentOf(keys, selected), [keys, selected]);
  const renderRow = useCallback((key: JobKey) => <JobListItem id={key.id} />, []);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the grid within has the role; keys and menu are its rows'
    <div className={styles.wrap} onKeyDownCapture={onKey} onContextMenu={onContextMenu}>
      <Virtualizer layout={ListLayout} layoutOptions={layoutOptions}>
        <GridList
          aria-label={t('job.list')}
          className={styles.list ?? ''}
          items={keys}
          selectionMode="multiple"
          selectionBehavior="replace"
          escapeKeyBehavior="none"
          selectedKeys={present}
          onSelectionChange={select}
        >
          {renderRow}
        </GridList>
      </Virtualizer>
      <DropLine />
      <RowMenu />
    </div>
  );
});

/** The same set when all of it is there. */
function presentOf(keys: readonly JobKey[], selected: ReadonlySet<string>): ReadonlySet<string> {
  const present = keys.filter((key) => selected.has(key.id));
  return present.length === selected.size ? selected : new Set(present.map((key) => key.id));
}

/** Where the dragged rows would go. */
function DropLine() {
  const line = useOrderDrag((state) => (state.ids.length > 0 ? state.line : null));
  return line === null ? null : <div className={styles.line} style={{ transform: `translateY(${line}px)` }} />;
}

/** The row whose details open stays in sight when the list gives them room. */
function useOpenRowInSight(): void {
  const openJob = useWindow((state) => state.openJob);
  useEffect(() => {
    if (openJob === null) return;
    const frame = requestAnimationFrame(() => {
      document.querySelector(`[role="row"][data-key="${CSS.escape(openJob)}"]`)?.scrollIntoView({ block: 'nearest' });
    });
    return () => cancelAnimationFrame(frame);
  }, [openJob]);
}

/** What is selected; open details follow a single selection. */
function useSelect(): (selection: Selection) => void {
  return useCallback((selection: Selection) => {
    const all = useJobs.getState().keys.map((key) => key.id);
    // The list's own set, which knows from where Shift selects. Its keys are the jobs' ids.
    const ids = selection === 'all' ? new Set(all) : (selection as ReadonlySet<string>);
    const { select, openDetails, openJob } = useWindow.getState();
    select(ids);
    const [only] = ids;
    if (openJob !== null && ids.size === 1 && only !== undefined && !isHead(only)) openDetails(only);
  }, []);
}

/**
 * Its text is the title alone: a text that followed the state would have the whole collection made again, and every row
 * drawn, each time a job starts or ends.
 */
function JobListItem({ id }: { readonly id: string }) {
  const title = useJobs((state) => state.records[id]?.title ?? '');
  return <ListRow id={id} textValue={title} />;
}

/** At the pointer, or under the row when a key asks for it. */
function onContextMenu(event: MouseEvent): void {
  const row = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('[role="row"]') : null;
  const id = row?.dataset.key;
  if (!row || id === undefined) return;
  event.preventDefault();
  const byKey = event.button !== 2;
  const { left, bottom } = row.getBoundingClientRect();
  openRowMenu(id, byKey ? left + 40 : event.clientX, byKey ? bottom - 8 : event.clientY);
}

/** Alt with arrows moves, Delete and Space on a row act on all selected rows; on a button within a row they are the button's. */
function onKey(event: KeyboardEvent): void {
  const row = event.target instanceof HTMLElement && event.target.role === 'row' ? event.target : null;
  if (!row || event.ctrlKey || event.metaKey) return;
  const { selected } = useWindow.getState();
  const focused = row.dataset.key;
  const rows = selected.size > 0 ? [...selected] : focused === undefined ? [] : [focused];
  const ids = withMembers(useJobs.getState().records, rows);
  const step = event.altKey ? stepOf(event.key) : undefined;
  if (step) void stepAndSay(ids, step);
  else if (event.altKey) return;
  else if (event.key === 'Delete' || event.key === 'Backspace') deleteJobs(ids);
  else if (event.key === ' ' && !event.shiftKey) togglePause(ids);
  else return;
  event.preventDefault();
  event.stopPropagation();
}
