import type { Arrival } from '@huiting/contracts/customer';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { useBusinessNow } from '../../../lib/ticker.ts';
import { Avatar } from '../../../ui/brand.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { customerText } from '../customer.text.ts';
import { isVip } from '../customer.tier.domain.ts';
import styles from './arrivals-list.module.css';

interface ArrivalsListProps {
  readonly arrivals: readonly Arrival[];
  readonly onOpen: (customerId: string) => void;
}

/** Who has come today and how they were recognised, newest first. */
export function ArrivalsList({ arrivals, onOpen }: ArrivalsListProps) {
  const t = useText(customerText);
  const format = useFormat();
  const now = useBusinessNow(10_000);
  return (
    <ul className={styles.list}>
      {arrivals.map((arrival) => {
        const { customer } = arrival;
        return (
          <li key={arrival.id}>
            <button
              type="button"
              className={styles.row}
              data-vip={isVip(customer.tier) || undefined}
              onClick={() => onOpen(customer.id)}
            >
              <Avatar name={customer.maskedName} size={44} />
              <span className={styles.who}>
                <span className={styles.name}>
                  <strong>{customer.maskedName}</strong>
                  {isVip(customer.tier) && <Tag kind="vip">{t(`tier.${customer.tier}`)}</Tag>}
                  {customer.elder && <Tag kind="elder">{t('elder')}</Tag>}
                </span>
                <span className={styles.note}>
                  {customer.ownerName ? t('owner', { name: customer.ownerName }) : t('noOwner')}
                </span>
              </span>
              <span className={styles.how}>
                <span>{t(`source.${arrival.source}`)}</span>
                <span className={styles.note}>
                  {arrival.place}
                  {arrival.confidence < 1 &&
                    ` · ${t('confidence', { percent: format.percent(arrival.confidence) })}`}
                </span>
              </span>
              <span
                className={`ticket-number ${styles.ticket}`}
                data-none={arrival.ticketNumber === null || undefined}
              >
                {arrival.ticketNumber ?? t('noTicket')}
              </span>
              <span className={styles.time}>{format.ago(arrival.at, now)}</span>
              <Icon name="chevronRight" />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
