import type { ReactNode } from 'react';
import { Icon } from './icons/icon.tsx';
import styles from './steps.module.css';

export interface Step {
  readonly title: string;
  readonly note?: ReactNode;
  readonly state: 'done' | 'now' | 'later';
}
interface StepsProps {
  readonly steps: readonly Step[];
  /** `row`: words beside the number (teller); `column`: words below it, joined by a line (h5). */
  readonly look?: 'row' | 'column';
  readonly label: string;
}

/** Where one stands in a short process. */
export function Steps({ steps, look = 'row', label }: StepsProps) {
  return (
    <ol className={styles.steps} data-look={look} aria-label={label}>
      {steps.map((step, at) => (
        <li key={step.title} data-state={step.state} aria-current={step.state === 'now' ? 'step' : undefined}>
          <span className={`num ${styles.disc}`}>
            {step.state === 'done' ? <Icon name="check" size="1.2em" /> : at + 1}
          </span>
          <span className={styles.words}>
            <span className={styles.title}>{step.title}</span>
            {step.note !== undefined && <span className={styles.note}>{step.note}</span>}
          </span>
        </li>
      ))}
    </ol>
  );
}
