// A line of an archive's contents.
import { memo } from 'react';
import type { ContentsRow } from '../../../main/contract/plan.ts';
import { CheckIcon, ChevronDownIcon, FolderIcon, LockIcon, MinusIcon, WarningIcon } from '../../components/icons.tsx';
import type { Words } from '../../i18n/use-words.ts';
import styles from './contents.module.css';

interface ContentsRowProps {
  readonly id: string;
  /** Its place among all rows, in pixels. */
  readonly top: number;
  readonly row: ContentsRow;
  readonly active: boolean;
  readonly words: Words;
  readonly onToggle: (row: ContentsRow) => void;
  readonly onChoose: (row: ContentsRow) => void;
  readonly onPress: () => void;
}

const CHECKED = { all: true, some: 'mixed', none: false } as const;

/** Fetches bring new objects; rows are drawn again only for new content. */
export const ContentsLine = memo(
  function ContentsLine({ id, top, row, active, words, onToggle, onChoose, onPress }: ContentsRowProps) {
    return (
      // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the focus and the keys
      <div
        id={id}
        role="treeitem"
        // The tree has the focus, and says which row is meant.
        tabIndex={-1}
        className={styles.row}
        style={{ transform: `translateY(${top}px)` }}
        aria-level={row.level}
        aria-posinset={row.place}
        aria-setsize={row.siblings}
        aria-checked={CHECKED[row.chosen]}
        aria-disabled={row.refused !== null || undefined}
        {...(row.open !== null && { 'aria-expanded': row.open })}
        data-active={active || undefined}
        onClick={onPress}
        onDoubleClick={() => row.open !== null && onToggle(row)}
      >
        <span className={styles.lead} style={{ paddingInlineStart: (row.level - 1) * 16 }}>
          <Chevron row={row} onToggle={onToggle} />
          <Box row={row} onChoose={onChoose} />
          {(row.open !== null || row.kind === 'folder') && <FolderIcon />}
          <bdi className={styles.name} title={shownName(row.name)}>
            {shownName(row.name)}
          </bdi>
          {row.encrypted && (
            <span className={styles.lock} role="img" aria-label={words.t('contents.locked')}>
              <LockIcon />
            </span>
          )}
        </span>
        <Remark row={row} words={words} />
        <Numbers row={row} words={words} />
      </div>
    );
  },
  (before, after) =>
    before.active === after.active &&
    before.top === after.top &&
    before.words === after.words &&
    before.onChoose === after.onChoose &&
    JSON.stringify(before.row) === JSON.stringify(after.row),
);

interface PartProps {
  readonly row: ContentsRow;
  readonly onToggle: (row: ContentsRow) => void;
}

function Chevron({ row, onToggle }: PartProps) {
  if (row.open === null) return <span className={styles.chevron} />;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the keys
    // biome-ignore lint/a11y/noStaticElementInteractions: for the mouse only
    <span className={styles.chevron} data-open={row.open} onClick={() => onToggle(row)}>
      <ChevronDownIcon />
    </span>
  );
}

function Box({ row, onChoose }: Pick<ContentsRowProps, 'row' | 'onChoose'>) {
  if (row.refused) {
    return (
      <span className={styles.refused}>
        <WarningIcon />
      </span>
    );
  }
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the keys
    // biome-ignore lint/a11y/noStaticElementInteractions: for the mouse only
    <span className={styles.box} data-chosen={row.chosen} onClick={() => onChoose(row)}>
      {row.chosen === 'all' && <CheckIcon />}
      {row.chosen === 'some' && <MinusIcon />}
    </span>
  );
}

/** What is wrong with it, what to think of, or what becomes of its name. */
function Remark({ row, words: { t, say } }: Pick<ContentsRowProps, 'row' | 'words'>) {
  const grave = row.refused ?? row.warning;
  const text = grave
    ? say(grave).text
    : row.from !== null
      ? t('contents.from', { name: shownName(row.from) })
      : row.fate !== 'new'
        ? t(`plan.fate.${row.fate}`)
        : '';
  if (text === '') return <span />;
  return (
    <span className={styles.remark} data-grave={grave !== null || row.fate === 'replaces' || undefined} title={text}>
      {text}
    </span>
  );
}

function Numbers({ row, words: { t, format } }: Pick<ContentsRowProps, 'row' | 'words'>) {
  const isFolder = row.kind === 'folder' || row.kind === 'input';
  return (
    <>
      <span className={styles.size}>{isFolder || row.refused ? '' : format.bytes(row.size)}</span>
      <span className={styles.packed}>
        {isFolder || row.packedSize === null || row.refused
          ? ''
          : t('contents.packed', { size: format.bytes(row.packedSize) })}
      </span>
      <span className={styles.time}>{row.mtime === null ? '' : format.time(row.mtime)}</span>
    </>
  );
}

/** What is not to be seen, and what turns the direction of writing, is shown as what it is. */
function shownName(name: string): string {
  return name.replaceAll(
    /[\p{Cc}\p{Cf}]/gu,
    (mark) => `⟨${mark.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0')}⟩`,
  );
}
