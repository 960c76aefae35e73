// The one tooltip of the window: for whatever carries data-tip, under the pointer or with the keyboard's focus.
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import styles from './tip-layer.module.css';

/** Milliseconds under a resting pointer. */
const DELAY_MS = 600;

interface Tip {
  readonly name: string;
  readonly keys: string | undefined;
  readonly at: DOMRect;
}

export function TipLayer() {
  const [tip, setTip] = useState<Tip | null>(null);
  useEffect(() => watchTips(setTip), []);
  return tip && <TipBubble key={`${tip.name}/${tip.at.x}/${tip.at.y}`} tip={tip} />;
}

function TipBubble({ tip }: { readonly tip: Tip }) {
  const bubble = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = bubble.current;
    if (!element) return;
    const { width, height } = element.getBoundingClientRect();
    const below = tip.at.bottom + 6;
    const top = below + height > innerHeight - 4 ? tip.at.top - height - 6 : below;
    const left = Math.min(Math.max(4, tip.at.left + tip.at.width / 2 - width / 2), innerWidth - width - 4);
    element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }, [tip]);
  return (
    // Its text is the name of what it belongs to, which screen readers have read already.
    <div ref={bubble} className={styles.tip} aria-hidden="true">
      {tip.name}
      {tip.keys && <kbd className={styles.keys}>{tip.keys}</kbd>}
    </div>
  );
}

/** Tells which tip to show, if any. Returns the function that stops it. */
function watchTips(show: (tip: Tip | null) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let current: HTMLElement | null = null;
  /** Was pressed and has not been left since: its tip has been read. */
  let pressed: HTMLElement | null = null;
  const hide = () => {
    clearTimeout(timer);
    if (!current) return;
    current = null;
    show(null);
  };
  const plan = (target: EventTarget | null, delay: number) => {
    const element = tipped(target);
    if (element === current) return;
    hide();
    if (element === pressed) return;
    pressed = null;
    if (!element) return;
    current = element;
    timer = setTimeout(() => {
      if (!element.isConnected) return;
      const { tip = '', tipKeys } = element.dataset;
      show({ name: tip, keys: tipKeys, at: element.getBoundingClientRect() });
    }, delay);
  };
  const press = ({ target }: Event) => {
    hide();
    pressed = tipped(target);
  };
  const listeners: readonly [string, (event: Event) => void][] = [
    ['pointerover', (event) => plan(event.target, DELAY_MS)],
    ['focusin', ({ target }) => target instanceof Element && target.matches(':focus-visible') && plan(target, 0)],
    ['focusout', hide],
    ['pointerdown', press],
    ['keydown', hide],
    ['scroll', hide],
  ];
  for (const [name, listener] of listeners) document.addEventListener(name, listener, { capture: true, passive: true });
  return () => {
    hide();
    for (const [name, listener] of listeners) document.removeEventListener(name, listener, { capture: true });
  };
}

function tipped(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-tip]') : null;
}
