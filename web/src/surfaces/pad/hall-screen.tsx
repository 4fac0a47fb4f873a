import { appointmentEndpoints } from '@huiting/contracts/appointment';
import { customerEndpoints } from '@huiting/contracts/customer';
import { hallEndpoints } from '@huiting/contracts/hall';
import { queueEndpoints, type Board } from '@huiting/contracts/queue';
import { useState } from 'react';
import { useCases } from '../../features/feedback/index.ts';
import { HallStrip, useBranch, usePulse, WindowsPanel } from '../../features/hall/index.ts';
import { LaneColumn, lanesOf, serviceOf, useBoard } from '../../features/queue/index.ts';
import { useText } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.ts';
import { usePermission } from '../../lib/session.tsx';
import { ActionBar } from '../../ui/action-bar.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { Bone, Skeleton } from '../../ui/skeleton.tsx';
import { Count } from '../../ui/tag.tsx';
import styles from './hall-screen.module.css';
import { NeedsYou, useNeeds } from './needs-you.tsx';
import { usePadSheets } from './pad-sheets.tsx';
import { padText } from './pad.text.ts';

/** The living hall: figures, who waits, what needs a person, the windows, and what to do about it. */
export function HallScreen() {
  const t = useText(padText);
  const branch = useBranch();
  const board = useBoard(branch.id);
  if (board.data) return <Hall board={board.data} />;
  if (board.error)
    return (
      <ErrorPanel page error={board.error} title={t('boardFailed')} onRetry={() => void board.refetch()} />
    );
  return (
    <div className={styles.body}>
      <Skeleton>
        <Bone height={92} radius="var(--radius-card)" />
        <Bone height="60vh" radius="var(--radius-card)" />
      </Skeleton>
    </div>
  );
}

function Hall({ board }: { readonly board: Board }) {
  const t = useText(padText);
  const branch = useBranch();
  const { open, blocked } = usePadSheets();
  const mayRatings = usePermission('feedback.view');
  const pulse = usePulse(branch.id, usePermission('hall.view')).data ?? null;
  const cases = useCases(branch.id, mayRatings).data?.cases ?? null;
  const may = {
    issue: useMay(queueEndpoints.issueTicket),
    identify: useMay(customerEndpoints.recognise),
    book: useMay(appointmentEndpoints.bookForCustomer),
    checkIn: useMay(appointmentEndpoints.checkIn),
    staff: useMay(hallEndpoints.listStaffOnDuty),
  };
  const needs = useNeeds();
  const [drawer, setDrawer] = useState(false);
  const lanes = lanesOf(board);
  const longest = board.tickets.find((ticket) => ticket.id === board.figures.longestWaiting?.ticketId);
  const paused = board.windows.filter((window) => window.session?.state === 'paused');
  const why = blocked ? { disabled: true, title: blocked } : {};
  const side = (
    <>
      <NeedsYou />
      <WindowsPanel
        title={t('windows')}
        scroll
        board={board}
        branchId={branch.id}
        onWindow={(id) => open({ kind: 'window', id })}
        extra={
          may.staff && (
            <span className={styles.link}>
              <Button kind="link" iconEnd="chevronRight" onClick={() => open({ kind: 'staff' })}>
                {t('staff')}
              </Button>
            </span>
          )
        }
      />
    </>
  );
  return (
    <>
      <main className={styles.body}>
        <div className={styles.strip}>
          <HallStrip
            figures={board.figures}
            pulse={pulse}
            longestLimitMinutes={
              longest ? (serviceOf(board, longest.serviceTypeId)?.waitLimitMinutes ?? null) : null
            }
            paused={
              paused.length === 1 && paused[0]?.session
                ? { label: paused[0].label, since: paused[0].session.since }
                : null
            }
            openCases={cases?.filter((one) => one.state !== 'closed').length ?? null}
          />
        </div>
        <div className={styles.grid}>
          <div className={styles.lanes}>
            {lanes.length === 0 && <EmptyState words={t('noLanes')} />}
            {lanes.map((lane) => (
              <LaneColumn
                key={lane.prefix}
                board={board}
                lane={lane}
                onOpen={(ticket) => open({ kind: 'ticket', id: ticket.id })}
              />
            ))}
          </div>
          <div className={styles.side}>{side}</div>
        </div>
      </main>
      <ActionBar
        label={t('acts')}
        apart={
          <span className={styles.drawerButton}>
            <Button size="action" icon="bell" onClick={() => setDrawer(true)}>
              {t('menu')}
              {needs.length > 0 && (
                <>
                  {' '}
                  <Count value={needs.length} kind="danger" />
                </>
              )}
            </Button>
          </span>
        }
      >
        {may.issue && (
          <Button
            kind="primary"
            size="action"
            icon="plus"
            {...why}
            onClick={() => open({ kind: 'issue', holder: null })}
          >
            {t('takeTicket')}
          </Button>
        )}
        {may.identify && (
          <Button size="action" icon="scan" {...why} onClick={() => open({ kind: 'identify' })}>
            {t('identify')}
          </Button>
        )}
        {may.book && (
          <Button size="action" icon="calendar" {...why} onClick={() => open({ kind: 'book' })}>
            {t('book')}
          </Button>
        )}
        {(may.checkIn || may.staff) && (
          <Button size="action" icon="more" onClick={() => open({ kind: 'more' })}>
            {t('more')}
          </Button>
        )}
      </ActionBar>
      {drawer && (
        <Sheet open side="side" width={420} title={t('menu')} onClose={() => setDrawer(false)}>
          <div className={styles.drawer}>{side}</div>
        </Sheet>
      )}
    </>
  );
}
