import type { ShownNotice } from '@huiting/contracts/queue';
import { useEffect, useState } from 'react';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import styles from './kiosk-notices.module.css';
import { kioskText } from './kiosk.text.ts';

const turnMs = 8_000;

/** Notices and rates in one line, in turns; plain information outside the touch zone. */
export function KioskNotices({ notices }: { readonly notices: readonly ShownNotice[] }) {
  const t = useText(kioskText);
  const named = useNamed();
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    if (notices.length < 2) return;
    const timer = setInterval(() => setTurn((now) => now + 1), turnMs);
    return () => clearInterval(timer);
  }, [notices.length]);
  const notice = notices[turn % Math.max(1, notices.length)];
  if (notice === undefined) return null;
  const rates = notice.rates.map(({ name, value }) => `${named(name)} ${value}`).join(' · ');
  return (
    <p className={styles.notice} aria-label={t('notices')}>
      <Icon name={notice.kind === 'rates' ? 'yen' : 'megaphoneSolid'} />
      <span>
        {named(notice.text)}
        {notice.kind === 'rates' && (
          <>
            {' '}
            <b className="num">{rates}</b>
          </>
        )}
      </span>
    </p>
  );
}
