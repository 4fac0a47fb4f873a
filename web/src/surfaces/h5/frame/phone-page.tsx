import { useState, type ReactNode } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { h5Text } from '../h5.text.ts';
import { DisplaySheet } from './display-sheet.tsx';
import styles from './phone-page.module.css';

interface PhonePageProps {
  readonly title: string;
  /** Address of the page above; absent on pages one enters by a link of their own. */
  readonly onBack?: () => void;
  /** On the brand gradient, below the bar; the first card overlaps its lower edge. */
  readonly hero?: ReactNode;
  readonly children: ReactNode;
  /** Stays at the thumb. */
  readonly foot?: ReactNode;
}

/** One page of the customer's phone: bar, content, foot. Wide screens show it as a column. */
export function PhonePage({ title, onBack, hero, children, foot }: PhonePageProps) {
  const t = useText(h5Text);
  const [choosing, setChoosing] = useState(false);
  return (
    <div className={styles.page} data-hero={hero !== undefined || undefined}>
      <header className={styles.bar}>
        {onBack ? (
          <button type="button" className={styles.icon} aria-label={t('back')} onClick={onBack}>
            <Icon name="chevronLeft" size="1.5em" />
          </button>
        ) : (
          <span className={styles.icon} />
        )}
        <h1>{title}</h1>
        <button
          type="button"
          className={styles.icon}
          aria-label={t('more')}
          onClick={() => setChoosing(true)}
        >
          <Icon name="more" size="1.5em" />
        </button>
      </header>
      {hero !== undefined && (
        <section className={styles.hero} aria-label={title}>
          {hero}
        </section>
      )}
      <main className={styles.body}>{children}</main>
      {foot !== undefined && <footer className={styles.foot}>{foot}</footer>}
      <DisplaySheet open={choosing} onClose={() => setChoosing(false)} />
    </div>
  );
}
