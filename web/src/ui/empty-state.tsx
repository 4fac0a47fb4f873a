import type { ReactNode } from 'react';
import { useText } from '../lib/i18n.ts';
import { Button } from './button.tsx';
import styles from './empty-state.module.css';
import { Icon, type IconName } from './icons/icon.tsx';
import { uiText } from './ui.text.ts';

interface EmptyStateProps {
  readonly icon?: IconName;
  /** One sentence why. */
  readonly words: string;
  /** One act at most. */
  readonly action?: ReactNode;
  readonly compact?: boolean;
}

export function EmptyState({ icon = 'inbox', words, action, compact = false }: EmptyStateProps) {
  return (
    <div className={styles.empty} data-compact={compact || undefined}>
      {!compact && (
        <span className={styles.disc}>
          <Icon name={icon} size="1.6em" />
        </span>
      )}
      <p>{words}</p>
      {action}
    </div>
  );
}

/** Nothing matches the filters: always offers to clear them. */
export function FilterEmpty({ onClear }: { readonly onClear: () => void }) {
  const t = useText(uiText);
  return (
    <EmptyState
      icon="filter"
      words={t('filterEmpty')}
      action={<Button onClick={onClear}>{t('clearFilters')}</Button>}
    />
  );
}

interface NoRightProps {
  /** Whom to ask: a post or a name. */
  readonly who?: string;
  readonly onBack?: () => void;
}
/** For a direct link without the right; a control without the right is simply absent. */
export function NoRight({ who, onBack }: NoRightProps) {
  const t = useText(uiText);
  return (
    <div className={styles.empty} data-page>
      <span className={styles.disc}>
        <Icon name="lock" size="1.6em" />
      </span>
      <h1 className={styles.title}>{t('noRight')}</h1>
      <p>{t('noRightHint', { who: who ?? t('askAdmin') })}</p>
      {onBack && (
        <Button icon="arrowLeft" onClick={onBack}>
          {t('goBack')}
        </Button>
      )}
    </div>
  );
}
