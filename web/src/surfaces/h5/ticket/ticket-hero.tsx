import type { Progress } from '@huiting/contracts/queue';
import { queueDefaults } from '@huiting/contracts/queue';
import { useMemo } from 'react';
import { businessClock } from '../../../lib/clock.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { useConnection } from '../../../lib/live.ts';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { SimulatedBadge } from '../../../ui/clock-face.tsx';
import { ConnectionPill } from '../../../ui/connection-pill.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { expectedWords } from './expected-words.ts';
import styles from './ticket-hero.module.css';
import { ticketText } from './ticket.text.ts';

/** What matters now, largest: the number, and how far it is. */
export function TicketHero({ progress }: { readonly progress: Progress }) {
  const named = useNamed();
  const connection = useConnection();
  return (
    <div className={styles.hero}>
      <div className={styles.line}>
        <span className="truncate">
          {named(progress.serviceName)}
          {progress.maskedName !== null && ` · ${progress.maskedName}`}
        </span>
        <ConnectionPill onBrand {...connection} />
      </div>
      <div className={styles.number}>
        <span className="ticket-number">{progress.ticketNumber}</span>
        <SimulatedBadge />
      </div>
      {progress.state === 'waiting' || (progress.state === 'absent' && progress.restorableUntil === null) ? (
        <WaitFacts progress={progress} />
      ) : (
        <StateWords progress={progress} />
      )}
    </div>
  );
}

function WaitFacts({ progress }: { readonly progress: Progress }) {
  const t = useText(ticketText);
  const format = useFormat();
  // the interval counts from the moment it was told
  const words = useMemo(
    () => expectedWords(progress.expected, businessClock.now(), format),
    [progress, format],
  );
  return (
    <div className={styles.facts} aria-live="polite">
      <div>
        <p className={styles.figure}>
          <span className="num">{format.integer(progress.ahead)}</span>
          {t('peopleUnit')}
        </p>
        <p>{progress.ahead === 0 ? t('nextUp') : t('inFront')}</p>
      </div>
      <div>
        {words.kind === 'minutes' ? (
          <>
            <p className={styles.figure}>
              <span className="num">{words.digits}</span>
              {t('minutesUnit')}
              {words.upTo && ` ${t('upTo')}`}
            </p>
            <p>{t('about', { range: words.range })}</p>
          </>
        ) : (
          <>
            <p className={styles.figure}>{t(words.kind)}</p>
            <p>{words.kind === 'noWindow' ? t('noWindowHint') : ' '}</p>
          </>
        )}
      </div>
    </div>
  );
}

function StateWords({ progress }: { readonly progress: Progress }) {
  const t = useText(ticketText);
  const format = useFormat();
  const now = useBusinessNow(5_000);
  const label = progress.windowLabel;
  const window = label === null ? null : format.windowName(label);
  switch (progress.state) {
    case 'called':
      return (
        <div className={styles.state}>
          <strong>
            {t('goTo')} <em>{window}</em>
          </strong>
          <p>{t('calledAt', { time: format.clock(progress.calledAt) })}</p>
        </div>
      );
    case 'serving':
      return (
        <div className={styles.state}>
          <strong>{window === null ? t('serving') : t('servingAt', { window })}</strong>
          <p>{t('startedHint')}</p>
        </div>
      );
    case 'absent':
      return (
        <div className={styles.state}>
          <strong>{t('yourTurn', { time: format.clock(progress.restorableUntil) })}</strong>
          <p>
            {t('yourTurnHint', {
              time: format.timer(Math.max(0, (progress.restorableUntil ?? now) - now)),
            })}
          </p>
        </div>
      );
    case 'parked':
      return (
        <div className={styles.state}>
          <strong>{t('parked')}</strong>
          <p>{t('parkedHint')}</p>
        </div>
      );
    case 'skipped': {
      const restorable = progress.restorableUntil !== null && now < progress.restorableUntil;
      return (
        <div className={styles.state}>
          <strong>
            <Icon name="skip" />
            {t('skipped')}
          </strong>
          <p>
            {restorable
              ? t('skippedHint', {
                  time: format.clock(progress.restorableUntil),
                  after: queueDefaults.restoreAfter,
                })
              : t('skippedOver')}
          </p>
        </div>
      );
    }
    case 'completed':
      return (
        <div className={styles.state}>
          <strong>
            <Icon name="checkSolid" />
            {t('done')}
          </strong>
          <p>{t('startedHint')}</p>
        </div>
      );
    case 'cancelled':
    case 'abandoned':
      return (
        <div className={styles.state}>
          <strong>{t(progress.state)}</strong>
          <p>{t(`${progress.state}Hint`)}</p>
        </div>
      );
    case 'waiting':
      return null;
  }
}
