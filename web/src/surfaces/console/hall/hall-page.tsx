import { useQuery } from '@tanstack/react-query';
import { HallStrip, WindowsPanel, branchQuery, usePulse } from '../../../features/hall/index.ts';
import { LaneColumn, lanesOf, serviceOf, queueText, useBoard } from '../../../features/queue/index.ts';
import { BranchTimeZone } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { usePermission } from '../../../lib/session.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { hasCode } from '../../../lib/problem.ts';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { FlowTag } from '../branches/flow-tag.tsx';
import styles from './hall-page.module.css';
import { consoleHallText } from './hall.text.ts';
import { StaffTable } from './staff-table.tsx';
import { TicketDrawer } from './ticket-drawer.tsx';

interface HallPageProps {
  readonly branchId: string;
  readonly ticketId: string | null;
  readonly onTicket: (ticketId: string | null) => void;
  readonly onBack: () => void;
  readonly onAlerts: () => void;
}

/** One branch's hall as its PAD sees it, to look at: figures, queues, windows, staff; nothing is changed from here. */
export function HallPage({ branchId, ticketId, onTicket, onBack, onAlerts }: HallPageProps) {
  const t = useText(consoleHallText);
  const q = useText(queueText);
  const board = useBoard(branchId);
  const pulse = usePulse(branchId, usePermission('hall.view')).data ?? null;
  const branch = useQuery(branchQuery(branchId)).data;
  const mayOverview = usePermission('hall.overview');

  if (!board.data) {
    if (!board.error) return <ListSkeleton rows={6} height={90} />;
    if (
      hasCode(
        board.error,
        'platform.forbidden',
        'platform.not_found',
        'platform.bad_input',
        'organization.branch_not_found',
      )
    )
      return <EmptyState icon="store" words={t('noPulse')} />;
    return (
      <ErrorPanel page error={board.error} title={q('boardFailed')} onRetry={() => void board.refetch()} />
    );
  }
  const { figures, windows } = board.data;
  const longest = board.data.tickets.find((ticket) => ticket.id === figures.longestWaiting?.ticketId);
  const paused = board.data.windows.filter((window) => window.session?.state === 'paused');
  const onlyPaused = paused.length === 1 ? paused[0] : undefined;
  const lanes = lanesOf(board.data);
  const empty = pulse !== null && !pulse.open && board.data.tickets.length === 0;
  return (
    <BranchTimeZone timeZone={branch?.timeZone ?? 'Asia/Shanghai'}>
      <div className={styles.page}>
        <header className={styles.head}>
          {mayOverview && (
            <Button kind="quiet" icon="chevronLeft" onClick={onBack}>
              {t('back')}
            </Button>
          )}
          <h1>{pulse?.name ?? branch?.name ?? ''}</h1>
          {pulse && <FlowTag pulse={pulse} />}
          <span className={styles.note}>{t('readOnly')}</span>
          {pulse !== null && pulse.openAlerts > 0 && (
            <Button icon="bell" onClick={onAlerts}>
              {t('alerts')} {pulse.openAlerts}
            </Button>
          )}
        </header>
        <HallStrip
          figures={figures}
          pulse={pulse}
          longestLimitMinutes={
            longest ? (serviceOf(board.data, longest.serviceTypeId)?.waitLimitMinutes ?? null) : null
          }
          paused={onlyPaused?.session ? { label: onlyPaused.label, since: onlyPaused.session.since } : null}
          openCases={null}
        />
        <div className={styles.columns}>
          <section className={styles.lanes} aria-label={t('lanes')}>
            {empty ? (
              <EmptyState icon="store" words={t('notOpen')} />
            ) : (
              lanes.map((lane) => (
                <LaneColumn
                  key={lane.prefix}
                  board={board.data}
                  lane={lane}
                  onOpen={(ticket) => onTicket(ticket.id)}
                />
              ))
            )}
          </section>
          <aside className={styles.side}>
            <WindowsPanel
              title={t('windows')}
              board={board.data}
              branchId={branchId}
              onWindow={(id) => {
                const held = windows.find((window) => window.id === id)?.ticketId ?? null;
                if (held !== null) onTicket(held);
              }}
            />
            <StaffTable branchId={branchId} />
          </aside>
        </div>
        {ticketId !== null && (
          <TicketDrawer board={board.data} ticketId={ticketId} onClose={() => onTicket(null)} />
        )}
      </div>
    </BranchTimeZone>
  );
}
