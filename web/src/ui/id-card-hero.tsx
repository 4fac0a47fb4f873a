import styles from './id-card-hero.module.css';

interface IdCardHeroProps {
  /** Words on the reading plate: 证件感应区. */
  readonly plateLabel: string;
  readonly width?: number;
  /** A document lies on the reader: the plate lights up. */
  readonly reading?: boolean;
}

/** A card sinking onto the reading plate: tells what to do without reading. */
export function IdCardHero({ plateLabel, width = 344, reading = false }: IdCardHeroProps) {
  return (
    <svg
      viewBox="0 0 344 364"
      width={width}
      className={styles.hero}
      data-reading={reading || undefined}
      role="img"
      aria-label={plateLabel}
    >
      <rect x="2" y="174" width="340" height="187" rx="26" className={styles.reader} />
      <rect x="38" y="210" width="269" height="115" rx="14" className={styles.plate} />
      <text x="172" y="279" textAnchor="middle" className={styles.label}>
        {plateLabel}
      </text>
      <g transform="rotate(-4.5 172 90)" className={styles.card}>
        <rect x="44" y="14" width="257" height="150" rx="16" className={styles.paper} />
        <rect x="208" y="37" width="72" height="82" rx="12" className={styles.photo} />
        <circle cx="244" cy="67" r="16.5" className={styles.person} />
        <path d="M218.5 119c2-25 49-25 51 0z" className={styles.person} />
        <g className={styles.lines}>
          <path d="M70 45h83M70 74h96M70 103h80" />
          <path d="M70 140h204" className={styles.strong} />
          <path d="M70 45h83" className={styles.strong} />
        </g>
      </g>
      <path d="M172 176v44M153 202l19 19 19-19" className={styles.arrow} />
    </svg>
  );
}
