import { useEffect, useState, type ReactNode } from 'react';
import { useText } from '../lib/i18n.ts';
import styles from './skeleton.module.css';
import { uiText } from './ui.text.ts';

interface BarProps {
  readonly width?: number | string;
  readonly height?: number | string;
  readonly radius?: number | string;
}

/** One grey block of the real layout. */
export function Bone({ width = '100%', height = '1em', radius = 6 }: BarProps) {
  return <span className={styles.bone} style={{ width, height, borderRadius: radius }} />;
}

/** Shows its bones only after 200 ms, so that a quick answer does not flicker. */
export function Skeleton({ children }: { readonly children: ReactNode }) {
  const t = useText(uiText);
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 200);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div
      className={styles.skeleton}
      role="progressbar"
      aria-busy="true"
      aria-label={t('loading')}
      style={late ? undefined : { visibility: 'hidden' }}
    >
      {children}
    </div>
  );
}

export function ListSkeleton({
  rows = 5,
  height = 56,
}: {
  readonly rows?: number;
  readonly height?: number;
}) {
  return (
    <Skeleton>
      {Array.from({ length: rows }, (_, row) => (
        <Bone key={row} height={height} radius="var(--radius)" />
      ))}
    </Skeleton>
  );
}

/** Thin bar over old data while it is fetched again. */
export function RefreshBar({ active }: { readonly active: boolean }) {
  return active ? <span className={styles.refresh} role="progressbar" /> : null;
}
