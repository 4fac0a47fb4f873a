import type { RatingRequest } from '@huiting/contracts/feedback';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { Avatar } from '../../../ui/brand.tsx';
import { Stars } from '../../../ui/faces.tsx';
import { evaluatorText } from './evaluator.text.ts';
import styles from './teller-card.module.css';

interface TellerCardProps {
  readonly staff: { readonly name: string; readonly number: string | null } | null;
  /** 1–5; null when unknown. */
  readonly average: number | null;
  readonly request: RatingRequest | null;
}

/** Who served, and what the rating is about. */
export function TellerCard({ staff, average, request }: TellerCardProps) {
  const t = useText(evaluatorText);
  const named = useNamed();
  const format = useFormat();
  const minutes = request ? Math.floor(request.serviceSeconds / 60) : 0;
  return (
    <aside className={styles.card}>
      {staff && (
        <>
          <Avatar name={staff.name} size={148} />
          <h2>{staff.name}</h2>
          {staff.number && <p className={styles.number}>{t('staffNumber', { number: staff.number })}</p>}
          {average !== null && (
            <p className={styles.stars} role="img" aria-label={t('stars', { value: average.toFixed(1) })}>
              <Stars value={average} size={25} />
              <b className="num">{average.toFixed(1)}</b>
            </p>
          )}
        </>
      )}
      {request && (
        <dl>
          <div>
            <dt>{t('yourTicket')}</dt>
            <dd className="ticket-number">{request.ticketNumber}</dd>
          </div>
          {request.serviceNames.length > 0 && (
            <div>
              <dt>{t('services')}</dt>
              <dd>
                {request.serviceNames.slice(0, 3).map((name, at) => (
                  <span key={at}>{named(name)}</span>
                ))}
              </dd>
            </div>
          )}
          <div>
            <dt>{t('took')}</dt>
            <dd>
              {minutes < 1 ? (
                t('under')
              ) : (
                <>
                  <b className="num">{format.integer(minutes)}</b> {t('minutes')}
                </>
              )}
            </dd>
          </div>
        </dl>
      )}
      <small>{t('toManager')}</small>
    </aside>
  );
}
