import type { Board, TicketCard } from '@huiting/contracts/queue';
import { useState } from 'react';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { SelectField } from '../../../ui/field.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { queueText } from '../queue.text.ts';
import { ReasonSheet } from './reason-sheet.tsx';

const placements = ['byTime', 'front', 'end'] as const;
export type Placement = (typeof placements)[number];

interface TransferSheetProps {
  readonly board: Board;
  readonly ticket: TicketCard;
  readonly busy: boolean;
  readonly onTransfer: (input: {
    readonly serviceTypeId: string;
    readonly placement: Placement;
    readonly reason: string;
  }) => void;
  readonly onClose: () => void;
}

/** Sends a ticket to another business: where to, where in the line, why. */
export function TransferSheet({ board, ticket, busy, onTransfer, onClose }: TransferSheetProps) {
  const t = useText(queueText);
  const named = useNamed();
  const open = board.services.filter((service) => {
    const figure = board.figures.services.find((one) => one.serviceTypeId === service.id);
    return service.id !== ticket.serviceTypeId && figure?.closed !== 'outsideHours';
  });
  const [serviceTypeId, setServiceTypeId] = useState(open[0]?.id ?? '');
  const [placement, setPlacement] = useState<Placement>('byTime');
  const figureOf = (id: string) => board.figures.services.find((one) => one.serviceTypeId === id);
  return (
    <ReasonSheet
      title={t('transferTitle', { number: ticket.number })}
      quick={['wrongBusiness', 'needsOther', 'wish']}
      confirm={t('transfer')}
      busy={busy}
      blocked={serviceTypeId === ''}
      onConfirm={(reason) => onTransfer({ serviceTypeId, placement, reason })}
      onClose={onClose}
    >
      <SelectField
        label={t('transferTo')}
        value={serviceTypeId}
        onChange={(event) => setServiceTypeId(event.target.value)}
      >
        {open.map((service) => (
          <option key={service.id} value={service.id}>
            {service.prefix} {named(service.name)} ·{' '}
            {t('waitingCount', { count: figureOf(service.id)?.waiting ?? 0 })}
            {figureOf(service.id)?.openWindowIds.length === 0 ? ` · ${t('noWindow')}` : ''}
          </option>
        ))}
      </SelectField>
      <Segmented<Placement>
        label={t('placement')}
        value={placement}
        onChange={setPlacement}
        options={placements.map((value) => ({ value, label: t(`placement.${value}`) }))}
      />
    </ReasonSheet>
  );
}
