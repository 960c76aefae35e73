// Buttons: with text, or an icon with a name and a tooltip.
import type { KeyboardEvent, ReactNode, Ref, SyntheticEvent } from 'react';
import { Button as AriaButton, type ButtonProps } from 'react-aria-components';
import styles from './button.module.css';

interface TextButtonProps extends ButtonProps {
  readonly look?: 'plain' | 'primary' | 'quiet';
  readonly ref?: Ref<HTMLButtonElement>;
}

export function Button({ look = 'plain', ...props }: TextButtonProps) {
  return <AriaButton {...props} className={`${styles.button} ${styles[look]}`} />;
}

interface Named {
  /** The button's name, also its tooltip. */
  readonly name: string;
  /** Shown in the tooltip after the name. */
  readonly shortcut?: string;
  readonly children: ReactNode;
}

/** The tooltip itself is drawn by the tip layer, one for the whole window. */
export function IconButton({ name, shortcut, ...props }: Named & Omit<ButtonProps, 'children'>) {
  return (
    <AriaButton
      {...props}
      aria-label={name}
      data-tip={name}
      data-tip-keys={shortcut}
      className={`${styles.button} ${styles.icon}`}
    />
  );
}

interface RowButtonProps extends Named {
  readonly isDisabled?: boolean;
  /** Its name for screen readers, where there are several of the name. */
  readonly spoken?: string;
  /** Whether Tab stops at it, where no list moves the focus. */
  readonly tabStop?: boolean;
  /** Where the list is wide its name stands beside the icon. */
  readonly labelled?: boolean;
  /** @param clicks 2 for the second click of a double click, 0 by keyboard */
  readonly onPress: (clicks: number) => void;
}

/**
 * An icon button within a row of a long list: a plain button, which costs a fraction of react-aria's while rows come
 * and go by scrolling. The row must not take its presses and keys for its own.
 */
export function RowButton({
  name,
  spoken = name,
  shortcut,
  isDisabled = false,
  tabStop = false,
  labelled = false,
  onPress,
  children,
}: RowButtonProps) {
  return (
    <button
      type="button"
      aria-label={spoken}
      data-tip={name}
      data-tip-keys={shortcut}
      aria-disabled={isDisabled || undefined}
      tabIndex={tabStop ? 0 : -1}
      className={`${styles.button} ${styles.icon}`}
      data-labelled={labelled || undefined}
      onPointerDown={keep}
      onMouseDown={keep}
      onDoubleClick={keep}
      onKeyDown={keepPresses}
      onClick={(event) => {
        event.stopPropagation();
        if (!isDisabled) onPress(event.detail);
      }}
    >
      {children}
      {labelled && <span className={styles.label}>{name}</span>}
    </button>
  );
}

function keep(event: SyntheticEvent): void {
  event.stopPropagation();
}

/** Arrow keys stay the list's. */
function keepPresses(event: KeyboardEvent): void {
  if (event.key === 'Enter' || event.key === ' ') event.stopPropagation();
}
