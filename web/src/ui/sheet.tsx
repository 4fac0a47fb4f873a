import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useText } from '../lib/i18n.ts';
import { Button } from './button.tsx';
import styles from './sheet.module.css';
import { uiText } from './ui.text.ts';

interface SheetProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: ReactNode;
  /** `dialog` in the middle, `bottom` at the thumb (h5, PAD portrait), `side` at the right (PAD, details). */
  readonly side?: 'dialog' | 'bottom' | 'side';
  readonly width?: number;
  readonly children: ReactNode;
  /** Buttons; the primary one first. */
  readonly actions?: ReactNode;
}

/** A modal on the browser's own <dialog>: focus trap, Escape and backdrop come with it. No antd. */
export function Sheet({ open, onClose, title, side = 'dialog', width, children, actions }: SheetProps) {
  const t = useText(uiText);
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    if (open && !element.open) {
      element.showModal();
      // React's autoFocus runs before the dialog is shown, and is lost on it
      element.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    }
    if (!open && element.open) element.close();
  }, [open]);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      className={styles.sheet}
      data-side={side}
      style={width ? { width: `min(${width}px, calc(100vw / var(--zoom, 1)))` } : undefined}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        if (event.target === dialog.current) onClose();
      }}
    >
      {open && (
        <div className={styles.inner}>
          <header className={styles.head}>
            <h2 id={titleId}>{title}</h2>
            <Button kind="quiet" icon="close" onClick={onClose} aria-label={t('close')} />
          </header>
          <div className={styles.body}>{children}</div>
          {actions && <footer className={styles.actions}>{actions}</footer>}
        </div>
      )}
    </dialog>
  );
}
