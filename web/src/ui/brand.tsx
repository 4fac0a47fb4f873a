import styles from './brand.module.css';

/** The product's mark. */
export function BrandMark({ size = 44 }: { readonly size?: number }) {
  return (
    <span className={styles.mark} style={{ width: size, height: size, fontSize: size * 0.5 }} aria-hidden>
      慧
    </span>
  );
}

interface AvatarProps {
  readonly name: string;
  readonly size?: number;
}
/** First character of a name on a pale disc; no pictures of people are stored. */
export function Avatar({ name, size = 40 }: AvatarProps) {
  return (
    <span className={styles.avatar} style={{ width: size, height: size, fontSize: size * 0.42 }} aria-hidden>
      {[...name.trim()][0] ?? ''}
    </span>
  );
}
