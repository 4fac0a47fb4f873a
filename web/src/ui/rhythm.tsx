import styles from './rhythm.module.css';

interface Bar {
  readonly label: string;
  /** null = not known, shown as a gap. */
  readonly value: number | null;
  readonly kind: 'past' | 'now' | 'forecast';
}
interface RhythmProps {
  readonly bars: readonly Bar[];
  readonly height?: number;
  /** One sentence for those who cannot see the bars. */
  readonly summary: string;
}

/** A small bar row by the hour. A forecast is hatched and never looks like fact. */
export function Rhythm({ bars, height = 70, summary }: RhythmProps) {
  const top = Math.max(1, ...bars.map((bar) => bar.value ?? 0));
  return (
    <figure className={styles.rhythm} aria-label={summary} role="img">
      {bars.map((bar) => (
        <div key={bar.label} className={styles.column} data-kind={bar.kind}>
          <span className={`num ${styles.value}`}>{bar.value ?? ''}</span>
          <span className={styles.lane} style={{ height }}>
            {bar.value !== null && (
              <span className={styles.bar} style={{ height: `${(bar.value / top) * 100}%` }} />
            )}
          </span>
          <span className={`num num-medium ${styles.label}`}>{bar.label}</span>
        </div>
      ))}
    </figure>
  );
}
