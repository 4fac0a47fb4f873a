import type { ReactNode } from 'react';
import { Icon, type IconName } from './icons/icon.tsx';
import styles from './kpi.module.css';

export type Tone = 'plain' | 'ok' | 'warn' | 'danger';

export interface KpiProps {
  readonly label: string;
  /** Already formatted; `—` when unknown. */
  readonly value: string;
  readonly unit?: string;
  /** Grey total after the value: `5` `/6`. */
  readonly total?: string;
  /** Comparison: target, same time last week, forecast, or what departs from normal. */
  readonly note?: ReactNode;
  readonly noteTone?: Tone;
  readonly noteIcon?: IconName;
  /** Of the digits. Normal figures stay plain. */
  readonly tone?: Tone;
  /** Of the digits, in px; 28 by default. */
  readonly size?: number;
  /** Exact value for the tooltip when `value` is rounded. */
  readonly exact?: string;
}

/** One figure: name, narrow digits, unit, comparison. */
export function Kpi({
  label,
  value,
  unit,
  total,
  note,
  noteTone = 'plain',
  noteIcon,
  tone = 'plain',
  size,
  exact,
}: KpiProps) {
  return (
    <div className={styles.kpi}>
      <span className={styles.label}>{label}</span>
      <span className={styles.figure} title={exact}>
        <span
          className={`num ${styles.value}`}
          data-tone={tone}
          style={size === undefined ? undefined : { fontSize: size }}
        >
          {value}
        </span>
        {total && <span className={`num ${styles.total}`}>{total}</span>}
        {unit && <span className={styles.unit}>{unit}</span>}
      </span>
      {note !== undefined && (
        <span className={styles.note} data-tone={noteTone}>
          {noteIcon && <Icon name={noteIcon} size="1.05em" />}
          {note}
        </span>
      )}
    </div>
  );
}

/** The strip of figures on a white card, hairlines between the cells. */
export function KpiStrip({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <section className={styles.strip} aria-label={label}>
      {children}
    </section>
  );
}

/** A figure on a card of its own. */
export function StatTile({ highlight = false, ...kpi }: KpiProps & { readonly highlight?: boolean }) {
  return (
    <div className={styles.tile} data-highlight={highlight || undefined}>
      <Kpi {...kpi} />
    </div>
  );
}
