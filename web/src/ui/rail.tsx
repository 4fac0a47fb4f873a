import { BrandMark } from './brand.tsx';
import { Icon, type IconName } from './icons/icon.tsx';
import styles from './rail.module.css';

export interface RailItem<K extends string = string> {
  readonly key: K;
  readonly icon: IconName;
  readonly label: string;
  readonly count?: number;
  readonly active?: boolean;
}
interface RailProps<K extends string> {
  readonly label: string;
  readonly items: readonly RailItem<K>[];
  /** At the lower end: settings. */
  readonly foot?: readonly RailItem<K>[];
  readonly onPick: (key: K) => void;
}

/** The PAD's navigation: 84 px of dark blue with large targets. Lies at the bottom in portrait. */
export function Rail<K extends string>({ label, items, foot = [], onPick }: RailProps<K>) {
  const button = (item: RailItem<K>) => (
    <button
      key={item.key}
      type="button"
      aria-current={item.active ? 'page' : undefined}
      onClick={() => onPick(item.key)}
    >
      <span className={styles.icon}>
        <Icon name={item.icon} size={25} />
        {item.count ? (
          <span className={`num ${styles.count}`}>{item.count > 99 ? '99+' : item.count}</span>
        ) : null}
      </span>
      {item.label}
    </button>
  );
  return (
    <nav className={styles.rail} aria-label={label}>
      <span className={styles.mark}>
        <BrandMark size={44} />
      </span>
      {items.map(button)}
      <span className={styles.gap} />
      {foot.map(button)}
    </nav>
  );
}
