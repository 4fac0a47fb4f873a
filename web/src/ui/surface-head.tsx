import type { ReactNode } from 'react';
import { BrandMark } from './brand.tsx';
import { ClockFace } from './clock-face.tsx';
import styles from './surface-head.module.css';

interface SurfaceHeadProps {
  readonly title: ReactNode;
  readonly subtitle?: ReactNode;
  /** Beside the title: a state switch. */
  readonly lead?: ReactNode;
  /** Before the clock: connection pill, switches. */
  readonly extra?: ReactNode;
  /** After the clock: person, menu. */
  readonly end?: ReactNode;
  readonly mark?: ReactNode;
  readonly clockSize?: number | string;
  /** Day under the clock. */
  readonly day?: boolean;
}

/** Header row of a surface: where we are, connection, business time, who. */
export function SurfaceHead({
  title,
  subtitle,
  lead,
  extra,
  end,
  mark = <BrandMark size={44} />,
  clockSize = 32,
  day = false,
}: SurfaceHeadProps) {
  return (
    <header className={styles.head}>
      {mark}
      <div className={styles.words}>
        <h1>{title}</h1>
        {subtitle && <p>{subtitle}</p>}
      </div>
      {lead && <div className={styles.lead}>{lead}</div>}
      <div className={styles.end}>
        {extra}
        <ClockFace size={clockSize} day={day} />
        {end}
      </div>
    </header>
  );
}
