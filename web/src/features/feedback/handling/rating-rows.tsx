import type { RatingRequest } from '@huiting/contracts/feedback';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import { handlingText } from '../feedback.handling.text.ts';
import styles from './rating-rows.module.css';

/** Ratings of today, newest first: number, level as digit and word, reasons, time. */
export function RatingRows({
  ratings,
  limit,
  showTeller = false,
}: {
  readonly ratings: readonly RatingRequest[];
  readonly limit?: number;
  readonly showTeller?: boolean;
}) {
  const t = useText(handlingText);
  const format = useFormat();
  return (
    <ul className={styles.rows}>
      {ratings.slice(0, limit).map((rating) => {
        const level = rating.level as 1 | 2 | 3 | 4 | 5 | null;
        return (
          <li key={rating.id}>
            <span className={`ticket-number ${styles.number}`}>{rating.ticketNumber}</span>
            {level === null ? (
              <span className={styles.none}>{t('timedOut')}</span>
            ) : (
              <span className={styles.level} data-bad={level <= 2 || undefined}>
                <Icon name={level <= 2 ? 'faceSadSolid' : 'starSolid'} size="1.1em" />
                <span className="num">{level}</span>
                <span className={styles.word}>{t(`level.${level}`)}</span>
              </span>
            )}
            <span className={`truncate ${styles.words}`}>
              {[
                showTeller ? t('teller', { name: rating.staffName }) : null,
                ...rating.reasons.map((reason) => t(`reason.${reason}`)),
                rating.comment,
              ]
                .filter(Boolean)
                .join(' · ')}
            </span>
            <span className={`num num-medium ${styles.time}`}>
              {format.clock(rating.ratedAt ?? rating.askedAt)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
