import type { DisplayBoard } from '@huiting/contracts/queue';
import type { ReactNode } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { KioskHead } from './kiosk-head.tsx';
import { kioskText } from './kiosk.text.ts';
import styles from './step-frame.module.css';

interface StepFrameProps {
  readonly board: DisplayBoard;
  readonly title: ReactNode;
  readonly hint?: ReactNode;
  /** Plain information above the reach of a seated person. */
  readonly upper?: ReactNode;
  /** What is touched: between 700 and 1700 px of height. */
  readonly children?: ReactNode;
  readonly onHelp?: () => void;
  readonly onBack?: () => void;
  readonly onHome?: () => void;
}

/** Every step after the first: words above, what is touched in reach, 首页 and 人工帮助 always at the same place. */
export function StepFrame({ board, title, hint, upper, children, onHelp, onBack, onHome }: StepFrameProps) {
  const t = useText(kioskText);
  return (
    <div className={styles.step}>
      <KioskHead board={board} />
      <section className={styles.words}>
        {upper}
        <h2>{title}</h2>
        {hint && <p>{hint}</p>}
      </section>
      <div className={styles.touch}>
        <div className={styles.body}>{children}</div>
        <nav className={styles.nav}>
          {onHome && (
            <Button size="action" icon="home" onClick={onHome}>
              {t('home')}
            </Button>
          )}
          {onBack && (
            <Button size="action" icon="arrowLeft" onClick={onBack}>
              {t('back')}
            </Button>
          )}
          {onHelp && (
            <Button size="action" icon="headset" onClick={onHelp}>
              {t('help')}
            </Button>
          )}
        </nav>
      </div>
    </div>
  );
}
