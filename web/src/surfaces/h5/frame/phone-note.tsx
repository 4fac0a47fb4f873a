import type { ReactNode } from 'react';
import { Icon, type IconName } from '../../../ui/icons/icon.tsx';
import styles from './phone-note.module.css';

interface PhoneNoteProps {
  readonly icon: IconName;
  readonly tone?: 'plain' | 'ok' | 'warn' | 'danger';
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** The whole page says one thing: a broken link, an end, thanks. */
export function PhoneNote({ icon, tone = 'plain', title, children, action }: PhoneNoteProps) {
  return (
    <section className={styles.note} data-tone={tone}>
      <span className={styles.disc}>
        <Icon name={icon} size="2.1em" />
      </span>
      <h2>{title}</h2>
      {children}
      {action}
    </section>
  );
}
