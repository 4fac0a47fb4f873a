import styles from './window-mark.module.css';

interface WindowMarkProps {
  readonly number: number | string;
  readonly size?: number;
  /** `deep`: dark blue (evaluator); `pale`: on a list. */
  readonly kind?: 'brand' | 'deep' | 'pale';
}

/** The number of a service window as a square mark. */
export function WindowMark({ number, size = 48, kind = 'brand' }: WindowMarkProps) {
  return (
    <span
      className={`num ${styles.mark}`}
      data-kind={kind}
      style={{ width: size, height: size, fontSize: size * 0.64 }}
    >
      {number}
    </span>
  );
}
