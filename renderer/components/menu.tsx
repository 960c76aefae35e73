// A menu, at its button or anywhere.
import type { ReactNode, RefObject } from 'react';
import {
  Menu as AriaMenu,
  Header,
  MenuItem,
  type MenuItemProps,
  MenuSection,
  type Placement,
  Popover,
} from 'react-aria-components';
import { CheckIcon } from './icons.tsx';
import styles from './menu.module.css';

interface MenuProps {
  readonly name: string;
  readonly placement?: Placement;
  readonly children: ReactNode;
}

export function Menu({ name, placement = 'bottom end', children }: MenuProps) {
  return (
    <Popover className={styles.popover ?? ''} offset={4} placement={placement}>
      <AriaMenu aria-label={name} className={styles.menu ?? ''}>
        {children}
      </AriaMenu>
    </Popover>
  );
}

interface MenuAtProps extends MenuProps {
  /** Where it opens. */
  readonly anchor: RefObject<Element | null>;
  readonly open: boolean;
  readonly onClose: () => void;
}

/** A menu without a button of its own. */
export function MenuAt({ name, anchor, open, onClose, children }: MenuAtProps) {
  return (
    <Popover
      className={styles.popover ?? ''}
      triggerRef={anchor}
      isOpen={open}
      onOpenChange={(next) => !next && onClose()}
      offset={2}
      placement="bottom start"
    >
      <AriaMenu aria-label={name} className={styles.menu ?? ''} autoFocus="first" onClose={onClose}>
        {children}
      </AriaMenu>
    </Popover>
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
