import { lazy, Suspense } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { useConnection } from '../../../lib/live.ts';
import { usePermission } from '../../../lib/session.tsx';
import { BrandMark } from '../../../ui/brand.tsx';
import { ClockFace } from '../../../ui/clock-face.tsx';
import { ConnectionPill } from '../../../ui/connection-pill.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { KeyCap } from '../../../ui/key-cap.tsx';
import { consoleText } from '../console.text.ts';
import { AlertsBell } from './alerts-bell.tsx';
import { InboxBell } from './inbox-bell.tsx';
import { useOverview } from './overview.tsx';
import styles from './top-bar.module.css';
import { UserMenu } from './user-menu.tsx';

/** For two kinds of administrators only: fetched when it is theirs. */
const SecurityBell = lazy(() =>
  import('./security-bell.tsx').then(({ SecurityBell: bell }) => ({ default: bell })),
);

/** Where we are, search, freshness, alerts, business time, who. */
export function TopBar({ onSearch }: { readonly onSearch: () => void }) {
  const t = useText(consoleText);
  const connection = useConnection();
  const { root, overview } = useOverview();
  const watches = usePermission('access.watch');
  return (
    <header className={styles.bar}>
      <div className={styles.brand}>
        <BrandMark size={30} />
        <strong>{t('product')}</strong>
      </div>
      {root && <span className={styles.scope}>{root.name}</span>}
      <button type="button" className={styles.search} onClick={onSearch}>
        <Icon name="search" />
        <span>{t('search')}</span>
        <KeyCap>Ctrl K</KeyCap>
      </button>
      <div className={styles.end}>
        {/* pages without a subscription have nothing that could be stale */}
        {overview && <ConnectionPill {...connection} />}
        <InboxBell />
        {overview && <AlertsBell />}
        {watches && (
          <Suspense fallback={null}>
            <SecurityBell />
          </Suspense>
        )}
        <span className={styles.rule} />
        <ClockFace size={19} day />
        <UserMenu />
      </div>
    </header>
  );
}
