import { Switch } from 'antd';
import type { ReactNode } from 'react';
import styles from './setup.module.css';

/** A labelled field of the setup's forms, and a switch with what it means. */
interface FieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly wide?: boolean;
  readonly children: ReactNode;
}
export function Field({ label, hint, wide, children }: FieldProps) {
  return (
    <label className={styles.field} data-wide={wide || undefined}>
      <span>{label}</span>
      {children}
      {hint && <small>{hint}</small>}
    </label>
  );
}

export function Toggle({
  label,
  hint,
  on,
  onChange,
}: {
  readonly label: string;
  readonly hint?: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}) {
  return (
    <label className={styles.toggle}>
      <Switch size="small" checked={on} onChange={onChange} aria-label={label} />
      <span>
        {label}
        {hint && <small>{hint}</small>}
      </span>
    </label>
  );
}
