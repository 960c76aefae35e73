// A menu, at its button or anywhere.
import type { ReactNode } from 'react';
import { Menu as AriaMenu, Header, MenuItem, type MenuItemProps, MenuSection } from 'react-aria-components';
import { CheckIcon } from '../icons.tsx';
import { LightPopover, PopoverAt } from './light-popover.tsx';
import styles from './menu.module.css';

interface MenuProps {
  readonly name: string;
  /** The edge that it shares with its button. */
  readonly align?: 'start' | 'end';
  readonly children: ReactNode;
}

export function Menu({ name, align = 'end', children }: MenuProps) {
  return (
    <LightPopover name={name} align={align}>
      <AriaMenu aria-label={name} className={styles.menu ?? ''}>
        {children}
      </AriaMenu>
    </LightPopover>
  );
}

interface MenuAtProps {
  readonly name: string;
  readonly children: ReactNode;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** A menu without a button of its own, at the element of the class `popoverAnchor`. */
export function MenuAt({ name, open, onClose, children }: MenuAtProps) {
  return (
    <PopoverAt name={name} open={open} onClose={onClose}>
      <AriaMenu aria-label={name} className={styles.menu ?? ''} autoFocus="first" onClose={onClose}>
        {children}
      </AriaMenu>
    </PopoverAt>
  );
}

export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <MenuSection className={styles.section ?? ''}>
      <Header className={styles.header ?? ''}>{title}</Header>
      {children}
    </MenuSection>
  );
}

interface ItemProps extends Omit<MenuItemProps, 'children'> {
  readonly name: string;
  readonly shortcut?: string;
  /** For one of several; undefined where it is a command. */
  readonly checked?: boolean;
}

export function Item({ name, shortcut, checked, ...props }: ItemProps) {
  return (
    <MenuItem {...props} textValue={name} className={styles.item ?? ''}>
      <span className={styles.check}>{checked && <CheckIcon />}</span>
      <span className={styles.name}>{name}</span>
      {shortcut && <kbd className={styles.key}>{shortcut}</kbd>}
    </MenuItem>
  );
}
