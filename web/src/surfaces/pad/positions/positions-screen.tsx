import { hallEndpoints } from '@huiting/contracts/hall';
import { useState } from 'react';
import {
  ArrangeSheet,
  CallUpRow,
  DutyTimeline,
  LoadStrip,
  PlanSheet,
  PositionGroups,
  positionText,
  usePositions,
  useTakePositions,
} from '../../../features/hall/positions/index.ts';
import { useBranch } from '../../../features/hall/index.ts';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import { useMay } from '../../../lib/may.ts';
import { useMe } from '../../../lib/session.tsx';
import { ActionBar } from '../../../ui/action-bar.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { usePadSheets } from '../pad-sheets.tsx';
import room from '../room-page.module.css';
import styles from './positions-screen.module.css';

/** The positions of the day: who is meant to be where, who answers for the hall, who is called in. */
export default function PositionsScreen() {
  const t = useText(positionText);
  const branch = useBranch();
  const me = useMe();
  const show = useToast();
  const { blocked } = usePadSheets();
  const query = usePositions(branch.id);
  const take = useTakePositions(branch.id);
  const { run, busy } = useCommand(useProblemToast());
  const mayArrange = useMay(hallEndpoints.setPositions);
  const mayHelp = useMay(hallEndpoints.takeDuty);
  const [sheet, setSheet] = useState<'arrange' | 'plan' | null>(null);
  const board = query.data;
  const own = board?.positions.find((one) => one.staffId === me.staff?.id);
  const pending = board?.callUps.some((one) => one.state === 'called') ?? false;
  const reserves = board?.duties.filter((duty) => duty.kind === 'reserve' && duty.until === null) ?? [];
  const why = blocked ? { disabled: true, title: blocked } : {};
  const today = branch.record?.today;

  async function takeDuty() {
    const answer = await run(hallEndpoints.takeDuty, { branchId: branch.id });
    if (!answer) return;
    take(answer);
    show({ words: t('took') });
  }
  async function endDuty(staffId: string | null) {
    const answer = await run(hallEndpoints.endDuty, { branchId: branch.id, staffId });
    if (!answer) return;
    take(answer);
    show({ words: t('ended') });
  }
  async function callReserve() {
    const answer = await run(hallEndpoints.callReserve, { branchId: branch.id });
    if (!answer) return;
    take(answer);
    show({ words: t('calledToast', { name: answer.callUp.name }) });
  }
  return (
    <>
      <main className={room.page} tabIndex={0}>
        {query.isPending && <ListSkeleton rows={5} height={92} />}
        {query.error && !board && (
          <ErrorPanel error={query.error} title={t('boardFailed')} onRetry={() => void query.refetch()} />
        )}
        {board && (
          <>
            <LoadStrip board={board} />
            <div className={styles.columns}>
              <Panel
                title={t('board')}
                extra={
                  mayArrange && (
                    <span className={styles.acts}>
                      <Button size="small" {...why} onClick={() => setSheet('plan')}>
                        {t('plan')}
                      </Button>
                      <Button size="small" icon="edit" {...why} onClick={() => setSheet('arrange')}>
                        {t('arrange')}
                      </Button>
                    </span>
                  )
                }
              >
                <PositionGroups positions={board.positions} />
              </Panel>
              <div className={styles.column}>
                <Panel title={t('timeline')}>
                  <DutyTimeline
                    duties={board.duties}
                    opensAt={today?.opensAt ?? null}
                    closesAt={today?.closesAt ?? null}
                  />
                </Panel>
                <Panel title={t('callUps')} count={board.callUps.length}>
                  {board.callUps.length === 0 && <EmptyState compact words={t('callUpsNone')} />}
                  <ul className={room.list}>
                    {board.callUps.map((callUp) => (
                      <li key={callUp.id}>
                        <CallUpRow callUp={callUp} blocked={blocked} />
                      </li>
                    ))}
                  </ul>
                </Panel>
              </div>
            </div>
          </>
        )}
      </main>
      {board && mayHelp && (
        <ActionBar
          label={t('acts')}
          apart={reserves.map((duty) => (
            <Button
              key={duty.id}
              size="action"
              {...why}
              disabled={blocked !== null || busy !== null || (!mayArrange && duty.staffId !== me.staff?.id)}
              onClick={() => void endDuty(duty.staffId)}
            >
              {duty.name} {t('release')}
            </Button>
          ))}
        >
          <Button
            kind="primary"
            size="action"
            icon="userPlus"
            {...why}
            disabled={blocked !== null || pending}
            busy={busy === hallEndpoints.callReserve.id}
            onClick={() => void callReserve()}
          >
            {t('callReserve')}
          </Button>
          {own?.onDuty ? (
            <Button size="action" icon="logout" {...why} onClick={() => void endDuty(null)}>
              {t('endDuty')}
            </Button>
          ) : (
            own?.kind != null &&
            own.kind !== 'window' && (
              <Button size="action" icon="flag" {...why} onClick={() => void takeDuty()}>
                {t('takeDuty')}
              </Button>
            )
          )}
        </ActionBar>
      )}
      {sheet === 'arrange' && board && (
        <ArrangeSheet
          branchId={branch.id}
          positions={board.positions}
          zones={branch.record?.zones ?? []}
          onClose={() => setSheet(null)}
        />
      )}
      {sheet === 'plan' && board && (
        <PlanSheet branchId={branch.id} plan={board.plan} onClose={() => setSheet(null)} />
      )}
    </>
  );
}
