// What archives hold, as a tree to choose from.
import { type KeyboardEvent, useCallback, useEffect, useId, useRef, useState } from 'react';
import type { ContentsRow } from '../../../main/contract/plan.ts';
import { itemAt } from '../../components/item-pages.ts';
import { slotsFor, useVisible } from '../../components/use-visible.ts';
import { useWords } from '../../i18n/use-words.ts';
import styles from './contents.module.css';
import { type TreeStep, treeStep } from './contents-keys.ts';
import { ContentsLine } from './contents-row.tsx';
import type { Contents } from './use-contents.ts';

/** Pixels. */
const ROW_HEIGHT_PX = 28;

interface ContentsTreeProps {
  readonly contents: Contents;
  readonly name: string;
}

export function ContentsTree({ contents, name }: ContentsTreeProps) {
  const words = useWords();
  const id = useId();
  const { pages, filter, show, toggle, choose } = contents;
  const scroller = useRef<HTMLDivElement>(null);
  const total = pages.total ?? 0;
  const visible = useVisible(scroller, filter, { total, rowHeight: ROW_HEIGHT_PX });
  useEffect(() => show(visible), [show, visible]);
  const [wanted, setActive] = useState(0);
  const active = Math.min(wanted, Math.max(0, total - 1));
  const flip = useCallback((row: ContentsRow) => choose({ nodes: [row.node] }, row.chosen !== 'all'), [choose]);
  const take = (step: TreeStep) => {
    if (step.kind === 'go') {
      setActive(step.to);
      scrollTo(scroller.current, step.to);
    } else if (step.kind === 'toggle') toggle(step.row);
    else if (step.kind === 'choose') flip(step.row);
    else choose({ found: filter.search }, true);
  };
  const press = (event: KeyboardEvent) => {
    const height = Math.floor((scroller.current?.clientHeight ?? 0) / ROW_HEIGHT_PX);
    const state = { active, total, height, rowAt: (row: number) => itemAt(pages, row) };
    const step = event.altKey ? undefined : treeStep(event.key, event.ctrlKey || event.metaKey, state);
    if (!step) return;
    event.preventDefault();
    event.stopPropagation();
    take(step);
  };
  const rows = Array.from({ length: Math.max(0, visible.last - visible.first + 1) }, (_, at) => visible.first + at);
  const slots = slotsFor(rows.length);
  return (
    <div
      ref={scroller}
      role="tree"
      className={styles.scroller}
      tabIndex={0}
      aria-label={name}
      aria-multiselectable
      {...(itemAt(pages, active) && { 'aria-activedescendant': `${id}-${active}` })}
      onKeyDown={press}
    >
      <div role="presentation" className={styles.canvas} style={{ height: total * ROW_HEIGHT_PX }}>
        {rows.map((at) => {
          const row = itemAt(pages, at);
          return (
            row && (
              <ContentsLine
                key={at % slots}
                id={`${id}-${at}`}
                top={at * ROW_HEIGHT_PX}
                row={row}
                active={at === active}
                words={words}
                onToggle={toggle}
                onChoose={flip}
                onPress={() => setActive(at)}
              />
            )
          );
        })}
      </div>
    </div>
  );
}

/** As far as it takes to see the row. */
function scrollTo(element: HTMLElement | null, row: number): void {
  if (!element) return;
  const top = row * ROW_HEIGHT_PX;
  const bottom = top + ROW_HEIGHT_PX;
  if (top < element.scrollTop) element.scrollTop = top;
  else if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight;
}
