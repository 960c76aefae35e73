// The pictures of a job as tiles. Own windowing of tiles of one size, as the list of lines has it.
import { type KeyboardEvent, memo, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { JobItem } from '../../../main/contract/jobs.ts';
import { FileIcon } from '../../components/icons.tsx';
import { itemAt, type Visible } from '../../components/item-pages.ts';
import { useVisible } from '../../components/use-visible.ts';
import { useWords } from '../../i18n/use-words.ts';
import { useCompare } from '../compare/compare-store.ts';
import { Thumbnail } from '../thumbnails/thumbnail.tsx';
import styles from './item-grid.module.css';
import type { FoundItems } from './use-items.ts';

/** Pixels; item-grid.module.css fits a tile into it. */
const TILE = { width: 148, height: 160 };

interface ItemGridProps {
  /** Its id. */
  readonly job: string;
  readonly found: FoundItems;
  readonly show: (visible: Visible) => void;
  readonly name: string;
}

export function ItemGrid({ job, found: { filter, pages }, show, name }: ItemGridProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const total = pages.total ?? 0;
  const columns = useColumns(scroller);
  const lines = Math.ceil(total / columns);
  const visible = useVisible(scroller, filter, { total: lines, rowHeight: TILE.height });
  const first = visible.first * columns;
  const last = Math.min(total - 1, (visible.last + 1) * columns - 1);
  useEffect(() => show({ first, last }), [show, first, last]);
  const [current, setCurrent] = useState(0);
  const tiles = Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => first + n);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextTile(event.key, current, { columns, total });
    if (next === undefined) return;
    event.preventDefault();
    setCurrent(next);
    bringIntoSight(scroller.current, Math.floor(next / columns) * TILE.height);
  };
  // Tab comes to a tile that is there, also when the last one that had the focus is scrolled away.
  const stop = current >= first && current <= last ? current : first;
  return (
    <div ref={scroller} className={styles.scroller}>
      <ul className={styles.canvas} aria-label={name} style={{ height: lines * TILE.height }} onKeyDown={onKeyDown}>
        {tiles.map((tile) => (
          <Tile
            key={tile}
            job={job}
            index={tile}
            left={(tile % columns) * TILE.width}
            top={Math.floor(tile / columns) * TILE.height}
            total={total}
            item={itemAt(pages, tile)}
            isCurrent={tile === stop}
            hasFocus={tile === current}
            onFocus={setCurrent}
          />
        ))}
      </ul>
    </div>
  );
}

function useColumns(scroller: React.RefObject<HTMLDivElement | null>): number {
  const [columns, setColumns] = useState(1);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const observer = new ResizeObserver(() =>
      setColumns(Math.max(1, Math.floor((element.clientWidth - 16) / TILE.width))),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, [scroller]);
  return columns;
}

function nextTile(
  key: string,
  current: number,
  { columns, total }: { readonly columns: number; readonly total: number },
): number | undefined {
  const to = {
    ArrowLeft: current - 1,
    ArrowRight: current + 1,
    ArrowUp: current - columns,
    ArrowDown: current + columns,
    Home: 0,
    End: total - 1,
  }[key];
  return to === undefined || to < 0 || to >= total ? undefined : to;
}

function bringIntoSight(scroller: HTMLElement | null, top: number): void {
  if (!scroller) return;
  if (top < scroller.scrollTop) scroller.scrollTop = top;
  const bottom = top + TILE.height - scroller.clientHeight;
  if (bottom > scroller.scrollTop) scroller.scrollTop = bottom;
}

interface TileProps {
  readonly job: string;
  readonly index: number;
  readonly left: number;
  readonly top: number;
  readonly total: number;
  readonly item: JobItem | undefined;
  /** Tab comes to it. */
  readonly isCurrent: boolean;
  readonly hasFocus: boolean;
  readonly onFocus: (index: number) => void;
}

const Tile = memo(function Tile({ job, index, left, top, total, item, isCurrent, hasFocus, onFocus }: TileProps) {
  const { t } = useWords();
  const compare = useCompare((state) => state.compare);
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const grid = button.current?.closest('ul');
    if (hasFocus && grid?.contains(document.activeElement)) button.current?.focus({ preventScroll: true });
  }, [hasFocus]);
  const state = item && t(`item.${item.undone ? 'undone' : item.state}`);
  const name = item?.name.split('/').at(-1);
  return (
    <li
      className={styles.tile}
      style={{ transform: `translate(${left}px, ${top}px)` }}
      aria-posinset={index + 1}
      aria-setsize={total}
    >
      {item && (
        <button
          ref={button}
          type="button"
          className={styles.button}
          tabIndex={isCurrent ? 0 : -1}
          aria-label={[item.name, state].join(', ')}
          title={item.name}
          aria-disabled={!item.comparable || undefined}
          onFocus={() => onFocus(index)}
          onClick={() => item.comparable && compare({ job, item: item.index, name: item.name })}
        >
          <span className={styles.picture}>
            <Thumbnail
              picture={item.picture ? { of: 'item', id: job, item: item.index } : null}
              size="tile"
              version={String(item.hasOutput)}
              fallback={<FileIcon />}
            />
          </span>
          <span className={styles.name}>{name}</span>
          <span className={styles.state} data-state={item.state}>
            {state}
          </span>
        </button>
      )}
    </li>
  );
}, sameTile);

/** Each fetch brings new objects; tiles are drawn again only for new content. */
function sameTile(before: TileProps, after: TileProps): boolean {
  const isPlaced = (['job', 'index', 'left', 'top', 'total', 'isCurrent', 'hasFocus', 'onFocus'] as const).every(
    (key) => before[key] === after[key],
  );
  return isPlaced && JSON.stringify(before.item) === JSON.stringify(after.item);
}
