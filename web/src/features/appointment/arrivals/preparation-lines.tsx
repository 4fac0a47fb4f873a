import { appointmentEndpoints } from '@huiting/contracts/appointment';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../../lib/api.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { arrivalsText } from './arrivals.text.ts';
import styles from './preparation-lines.module.css';

/** At the window: what was prepared for this customer, and what they wrote when booking. Absent for whoever just came. */
export default function PreparationLines({
  branchId,
  ticketId,
}: {
  readonly branchId: string;
  readonly ticketId: string;
}) {
  const t = useText(arrivalsText);
  const format = useFormat();
  const query = useQuery({
    queryKey: ['appointment', 'preparation', branchId, ticketId] as const,
    queryFn: ({ signal }) => call(appointmentEndpoints.getPreparation, { branchId, ticketId }, { signal }),
    // Somebody may still write it while the customer walks to the window.
    refetchInterval: 20_000,
  });
  const { preparation, note, start } = query.data ?? { preparation: null, note: null, start: null };
  if (preparation === null && note === null) return null;
  return (
    <dl className={styles.lines}>
      {preparation && (
        <div>
          <dt>{t('preparation')}</dt>
          <dd>
            {preparation.words}
            <small>{t('preparedBy', { name: preparation.by, time: format.clock(preparation.at) })}</small>
          </dd>
        </div>
      )}
      {note !== null && (
        <div>
          <dt>{t('customerNote')}</dt>
          <dd>
            {note}
            {start !== null && <small>{t('bookedFor', { time: format.clock(start) })}</small>}
          </dd>
        </div>
      )}
    </dl>
  );
}
