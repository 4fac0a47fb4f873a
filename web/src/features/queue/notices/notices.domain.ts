import type { Notice, NoticeDraft } from '@huiting/contracts/queue';

export type NoticeState = 'shown' | 'ahead' | 'over';

/** How a notice stands to a business day. */
export function stateOf(
  { validFrom, validUntil }: Pick<Notice, 'validFrom' | 'validUntil'>,
  today: string,
): NoticeState {
  if (today < validFrom) return 'ahead';
  return validUntil !== null && today > validUntil ? 'over' : 'shown';
}

/** What is still missing before it can be saved; empty = nothing. */
export function missing(draft: NoticeDraft): readonly ('text' | 'rates' | 'days')[] {
  const rates = draft.kind === 'rates' ? draft.rates : [];
  const isRate = (rate: NoticeDraft['rates'][number]): boolean =>
    rate.name.zh.trim() !== '' && rate.value.trim() !== '';
  return [
    ...(draft.text.zh.trim() === '' ? (['text'] as const) : []),
    ...(draft.kind === 'rates' && (rates.length === 0 || !rates.every(isRate)) ? (['rates'] as const) : []),
    ...(draft.validFrom === '' || (draft.validUntil !== null && draft.validUntil < draft.validFrom)
      ? (['days'] as const)
      : []),
  ];
}
