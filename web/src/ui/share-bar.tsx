import styles from './share-bar.module.css';

interface Part {
  readonly key: string;
  readonly value: number;
  readonly tone: 'good' | 'fine' | 'middle' | 'poor' | 'bad';
  readonly words: string;
}

/** Shares of a whole side by side, from the best to the worst; nothing at all is an empty lane. */
export function ShareBar({
  parts,
  height = 10,
}: {
  readonly parts: readonly Part[];
  readonly height?: number;
}) {
  const whole = parts.reduce((sum, { value }) => sum + value, 0);
  const words = parts
    .filter(({ value }) => value > 0)
    .map((part) => part.words)
    .join(' · ');
  return (
    <div className={styles.bar} style={{ height }} role="img" aria-label={words || '0'} title={words}>
      {parts
        .filter(({ value }) => value > 0)
        .map(({ key, value, tone }) => (
          <span key={key} data-tone={tone} style={{ width: `${(value / whole) * 100}%` }} />
        ))}
    </div>
  );
}
