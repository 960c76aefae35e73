// The element of a job in the list. react-aria's own row would draw every row in sight whenever the focus or the
// selection moves; this one draws the rows that they leave and come to.
import {
  type ForwardedRef,
  type KeyboardEvent,
  type MouseEvent,
  memo,
  type PointerEvent as Press,
  type ReactNode,
  type RefObject,
  useContext,
  useLayoutEffect,
  useRef,
} from 'react';
import { type Key, ListStateContext } from 'react-aria-components';
import { createLeafComponent } from 'react-aria-components/CollectionBuilder';
import { useWords } from '../../i18n/use-words.ts';
import { isHead } from '../../stores/jobs/groups.ts';
import { useJobs, useShownResult } from '../../stores/jobs/jobs-store.ts';
import { useWindow } from '../../stores/window-store.ts';
import { GroupRow, useHeadText } from './group-row.tsx';
import styles from './job-list.module.css';
import { JobRow } from './job-row.tsx';
import { stateText, titleText } from './job-texts.ts';
import { moveWithinRow, type Selecting, selectBy } from './row-input.ts';

interface ListRowProps {
  readonly id: string;
  /** What typing letters finds it by. */
  readonly textValue: string;
}

interface ListNode {
  readonly key: Key;
  readonly index: number;
}

/** Within a GridList only. */
export const ListRow = createLeafComponent(
  'item',
  (_props: ListRowProps, _ref: ForwardedRef<HTMLDivElement>, node: ListNode) => (
    <Row id={String(node.key)} index={node.index} />
  ),
);

/** Asks the list what concerns this row, which is cheap, and draws the row only when that has changed. */
function Row({ id, index }: { readonly id: string; readonly index: number }) {
  const manager = useContext(ListStateContext)?.selectionManager;
  const list = useRef(manager);
  useLayoutEffect(() => {
    list.current = manager;
  });
  if (!manager) return null;
  const current = manager.focusedKey === id;
  const Element = isHead(id) ? HeadElement : JobElement;
  return (
    <Element
      id={id}
      index={index}
      selected={manager.isSelected(id)}
      current={current}
      focused={current && manager.isFocused}
      list={list}
    />
  );
}

interface RowElementProps extends PlacedRow {
  /** Kept short and steady: screen readers read it at each move. */
  readonly name: string;
  readonly children: ReactNode;
}

interface PlacedRow {
  readonly id: string;
  readonly index: number;
  readonly selected: boolean;
  /** The one row that Tab comes to. */
  readonly current: boolean;
  readonly focused: boolean;
  readonly list: RefObject<Selecting<Key> | null | undefined>;
}

const JobElement = memo(function JobElement(props: PlacedRow) {
  return (
    <RowElement {...props} name={useName(props.id)}>
      <JobRow id={props.id} />
    </RowElement>
  );
});

const HeadElement = memo(function HeadElement(props: PlacedRow) {
  return (
    <RowElement {...props} name={useHeadText(props.id)}>
      <GroupRow id={props.id} />
    </RowElement>
  );
});

function RowElement({ id, index, selected, current, focused, list, name, children }: RowElementProps) {
  const row = useRef<HTMLDivElement>(null);
  const open = useWindow((state) => state.openJob === id);
  useLayoutEffect(() => {
    if (focused) takeFocus(row.current);
  }, [focused]);
  const onPointerDown = (event: Press) => {
    if (event.button !== 0 || event.pointerType === 'touch' || !list.current) return;
    list.current.setFocusedKey(id);
    selectBy(list.current, id, event);
  };
  const onClick = (event: MouseEvent) => {
    if (list.current && !wasPressed(event.nativeEvent)) selectBy(list.current, id, event);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (moveWithinRow(event, row.current)) return;
    if (event.target !== row.current || !list.current) return;
    if (event.key === 'Enter' && !isHead(id)) useWindow.getState().openDetails(id);
    else if (event.key === ' ') selectBy(list.current, id, event);
    else return;
    event.preventDefault();
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows of a grid in which only those in sight exist
    <div
      ref={row}
      role="row"
      aria-rowindex={index + 1}
      aria-selected={selected}
      aria-label={name}
      tabIndex={current ? 0 : -1}
      data-key={id}
      data-selected={selected || undefined}
      data-open={open || undefined}
      className={styles.item}
      onPointerDown={onPointerDown}
      onClick={onClick}
      onDoubleClick={() => !isHead(id) && useWindow.getState().openDetails(id)}
      onFocus={() => list.current?.setFocusedKey(id)}
      onKeyDown={onKeyDown}
    >
      {/* biome-ignore lint/a11y/useSemanticElements lint/a11y/useFocusableInteractive: the same; the row has the focus */}
      <div role="gridcell" aria-colindex={1} className={styles.cell}>
        {children}
      </div>
    </div>
  );
}

function useName(id: string): string {
  const words = useWords();
  const title = useJobs(({ records }) => (records[id] ? titleText(words.format, records[id]) : ''));
  const locked = useJobs((state) => state.records[id]?.locked === true);
  const { shown, ...result } = useShownResult(id);
  const state = shown && stateText(words, { shown, ...result });
  return [title, locked && words.t('job.locked'), state].filter(Boolean).join(', ');
}

/** What the mouse and the pen do has been done when they were pressed; touch and screen readers send a click alone. */
function wasPressed(click: globalThis.MouseEvent): boolean {
  return click instanceof PointerEvent && ['mouse', 'pen'].includes(click.pointerType);
}

/** Unless something within the row has it. Only the keyboard moves to where nothing is to be seen yet. */
function takeFocus(row: HTMLElement | null): void {
  if (!row || row.contains(document.activeElement)) return;
  row.focus({ preventScroll: true });
  if (row.matches(':focus-visible')) row.scrollIntoView({ block: 'nearest' });
}
