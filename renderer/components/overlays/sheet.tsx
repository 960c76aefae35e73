// A dialog over the window.
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import styles from './sheet.module.css';

interface SheetProps {
  readonly title: string;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** Pixels. */
  readonly width: number;
  /** An alert dialog needs an answer: a press beside it is none. Escape is. */
  readonly role?: 'dialog' | 'alertdialog';
  readonly children: ReactNode;
}

export function Sheet({ title, open, onOpenChange, width, role = 'dialog', children }: SheetProps) {
  return (
    <ModalOverlay
      className={styles.backdrop ?? ''}
      isOpen={open}
      onOpenChange={onOpenChange}
      isDismissable={role === 'dialog'}
    >
      <Modal className={styles.modal ?? ''} style={{ width }}>
        <Dialog role={role} className={styles.dialog ?? ''}>
          <Heading slot="title" className={styles.title ?? ''}>
            {title}
          </Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** What scrolls between a sheet's title and its buttons where there is not room for all of it. */
export function SheetContent({ children }: { readonly children: ReactNode }) {
  return <div className={styles.content}>{children}</div>;
}

/** The buttons at a sheet's foot. */
export function SheetButtons({ children }: { readonly children: ReactNode }) {
  return <div className={styles.buttons}>{children}</div>;
}

/** Whether a dialog has the window to itself. */
export function isSheetOpen(): boolean {
  return document.querySelector(`.${styles.backdrop}`) !== null;
}
