import { hallEndpoints } from '@huiting/contracts/hall';
import type { Board } from '@huiting/contracts/queue';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { ChoiceChips } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { useTakeService } from './service.live.ts';
import { serviceText } from './service.text.ts';
import styles from './service-sheet.module.css';

interface StartFlowSheetProps {
  readonly board: Board;
  /** Tickets whose holders are being received already. */
  readonly received: readonly (string | null)[];
  readonly onClose: () => void;
}

const walkIn = 'walkIn';

/** Whom one greets: a waiting ticket by a tap, or somebody who has none. */
export function StartFlowSheet({ board, received, onClose }: StartFlowSheetProps) {
  const t = useText(serviceText);
  const named = useNamed();
  const take = useTakeService(board.branchId);
  const { run, busy } = useCommand(useProblemToast());
  const [ticketId, setTicketId] = useState<string>(walkIn);
  const [serviceTypeId, setServiceTypeId] = useState<string | null>(null);
  const waiting = board.tickets.filter((one) => one.state === 'waiting' && !received.includes(one.id));

  async function start() {
    const answer = await run(hallEndpoints.startFlow, {
      branchId: board.branchId,
      ticketId: ticketId === walkIn ? null : ticketId,
      serviceTypeId: ticketId === walkIn ? serviceTypeId : null,
    });
    if (!answer) return;
    take(answer);
    onClose();
  }
  return (
    <Sheet
      open
      width={680}
      onClose={onClose}
      title={t('startTitle')}
      actions={
        <Button kind="primary" size="action" busy={busy !== null} onClick={() => void start()}>
          {t('receive')}
        </Button>
      }
    >
      <div className={styles.form}>
        <p className={styles.hint}>{t('startHint')}</p>
        <ChoiceChips
          single
          label={t('startWaiting')}
          options={[
            { value: walkIn, label: t('walkIn') },
            ...waiting.map((ticket) => ({
              value: ticket.id,
              label: [ticket.number, ticket.customer?.maskedName].filter(Boolean).join(' '),
            })),
          ]}
          chosen={[ticketId]}
          onChange={(chosen) => setTicketId(chosen[0] ?? walkIn)}
        />
        {ticketId === walkIn && (
          <section>
            <h3>{t('needOf')}</h3>
            <ChoiceChips
              single
              label={t('needOf')}
              options={board.services
                .toSorted((a, b) => a.sort - b.sort)
                .map((service) => ({ value: service.id, label: named(service.name) }))}
              chosen={serviceTypeId === null ? [] : [serviceTypeId]}
              onChange={(chosen) => setServiceTypeId(chosen[0] ?? null)}
            />
          </section>
        )}
      </div>
    </Sheet>
  );
}
