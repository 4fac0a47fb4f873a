import type { Progress } from '@huiting/contracts/queue';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { remotePassQuery } from '../../../features/appointment/remote/remote.queries.ts';
import { useText } from '../../../lib/i18n.ts';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { QrCode } from '../../../ui/qr-code.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import styles from './absent-card.module.css';
import { ticketText } from './ticket.text.ts';

/** Vibration when it is time to set out, ms on and off. */
const pulse = [300, 200, 300];

interface AbsentCardProps {
  readonly token: string;
  readonly progress: Progress;
}

/** A number taken from afar: what to check in with, what happens until then, and when to set out. */
export function AbsentCard({ token, progress }: AbsentCardProps) {
  const t = useText(ticketText);
  const query = useQuery(remotePassQuery(token));
  const pass = query.data?.pass ?? null;
  const isNear =
    pass !== null &&
    'lowSeconds' in progress.expected &&
    (progress.restorableUntil !== null || progress.ahead <= pass.nearAhead);
  useEffect(() => {
    if (isNear) navigator.vibrate?.(pulse);
  }, [isNear]);
  if (query.error && !query.data)
    return <ErrorPanel error={query.error} title={t('passFailed')} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <ListSkeleton rows={2} height={120} />;
  if (pass === null) return null;
  return (
    <>
      {isNear && (
        <p className={styles.near} role="alert">
          <Icon name="bellSolid" size="1.7em" />
          <span>
            <strong>{t('near')}</strong>
            {t('nearHint', { count: pass.nearAhead })}
          </span>
        </p>
      )}
      <section className={styles.card}>
        <h2>{t('absentTitle')}</h2>
        <span className={styles.label}>{t('absentCode')}</span>
        <span className={`num ${styles.code}`}>{pass.code.match(/.{1,4}/g)?.join(' ')}</span>
        <QrCode text={pass.code} size={176} label={t('absentQr')} />
        <p>{t('absentHow')}</p>
        <p className={styles.rule}>
          <Icon name="clock" size="1.2em" />
          {t('absentRule', { minutes: pass.holdMinutes })}
        </p>
      </section>
    </>
  );
}
