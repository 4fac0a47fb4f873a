import styles from './key-cap.module.css';

interface KeyCapProps {
  readonly children: string;
  /** On a filled button. */
  readonly onBrand?: boolean;
}

/** The key that does the same as the button beside it. */
export function KeyCap({ children, onBrand = false }: KeyCapProps) {
  return (
    <kbd className={styles.cap} data-on-brand={onBrand || undefined}>
      {children}
    </kbd>
  );
}
