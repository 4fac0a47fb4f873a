import type { DisplayTicket } from '@huiting/contracts/queue';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import styles from './call-strip.module.css';
import type { LastCall } from './hall-display.domain.ts';
import { hallText } from './hall-display.text.ts';

const missedShown = 5;

interface CallStripProps {
  readonly last: readonly LastCall[];
  readonly missed: readonly DisplayTicket[];
}

/** Who was called last, and whose number was called in vain and may still be taken up again. */
export function CallStrip({ last, missed }: CallStripProps) {
  const t = useText(hallText);
  const format = useFormat();
  return (
    <div className={styles.strip}>
      <section aria-label={t('lastCalled')} className={styles.last}>
        <h2>{t('lastCalled')}</h2>
        {last.length === 0 ? (
          <span className={styles.none}>{t('lastNone')}</span>
        ) : (
          <ol>
            {last.map(({ ticketId, ticketNumber, windowLabel }) => (
              <li key={ticketId}>
                <b className="ticket-number">{ticketNumber}</b>
                <Icon name="arrowRight" />
                <span className="num">{windowLabel}</span>
              </li>
            ))}
          </ol>
        )}
      </section>
      <section aria-label={t('missed')} className={styles.missed} data-some={missed.length > 0 || undefined}>
        <h2>
          <Icon name="clockSolid" /> {t('missed')}
        </h2>
        {missed.length === 0 ? (
          <span className={styles.none}>{t('missedNone')}</span>
        ) : (
          <>
            <ul>
              {missed.slice(0, missedShown).map(({ id, number, restorableUntil }) => (
                <li key={id}>
                  <b className="ticket-number">{number}</b>
                  <span className="num num-medium">
                    {t('missedUntil', { time: format.clock(restorableUntil ?? 0) })}
                  </span>
                </li>
              ))}
            </ul>
            {missed.length > missedShown && <span className="num">+{missed.length - missedShown}</span>}
          </>
        )}
      </section>
    </div>
  );
}
