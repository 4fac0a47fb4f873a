import type { ReactNode } from 'react';
import styles from './hero.module.css';

/** The brand gradient under the one thing to act on: current ticket, call, number taken. */
export function Hero({
  children,
  shade = 'diagonal',
}: {
  readonly children: ReactNode;
  readonly shade?: 'diagonal' | 'down' | 'deep';
}) {
  return (
    <div className={styles.hero} data-shade={shade}>
      {children}
    </div>
  );
}
