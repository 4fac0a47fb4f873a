import type { PulseView } from '@huiting/contracts/hall';
import { useText } from '../../../lib/i18n.ts';
import { Count } from '../../../ui/tag.tsx';
import { branchesText } from './branches.text.ts';
import styles from './view-tabs.module.css';

interface ViewTabsProps {
  readonly views: readonly {
    readonly name: PulseView;
    readonly label: string;
    readonly count: number | null;
  }[];
  readonly value: PulseView;
  readonly onChange: (view: PulseView) => void;
}

/** Ready-made looks at the list, each with how many it holds now. */
export function ViewTabs({ views, value, onChange }: ViewTabsProps) {
  const t = useText(branchesText);
  return (
    <div className={styles.tabs} role="tablist" aria-label={t('views')}>
      {views.map(({ name, label, count }) => (
        <button
          key={name}
          type="button"
          role="tab"
          aria-selected={name === value}
          className={styles.tab}
          onClick={() => onChange(name)}
        >
          {label}
          {count !== null && (
            <Count value={count} kind={name === 'congested' && count > 0 ? 'danger' : 'calm'} />
          )}
        </button>
      ))}
    </div>
  );
}
