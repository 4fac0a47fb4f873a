import type { BadRatingCase } from '@huiting/contracts/feedback';
import { useText } from '../../../lib/i18n.ts';
import { Tag } from '../../../ui/tag.tsx';
import { handlingText } from '../feedback.handling.text.ts';

const kinds = { open: 'danger', claimed: 'info', talked: 'info', confirming: 'info', closed: 'ok' } as const;

/** How far a case is; a closed one says what the customer's last word was. */
export function StateTag({ badRating }: { readonly badRating: BadRatingCase }) {
  const t = useText(handlingText);
  const { outcome } = badRating.confirmation;
  return (
    <Tag kind={outcome === 'unconfirmed' ? 'plain' : kinds[badRating.state]}>
      {outcome === null ? t(`state.${badRating.state}`) : t(`outcome.${outcome}`)}
    </Tag>
  );
}
