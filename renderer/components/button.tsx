// Buttons: with text, or an icon with a name and a tooltip.
import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps, Tooltip, TooltipTrigger } from 'react-aria-components';
import styles from './button.module.css';

interface TextButtonProps extends ButtonProps {
  readonly look?: 'plain' | 'primary' | 'quiet';
}

export function Button({ look = 'plain', ...props }: TextButtonProps) {
  return <AriaButton {...props} className={`${styles.button} ${styles[look]}`} />;
}

interface IconButtonProps extends Omit<ButtonProps, 'children'> {
  /** The button's name, also its tooltip. */
  readonly name: string;
  /** Shown in the tooltip after the name. */
  readonly shortcut?: string;
  readonly children: ReactNode;
}

export function IconButton({ name, shortcut, children, ...props }: IconButtonProps) {
  return (
    <TooltipTrigger delay={600} closeDelay={80}>
      <AriaButton {...props} aria-label={name} className={`${styles.button} ${styles.icon}`}>
        {children}
      </AriaButton>
      <Tooltip className={styles.tooltip ?? ''} offset={6}>
        {name}
        {shortcut && <kbd className={styles.key}>{shortcut}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  );
}
