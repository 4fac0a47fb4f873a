import type { Progress } from '@huiting/contracts/queue';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Icon } from '../../../ui/icons/icon.tsx';
import styles from './ahead-chips.module.css';
import { ticketText } from './ticket.text.ts';

/** The numbers in front, the nearest beside mine. The server names at most four of them. */
export function AheadChips({ progress }: { readonly progress: Progress }) {
  const t = useText(ticketText);
  const format = useFormat();
  const hidden = progress.ahead - progress.aheadNumbers.length;
  return (
    <div className={styles.ahead}>
      {progress.ahead > 0 && (
        <ol className={styles.chips} aria-label={t('aheadList')}>
          {hidden > 0 && <li className={`num ${styles.more}`}>{format.signed(hidden)}</li>}
          {progress.aheadNumbers.map((number) => (
            <li key={number} className="ticket-number">
              {number}
            </li>
          ))}
          <li className={`ticket-number ${styles.mine}`} aria-current="true">
            {progress.ticketNumber}
          </li>
        </ol>
      )}
      <p className={styles.promise}>
        <Icon name="bellSolid" size="1.15em" />
        {t('stayOpen')}
      </p>
    </div>
  );
}
