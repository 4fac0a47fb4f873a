import { appointmentEndpoints, type StaffBooking } from '@huiting/contracts/appointment';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { TextAreaField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { arrivalsText } from './arrivals.text.ts';

interface PrepareSheetProps {
  readonly booking: StaffBooking;
  readonly onClose: () => void;
  readonly onSaved: (booking: StaffBooking) => void;
}

/** What to have ready when this customer comes. */
export function PrepareSheet({ booking, onClose, onSaved }: PrepareSheetProps) {
  const t = useText(arrivalsText);
  const format = useFormat();
  const show = useToast();
  const { run, busy } = useCommand(useProblemToast());
  const [words, setWords] = useState(booking.preparation?.words ?? '');

  async function save() {
    const answer = await run(appointmentEndpoints.prepareBooking, {
      branchId: booking.branchId,
      bookingId: booking.id,
      date: booking.businessDate,
      words: words.trim(),
    });
    if (!answer) return;
    show({ words: t(answer.booking.preparation === null ? 'removed' : 'saved') });
    onSaved(answer.booking);
    onClose();
  }
  return (
    <Sheet
      open
      width={560}
      onClose={onClose}
      title={t('prepareFor', { name: booking.maskedName, time: format.clock(booking.start) })}
      actions={
        <Button kind="primary" size="action" busy={busy !== null} onClick={() => void save()}>
          {t('save')}
        </Button>
      }
    >
      <TextAreaField
        label={t('prepareWords')}
        hint={t('prepareHint')}
        placeholder={t('preparePlaceholder')}
        value={words}
        maxLength={300}
        rows={4}
        data-autofocus
        onChange={(event) => setWords(event.target.value)}
      />
    </Sheet>
  );
}
