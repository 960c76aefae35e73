// What opens at a control: a menu, a list of choices. react-aria's popover without its measuring, which has the whole window
// laid out several times over, and without holding still all that is around it, which has every element styled anew:
// where it stands is the style sheet's to say, and a press elsewhere closes it.
import { type ReactNode, type Ref, useContext, useLayoutEffect, useMemo, useRef } from 'react';
import { OverlayTriggerStateContext, Popover } from 'react-aria-components';
import styles from './light-popover.module.css';

const unmeasured = {
  isNonModal: true,
  shouldUpdatePosition: false,
  // It goes along when what it opened at is scrolled. React-aria would close it.
  triggerRef: { current: document.documentElement },
  className: styles.popover ?? '',
  // The style sheet's own. React-aria writes other values into the element itself.
  style: { top: 'auto', left: 'auto', maxHeight: 'calc(100vh - 8px)', '--trigger-width': '0px' },
} as const;

interface LightPopoverProps {
  readonly name: string;
  /** The edge that it shares with what it opens at. */
  readonly align: 'start' | 'end';
  readonly children: ReactNode;
}

/** Within what opens it: a `MenuTrigger` or a `Select`. */
export function LightPopover({ name, align, children }: LightPopoverProps) {
  const ref = usePopover(name, useContext(OverlayTriggerStateContext)?.close);
  return (
    <Popover ref={ref} {...unmeasured} data-align={align}>
      {children}
    </Popover>
  );
}

interface PopoverAtProps {
  readonly name: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** At the element of the class `popoverAnchor`. */
export function PopoverAt({ name, open, onClose, children }: PopoverAtProps) {
  const ref = usePopover(name, onClose);
  const onOpenChange = (next: boolean) => !next && onClose();
  return (
    <Popover ref={ref} {...unmeasured} data-align="start" data-at="anchor" isOpen={open} onOpenChange={onOpenChange}>
      {children}
    </Popover>
  );
}

export const popoverAnchor = styles.anchor ?? '';

/**
 * For the element of a popover. Not by effects: react-aria also renders what is within a `Select` out of sight, to learn
 * of its choices.
 */
function usePopover(name: string, close: (() => void) | undefined): Ref<HTMLElement> {
  const latest = useRef(close);
  useLayoutEffect(() => {
    latest.current = close;
  });
  return useMemo(() => {
    let stop: (() => void) | undefined;
    return (popover: HTMLElement | null) => {
      stop?.();
      stop = popover ? closeByOutside(() => latest.current?.()) : undefined;
      // react-aria does so only for popovers that hold all else still.
      popover?.setAttribute('role', 'dialog');
      popover?.setAttribute('aria-label', name);
    };
  }, [name]);
}

/** A press or a turn of the wheel anywhere else. What opened it closes it by itself. Returns what stops it. */
function closeByOutside(close: () => void): () => void {
  const onPress = ({ target }: Event) => {
    if (target instanceof Element && !target.closest('[data-align], [aria-haspopup][aria-expanded="true"]')) close();
  };
  const options = { capture: true, passive: true };
  for (const name of ['pointerdown', 'wheel']) document.addEventListener(name, onPress, options);
  return () => {
    for (const name of ['pointerdown', 'wheel']) document.removeEventListener(name, onPress, options);
  };
}
