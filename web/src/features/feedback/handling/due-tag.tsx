import type { BadRatingCase } from '@huiting/contracts/feedback';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Tag } from '../../../ui/tag.tsx';
import { dueAt } from '../feedback.handling.live.ts';
import { handlingText } from '../feedback.handling.text.ts';

/** The last minutes before a limit are amber. */
const nearMs = 2 * 60_000;

/** How long is left to claim, to talk or to close, or by how much it is late. */
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
  const step = { open: 'claim', claimed: 'talk', talked: 'close' } as const;
  const waits = step[badRating.state];
  if (left < 0) return <Tag kind="dangerSolid">{t(`${waits}Late`, { time: format.timer(-left) })}</Tag>;
  return (
    <Tag kind={left < nearMs ? 'warn' : 'plain'} icon="clock">
      {t(`${waits}Due`, { time: format.timer(left) })}
    </Tag>
  );
}
