import type { BadRatingCase } from '@huiting/contracts/feedback';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Tag } from '../../../ui/tag.tsx';
import { dueAt } from '../feedback.handling.live.ts';
import { handlingText } from '../feedback.handling.text.ts';

/** The last minutes before a limit are amber. */
const nearMs = 2 * 60_000;

/** How long is left to claim or to close, or by how much it is late. */
export function DueTag({ badRating, now }: { readonly badRating: BadRatingCase; readonly now: number }) {
  const t = useText(handlingText);
  const format = useFormat();
  if (badRating.state === 'closed') return null;
  if (badRating.state === 'confirming')
    return (
      <Tag kind="info" icon="clock">
        {t('confirmDue', { time: format.stamp(dueAt(badRating)) })}
      </Tag>
    );
  const left = dueAt(badRating) - now;
  const open = badRating.state === 'open';
  if (left < 0)
    return <Tag kind="dangerSolid">{t(open ? 'claimLate' : 'closeLate', { time: format.timer(-left) })}</Tag>;
  return (
    <Tag kind={left < nearMs ? 'warn' : 'plain'} icon="clock">
      {t(open ? 'claimDue' : 'closeDue', { time: format.timer(left) })}
    </Tag>
  );
}
