// Dragging waiting jobs to another place of the queue, by pointer events: it is no drag and drop of the system's, so
// that it cannot be taken for one of files.
import { create } from 'zustand';
import { moveJobs } from '../../../stores/actions.ts';
import { useJobs } from '../../../stores/jobs/jobs-store.ts';
import { movableIds } from '../../../stores/jobs/queue-order.ts';
import { useWindow } from '../../../stores/window-store.ts';
import { ROW_HEIGHT } from '../row-height.ts';

interface OrderDrag {
  /** Jobs under way; empty while nothing is dragged. */
  readonly ids: readonly string[];
  /** Where the line is drawn, in pixels from the top of the list's frame. */
  readonly line: number;
}

const still: OrderDrag = { ids: [], line: 0 };
export const useOrderDrag = create<OrderDrag>()(() => still);

/** A press that moves less than this is a click, in pixels. */
const SLACK_PX = 4;
/** Within this of the list's edges it scrolls, in pixels, and by so much a frame. */
const EDGE_PX = 28;
const SCROLL_PX = 8;

/**
 * Follows the pointer from a press on a row's grip until it is let go.
 * @param onClick called when it was not moved
 */
export function startOrderDrag(event: React.PointerEvent, id: string, onClick: () => void): void {
  const list = event.currentTarget.closest<HTMLElement>('[role="grid"]');
  if (!list || event.button !== 0) return;
  const drag = new Drag(list, id, event.clientY);
  const end = (drop: boolean) => {
    for (const [name, listener] of listeners) window.removeEventListener(name, listener, true);
    drag.end(drop);
    if (drop && !drag.moved) onClick();
  };
  const listeners: readonly [string, (event: Event) => void][] = [
    ['pointermove', (moved) => drag.to((moved as PointerEvent).clientY)],
    ['pointerup', () => end(true)],
    ['pointercancel', () => end(false)],
    ['blur', (left) => left.target === window && end(false)],
    ['keydown', (key) => (key as KeyboardEvent).key === 'Escape' && end(false)],
  ];
  for (const [name, listener] of listeners) window.addEventListener(name, listener, true);
}

class Drag {
  readonly #list: HTMLElement;
  readonly #id: string;
  readonly #start: number;
  #y: number;
  #frame = 0;
  moved = false;

  constructor(list: HTMLElement, id: string, y: number) {
    this.#list = list;
    this.#id = id;
    this.#start = y;
    this.#y = y;
  }

  to(y: number): void {
    this.#y = y;
    if (!this.moved && Math.abs(y - this.#start) < SLACK_PX) return;
    if (!this.moved) this.#frame = requestAnimationFrame(() => this.#scroll());
    this.moved = true;
    this.#draw();
  }

  end(drop: boolean): void {
    cancelAnimationFrame(this.#frame);
    const { ids } = useOrderDrag.getState();
    useOrderDrag.setState(still);
    if (!drop || !this.moved) return;
    const movable = movableIds(useJobs.getState());
    const below = useJobs.getState().keys.slice(this.#slot());
    const before = below.find(({ id }) => movable.includes(id))?.id;
    // Past the last that waits is the end; the line is never above what runs.
    void moveJobs(ids, before === undefined ? null : firstStaying(movable, ids, before));
  }

  /** The line goes between rows: this many are above it. */
  #slot(): number {
    const { keys } = useJobs.getState();
    const movable = new Set(movableIds(useJobs.getState()));
    const first = keys.findIndex(({ id }) => movable.has(id));
    const last = keys.findLastIndex(({ id }) => movable.has(id));
    const within = this.#y - this.#list.getBoundingClientRect().top + this.#list.scrollTop;
    return Math.min(Math.max(Math.round(within / ROW_HEIGHT), first), last + 1);
  }

  #draw(): void {
    const { selected } = useWindow.getState();
    const ids = selected.has(this.#id) ? movableIds(useJobs.getState()).filter((id) => selected.has(id)) : [this.#id];
    useOrderDrag.setState({ ids, line: this.#slot() * ROW_HEIGHT - this.#list.scrollTop });
  }

  #scroll(): void {
    const { top, bottom } = this.#list.getBoundingClientRect();
    const step = this.#y < top + EDGE_PX ? -SCROLL_PX : this.#y > bottom - EDGE_PX ? SCROLL_PX : 0;
    if (step !== 0) {
      this.#list.scrollTop += step;
      this.#draw();
    }
    this.#frame = requestAnimationFrame(() => this.#scroll());
  }
}

/** Those that move are skipped: the next one that stays is what they go in front of. */
function firstStaying(movable: readonly string[], ids: readonly string[], before: string): string | null {
  return movable.slice(movable.indexOf(before)).find((id) => !ids.includes(id)) ?? null;
}
