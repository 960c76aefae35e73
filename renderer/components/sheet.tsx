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
  readonly children: ReactNode;
}

export function Sheet({ title, open, onOpenChange, width, children }: SheetProps) {
  return (
    <ModalOverlay className={styles.backdrop ?? ''} isOpen={open} onOpenChange={onOpenChange} isDismissable>
      <Modal className={styles.modal ?? ''} style={{ width }}>
        <Dialog className={styles.dialog ?? ''}>
          <Heading slot="title" className={styles.title ?? ''}>
            {title}
          </Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The buttons at a sheet's foot. */
export function SheetButtons({ children }: { readonly children: ReactNode }) {
  return <div className={styles.buttons}>{children}</div>;
}
