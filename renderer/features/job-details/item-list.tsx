// The pictures or files of a job. Own windowing of a fixed row height: 100,000 rows cost no more than 20.
import { memo, useEffect, useMemo, useRef } from 'react';
import type { ItemState, JobItem } from '../../../main/contract/jobs.ts';
import { RowButton } from '../../components/button.tsx';
import { CompareIcon, FileIcon, FolderIcon } from '../../components/icons.tsx';
import { itemAt, type Visible } from '../../components/item-pages.ts';
import { slotsFor, useVisible } from '../../components/use-visible.ts';
import { useWords, type Words } from '../../i18n/use-words.ts';
import { dragOut, revealOutputs } from '../../stores/actions.ts';
import { isSame } from '../../stores/window-store.ts';
import { useCompare } from '../compare/compare-store.ts';
import { changeText } from '../job-list/job-texts.ts';
import { Thumbnail } from '../thumbnails/thumbnail.tsx';
import styles from './details.module.css';
import type { FoundItems } from './use-items.ts';

/** Pixels. */
const ROW_HEIGHT_PX = 44;

interface ItemListProps {
  /** Its id. */
  readonly job: string;
  /** Undone: its files are not to be had any more. */
  readonly idle: boolean;
  readonly found: FoundItems;
  readonly show: (visible: Visible) => void;
  readonly name: string;
}

export function ItemList({ job, idle, found: { filter, pages }, show, name }: ItemListProps) {
  const texts = useTexts();
  const scroller = useRef<HTMLDivElement>(null);
  const total = pages.total ?? 0;
  const visible = useVisible(scroller, filter, { total, rowHeight: ROW_HEIGHT_PX });
  useEffect(() => show(visible), [show, visible]);
  const rows = Array.from(
    { length: Math.max(0, visible.last - visible.first + 1) },
    (_, index) => visible.first + index,
  );
  const slots = slotsFor(rows.length);
  const buttons = !idle && rows.some((row) => itemAt(pages, row)?.hasOutput);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolled region must be reachable by keyboard
    <section ref={scroller} className={styles.scroller} tabIndex={0} aria-label={name}>
      <ul className={styles.canvas} data-buttons={buttons || undefined} style={{ height: total * ROW_HEIGHT_PX }}>
        {rows.map((row) => (
          <ItemRow
            key={row % slots}
            job={job}
            idle={idle}
            row={row}
            total={total}
            item={itemAt(pages, row)}
            texts={texts}
          />
        ))}
      </ul>
    </section>
  );
}

/** Made once for all rows: rows come and go by the dozen while one scrolls. */
interface Texts {
  readonly words: Words;
  readonly states: Readonly<Record<ItemState | 'undone', string>>;
}

function useTexts(): Texts {
  const words = useWords();
  return useMemo(() => {
    const state = (key: ItemState | 'undone') => words.t(`item.${key}`);
    const states = {
      pending: state('pending'),
      running: state('running'),
      done: state('done'),
      skipped: state('skipped'),
      failed: state('failed'),
      cancelled: state('cancelled'),
      undone: state('undone'),
    };
    return { words, states };
  }, [words]);
}

interface ItemRowProps {
  readonly job: string;
  readonly idle: boolean;
  readonly texts: Texts;
  readonly row: number;
  readonly total: number;
  readonly item: JobItem | undefined;
}

const ItemRow = memo(function ItemRow({ job, idle, row, total, item, texts }: ItemRowProps) {
  const hasOutput = item?.hasOutput === true && !idle;
  return (
    <li
      className={styles.item}
      style={{ transform: `translateY(${row * ROW_HEIGHT_PX}px)` }}
      aria-posinset={row + 1}
      aria-setsize={total}
      draggable={hasOutput}
      onDragStart={(event) => {
        event.preventDefault();
        if (item && hasOutput) void dragOut(job, item.index);
      }}
    >
      {item && (
        <>
          <span className={styles.itemPicture}>
            <Thumbnail
              picture={item.picture ? { of: 'item', id: job, item: item.index } : null}
              size="row"
              version={String(item.hasOutput)}
              fallback={<FileIcon />}
            />
          </span>
          <span className={styles.itemName} title={item.name}>
            {item.name}
          </span>
          <span className={styles.itemState} data-state={item.state}>
            {texts.states[item.undone ? 'undone' : item.state]}
          </span>
          <ItemInfo item={item} words={texts.words} />
          {hasOutput && <ItemButtons job={job} item={item} words={texts.words} />}
          {item.state === 'running' && (
            <span className={styles.itemBar}>
              <span className={styles.itemFill} style={{ transform: `scaleX(${item.progress.toFixed(3)})` }} />
            </span>
          )}
        </>
      )}
    </li>
  );
}, sameItem);

/** Each fetch brings new objects; rows are drawn again only for new content. */
function sameItem(before: ItemRowProps, after: ItemRowProps): boolean {
  if (
    before.row !== after.row ||
    before.idle !== after.idle ||
    before.total !== after.total ||
    before.texts !== after.texts
  )
    return false;
  const [a, b] = [before.item, after.item];
  if (!a || !b) return a === b;
  const keys = [
    'name',
    'state',
    'progress',
    'bytesIn',
    'bytesOut',
    'hasOutput',
    'comparable',
    'undone',
    'picture',
  ] as const;
  return keys.every((key) => a[key] === b[key]) && isSame(a.error, b.error);
}

interface ItemButtonsProps {
  readonly job: string;
  readonly item: JobItem;
  readonly words: Words;
}

function ItemButtons({ job, item, words }: ItemButtonsProps) {
  const compare = useCompare((state) => state.compare);
  return (
    <span className={styles.itemButtons}>
      {item.comparable && (
        <RowButton
          name={words.t('compare.open')}
          spoken={words.t('item.command', { command: words.t('compare.open'), name: item.name })}
          tabStop
          onPress={() => compare({ job, item: item.index, name: item.name })}
        >
          <CompareIcon />
        </RowButton>
      )}
      <RowButton
        name={words.t('job.reveal')}
        spoken={words.t('item.command', { command: words.t('job.reveal'), name: item.name })}
        tabStop
        onPress={() => revealOutputs(job, item.index)}
      >
        <FolderIcon />
      </RowButton>
    </span>
  );
}

/** Sizes, or why it went wrong and what to do. */
function ItemInfo({ item, words }: { readonly item: JobItem; readonly words: Words }) {
  const { t, format, say } = words;
  if (item.error) {
    const sentence = say(item.error);
    const text = `${sentence.text} ${sentence.hint}`.trim();
    return (
      <span className={styles.itemInfo} title={text}>
        {text}
      </span>
    );
  }
  const { bytesIn, bytesOut } = item;
  const before = bytesIn === null ? '' : format.bytes(bytesIn);
  if (item.state !== 'done' || item.undone || bytesIn === null || bytesOut === null) {
    return <span className={styles.itemInfo}>{before}</span>;
  }
  const sizes = t('job.sizes', { before, after: format.bytes(bytesOut) });
  return <span className={styles.itemInfo}>{format.list([sizes, changeText(words, bytesIn, bytesOut)])}</span>;
}
