import type { TicketCard } from '@huiting/contracts/queue';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Tag } from '../../../ui/tag.tsx';
import { customerText, isVip } from '../../customer/index.ts';
import type { Wait } from '../queue.desk.domain.ts';
import { queueText } from '../queue.text.ts';
import styles from './ticket-tags.module.css';

interface TicketTagsProps {
  readonly ticket: TicketCard;
  /** Given: also tells how the wait stands to its limit. */
  readonly wait?: Wait;
}

/** Who holds the ticket and how the wait stands; colour, icon and word together. */
export function TicketTags({ ticket, wait }: TicketTagsProps) {
  const t = useText(queueText);
  const c = useText(customerText);
  const tier = ticket.customer?.tier;
  return (
    <>
      {wait?.state === 'over' && (
        <Tag kind="dangerSolid">
          {wait.overMinutes > 0 ? t('over', { minutes: wait.overMinutes }) : t('overNow')}
        </Tag>
      )}
      {tier && isVip(tier) && <Tag kind="vip">{c(`tier.${tier}`)}</Tag>}
      {ticket.booked && (
        <Tag kind="info" icon="calendarSolid">
          {t('booked')}
        </Tag>
      )}
      {(ticket.elder || ticket.customer?.elder) && <Tag kind="elder">{t('elder')}</Tag>}
      {ticket.customer?.disabled && (
        <Tag kind="plain" icon="userSolid">
          {t('disabled')}
        </Tag>
      )}
      {wait?.state === 'near' && <Tag kind="warn">{t('left', { minutes: wait.leftMinutes })}</Tag>}
    </>
  );
}

/** Waited minutes in large digits, amber near the limit and vermilion over it. */
export function WaitDigits({ wait, size = 22 }: { readonly wait: Wait; readonly size?: number }) {
  const format = useFormat();
  const { value, unit } = format.waitParts(wait.waitedMs);
  return (
    <span className={styles.wait} data-state={wait.state}>
      <span className="num" style={{ fontSize: size }}>
        {value}
      </span>
      <span className={styles.unit}>{unit}</span>
    </span>
  );
}
