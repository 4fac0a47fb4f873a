import { queueEndpoints, type Board, type TicketCard } from '@huiting/contracts/queue';
import { oneStopEndpoints, type OneStopReason } from '@huiting/contracts/queue/one-stop';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { useMay } from '../../../lib/may.ts';
import { Button } from '../../../ui/button.tsx';
import { ChoiceChips, TextAreaField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { oneStopText } from './one-stop.text.ts';
import styles from './one-stop.module.css';

interface OneStopSheetProps {
  readonly board: Board;
  readonly ticket: TicketCard;
  readonly onClose: () => void;
}

/** What is true of the customer may be given as the reason; anything else is the hall's to say. */
function reasonsFor(ticket: TicketCard, manages: boolean): OneStopReason[] {
  const { customer } = ticket;
  const vip = customer?.tier === 'platinum' || customer?.tier === 'privateBank';
  return [
    ...(ticket.elder || customer?.elder ? (['elder'] as const) : []),
    ...(customer?.disabled ? (['disabled'] as const) : []),
    ...(vip ? (['vip'] as const) : []),
    ...(manages ? (['lobby'] as const) : []),
  ];
}

export function OneStopSheet({ board, ticket, onClose }: OneStopSheetProps) {
  const t = useText(oneStopText);
  const named = useNamed();
  const show = useToast();
  const queries = useQueryClient();
  const { run, busy } = useCommand(useProblemToast());
  const reasons = reasonsFor(ticket, useMay(queueEndpoints.prioritise));
  const [reason, setReason] = useState<OneStopReason | null>(reasons[0] ?? null);
  const [services, setServices] = useState<readonly string[]>([]);
  const [words, setWords] = useState('');
  const [missing, setMissing] = useState(false);
  async function mark() {
    if (reason === null || services.length === 0 || (reason === 'lobby' && words.trim() === '')) {
      setMissing(true);
      return;
    }
    const answer = await run(oneStopEndpoints.markOneStop, {
      branchId: board.branchId,
      ticketId: ticket.id,
      reason,
      words: words.trim(),
      serviceTypeIds: [...services],
    });
    if (!answer) return;
    await queries.invalidateQueries({ queryKey: ['queue', 'oneStop', board.branchId, ticket.id] });
    show({ words: t('marked', { number: ticket.number }) });
    onClose();
  }
  return (
    <Sheet
      open
      width={560}
      title={t('title', { number: ticket.number })}
      onClose={onClose}
      actions={
        <Button kind="primary" size="action" busy={busy !== null} onClick={() => void mark()}>
          {t('mark')}
        </Button>
      }
    >
      <div className={styles.form}>
        <p className={styles.quiet}>{t('hint')}</p>
        <h3>{t('services')}</h3>
        <ChoiceChips
          label={t('services')}
          options={board.services
            .filter(({ id }) => !ticket.services.includes(id))
            .map(({ id, name }) => ({ value: id, label: named(name) }))}
          chosen={services}
          onChange={(chosen) => setServices(chosen.slice(0, 8))}
        />
        {missing && services.length === 0 && <p role="alert">{t('needServices')}</p>}
        <h3>{t('why')}</h3>
        <ChoiceChips
          single
          label={t('why')}
          options={reasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
          chosen={reason === null ? [] : [reason]}
          onChange={([chosen]) => setReason(chosen ?? null)}
        />
        <TextAreaField
          label={t('words')}
          rows={2}
          maxLength={200}
          error={missing && reason === 'lobby' && words.trim() === '' ? t('wordsNeeded') : null}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
      </div>
    </Sheet>
  );
}
