import type { Handover, PlanState, Relationship } from '@huiting/contracts/customer/relationships';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Tag } from '../../../ui/tag.tsx';
import { careText } from './care.text.ts';
import styles from './care.module.css';

const kinds = { overdue: 'danger', today: 'warn', ahead: 'info', none: 'idle' } as const;

/** When to be in touch, and whether that is past. */
export function PlanTag({ relationship }: { readonly relationship: Relationship }) {
  const t = useText(careText);
  const format = useFormat();
  const { plan, planState } = relationship;
  return (
    <Tag kind={kinds[planState satisfies PlanState]}>
      {plan === null ? t('noPlan') : `${format.day(plan.on)} · ${t(`purpose.${plan.purpose}`)}`}
    </Tag>
  );
}

/** Channel, result and time of the last contact. */
export function LastContact({ relationship: { lastContact } }: { readonly relationship: Relationship }) {
  const t = useText(careText);
  const format = useFormat();
  return lastContact === null
    ? t('never')
    : `${t(`channel.${lastContact.channel}`)} · ${t(`result.${lastContact.result}`)} · ${format.stamp(lastContact.at)}`;
}

const handoverKinds = {
  pending: 'warn',
  accepting: 'warn',
  done: 'ok',
  rejected: 'idle',
  returned: 'idle',
  withdrawn: 'idle',
} as const;

export function HandoverLines({ handovers }: { readonly handovers: readonly Handover[] }) {
  const t = useText(careText);
  const format = useFormat();
  if (handovers.length === 0) return <p className={styles.quiet}>{t('handoversNone')}</p>;
  return (
    <ul className={styles.lines}>
      {handovers.map((one) => (
        <li key={one.id}>
          <p className={styles.head}>
            <strong>{t('fromTo', { from: one.fromName, to: one.toName })}</strong>
            <Tag kind={handoverKinds[one.state]}>{t(`state.${one.state}`)}</Tag>
            <span className={styles.quiet}>{format.stamp(one.askedAt)}</span>
          </p>
          <p className={styles.quiet}>
            {[
              t('customers', { count: one.customers }),
              one.otherBranch === null
                ? null
                : t(one.otherBranch.side === 'to' ? 'toOther' : 'fromOther', { name: one.otherBranch.name }),
              one.reason,
              one.leftBehind > 0 ? t('left', { count: one.leftBehind }) : null,
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </li>
      ))}
    </ul>
  );
}
