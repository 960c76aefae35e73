// A picture before and after, one over the other with a divider between them, to be zoomed and moved.
import { type CSSProperties, type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react';
import { Slider, SliderThumb, SliderTrack } from 'react-aria-components';
import { IconButton } from '../../components/button.tsx';
import { MinusIcon, PlusIcon } from '../../components/icons.tsx';
import { useWords } from '../../i18n/use-words.ts';
import styles from './compare.module.css';
import { FIT, pan, placeOf, type Size, type Stage, type View, zoomOf, zoomTo } from './zoom.ts';

interface SplitViewProps {
  /** Blob URLs; null while they are on their way. */
  readonly before: string | null;
  readonly after: string | null;
  /** Of what is compared, in pixels. */
  readonly picture: Size;
  /** The divider has the focus at the beginning. */
  readonly autoFocus?: boolean;
}

/** Per cent; a step of the arrow keys is one. */
const MIDDLE_PERCENT = 50;

/** Of one press of a key or button. */
const ZOOM_STEP = 1.5;

/** CSS pixels that an arrow key moves the picture by. */
const MOVE_PX = 40;

export function SplitView({ before, after, picture, autoFocus = false }: SplitViewProps) {
  const { t } = useWords();
  const [split, setSplit] = useState(MIDDLE_PERCENT);
  const [view, setView] = useState(FIT);
  const element = useRef<HTMLDivElement>(null);
  const size = useSize(element);
  const stage: Stage = { size, picture, density: window.devicePixelRatio };
  const change = (next: (before: View) => View) => setView(next);
  useWheel(element, (factor, at) => change((now) => zoomTo(now, stage, zoomOf(now, stage) * factor, at)));
  const drag = useDrag((by) => change((now) => pan(now, stage, by)));
  const { left, top, width, height } = placeOf(view, stage);
  const place = { width, height, transform: `translate(${left}px, ${top}px)` };
  const zoom = zoomOf(view, stage);
  return (
    <div className={styles.split}>
      {/* biome-ignore lint/a11y/useSemanticElements: a group of what is seen, and not of fields */}
      <div
        ref={element}
        role="group"
        aria-label={t('compare.view')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what can be moved must be reachable by keyboard
        tabIndex={0}
        className={styles.stage}
        data-movable={view.zoom !== null || undefined}
        data-large={zoom >= 2 || undefined}
        style={{ '--split': `${split}%` } as CSSProperties}
        onDoubleClick={() => change((now) => (now.zoom === null ? zoomTo(now, stage, 1) : FIT))}
        onKeyDown={(event) => {
          // Not within the change: React may make that later, when the event has no current target any more.
          const next = byKey(event);
          if (next) change((now) => next(now, stage));
        }}
        {...drag}
      >
        {after && (
          <img className={styles.picture} style={place} src={after} alt={t('compare.after')} draggable={false} />
        )}
        {before && (
          <div className={styles.before}>
            <img className={styles.picture} style={place} src={before} alt={t('compare.before')} draggable={false} />
          </div>
        )}
        <span className={styles.tag} data-side="before" aria-hidden>
          {t('compare.before')}
        </span>
        <span className={styles.tag} data-side="after" aria-hidden>
          {t('compare.after')}
        </span>
        <Slider
          aria-label={t('compare.divider')}
          className={styles.slider ?? ''}
          minValue={0}
          maxValue={100}
          value={split}
          onChange={setSplit}
        >
          <SliderTrack className={styles.track ?? ''}>
            <SliderThumb className={styles.thumb ?? ''} autoFocus={autoFocus} />
          </SliderTrack>
        </Slider>
      </div>
      <ZoomBar
        zoom={zoom}
        isFit={view.zoom === null}
        onZoom={(factor) => change((now) => zoomTo(now, stage, zoomOf(now, stage) * factor))}
        onFit={() => setView(FIT)}
        onWhole={() => change((now) => zoomTo(now, stage, 1))}
      />
    </div>
  );
}

interface ZoomBarProps {
  readonly zoom: number;
  readonly isFit: boolean;
  readonly onZoom: (factor: number) => void;
  readonly onFit: () => void;
  readonly onWhole: () => void;
}

function ZoomBar({ zoom, isFit, onZoom, onFit, onWhole }: ZoomBarProps) {
  const { t, format } = useWords();
  return (
    <div className={styles.zoomBar}>
      <IconButton name={t('compare.zoomOut')} shortcut="−" onPress={() => onZoom(1 / ZOOM_STEP)} isDisabled={isFit}>
        <MinusIcon />
      </IconButton>
      <span className={styles.zoom} role="status">
        {format.percent(zoom)}
      </span>
      <IconButton name={t('compare.zoomIn')} shortcut="+" onPress={() => onZoom(ZOOM_STEP)}>
        <PlusIcon />
      </IconButton>
      <button type="button" className={styles.zoomTo} aria-pressed={isFit} data-tip-keys="0" onClick={onFit}>
        {t('compare.fit')}
      </button>
      <button type="button" className={styles.zoomTo} aria-pressed={!isFit && zoom === 1} onClick={onWhole}>
        {t('compare.whole')}
      </button>
    </div>
  );
}

type Change = (view: View, stage: Stage) => View;

function byKey(event: KeyboardEvent): Change | undefined {
  if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
  const zoomed: Change | undefined = {
    '+': zoomBy(ZOOM_STEP),
    '=': zoomBy(ZOOM_STEP),
    '-': zoomBy(1 / ZOOM_STEP),
    '0': () => FIT,
    '1': (view: View, stage: Stage) => zoomTo(view, stage, 1),
  }[event.key];
  // The arrow keys of the divider are its own.
  if (zoomed || event.target !== event.currentTarget) return zoomed;
  const by = {
    ArrowLeft: { x: MOVE_PX, y: 0 },
    ArrowRight: { x: -MOVE_PX, y: 0 },
    ArrowUp: { x: 0, y: MOVE_PX },
    ArrowDown: { x: 0, y: -MOVE_PX },
  }[event.key];
  return by && ((view, stage) => pan(view, stage, by));
}

function zoomBy(factor: number): Change {
  return (view, stage) => zoomTo(view, stage, zoomOf(view, stage) * factor);
}

function useSize(element: React.RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useEffect(() => {
    const { current } = element;
    if (!current) return;
    const observer = new ResizeObserver(() => setSize({ width: current.clientWidth, height: current.clientHeight }));
    observer.observe(current);
    return () => observer.disconnect();
  }, [element]);
  return size;
}

/** React listens to wheels passively: the page would scroll as well. */
function useWheel(
  element: React.RefObject<HTMLElement | null>,
  onZoom: (factor: number, at: { x: number; y: number }) => void,
): void {
  const latest = useRef(onZoom);
  useEffect(() => {
    latest.current = onZoom;
  });
  useEffect(() => {
    const { current } = element;
    const listener = (event: WheelEvent) => {
      event.preventDefault();
      const { left, top } = (event.currentTarget as HTMLElement).getBoundingClientRect();
      latest.current(Math.exp(-event.deltaY / 300), { x: event.clientX - left, y: event.clientY - top });
    };
    current?.addEventListener('wheel', listener, { passive: false });
    return () => current?.removeEventListener('wheel', listener);
  }, [element]);
}

function useDrag(onMove: (by: { x: number; y: number }) => void) {
  const last = useRef<{ x: number; y: number } | null>(null);
  return {
    onPointerDown(event: PointerEvent<HTMLElement>) {
      if (event.button !== 0 || (event.target as HTMLElement).closest(`.${styles.thumb}`)) return;
      last.current = { x: event.clientX, y: event.clientY };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(event: PointerEvent<HTMLElement>) {
      const from = last.current;
      if (!from) return;
      last.current = { x: event.clientX, y: event.clientY };
      onMove({ x: event.clientX - from.x, y: event.clientY - from.y });
    },
    onPointerUp() {
      last.current = null;
    },
    onPointerCancel() {
      last.current = null;
    },
  };
}
