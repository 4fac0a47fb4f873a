import { useState } from 'react';
import {
  AssistRow,
  assistText,
  callsInOrder,
  meanAnswer,
  useAssistCalls,
} from '../../../features/hall/assist/index.ts';
import {
  DiversionRow,
  DiversionSheet,
  FlowCard,
  ServiceStrip,
  serviceText,
  StartFlowSheet,
  useHallService,
} from '../../../features/hall/service/index.ts';
import { useBranch } from '../../../features/hall/index.ts';
import { useBoard } from '../../../features/queue/index.ts';
import { hallEndpoints } from '@huiting/contracts/hall';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { useMay } from '../../../lib/may.ts';
import { ActionBar } from '../../../ui/action-bar.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { usePadSheets } from '../pad-sheets.tsx';
import room from '../room-page.module.css';
import { EndedFlows } from './ended-flows.tsx';
import styles from './service-screen.module.css';

type Open = { readonly kind: 'start' } | { readonly kind: 'divert'; readonly flowId: string | null };

/** Service in the hall: whom one receives, where business was moved, who called for help. */
export default function ServiceScreen() {
  const t = useText(serviceText);
  const a = useText(assistText);
  const branch = useBranch();
  const { blocked } = usePadSheets();
  const board = useBoard(branch.id).data;
  const service = useHallService(branch.id);
  const assist = useAssistCalls(branch.id);
  const mayReceive = useMay(hallEndpoints.startFlow);
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const flows = service.data?.flows ?? [];
  const receiving = flows.filter((flow) => flow.endedAt === null);
  const ended = flows.filter((flow) => flow.endedAt !== null);
  const diversions = service.data?.diversions ?? [];
  const calls = callsInOrder(assist.data?.calls ?? []);
  const answered = meanAnswer(calls);
  const format = useFormat();
  const why = blocked ? { disabled: true, title: blocked } : {};
  const failed = (
    <ErrorPanel error={service.error} title={t('serviceFailed')} onRetry={() => void service.refetch()} />
  );
  return (
    <>
      <main className={room.page} tabIndex={0}>
        {service.data && <ServiceStrip summary={service.data.summary} />}
        {service.error && !service.data && failed}
        <div className={styles.columns}>
          <div className={styles.column}>
            <Panel title={t('receiving')} count={receiving.length} hint={t('tickHint')}>
              {service.isPending && <ListSkeleton rows={2} height={120} />}
              {service.data && receiving.length === 0 && (
                <EmptyState icon="chat" words={t('receivingNone')} />
              )}
              <ul className={room.list}>
                {receiving.map((flow) => (
                  <li key={flow.id}>
                    <FlowCard
                      flow={flow}
                      blocked={blocked}
                      onDivert={() => setOpen({ kind: 'divert', flowId: flow.id })}
                    />
                  </li>
                ))}
              </ul>
            </Panel>
            {ended.length > 0 && <EndedFlows flows={ended} />}
          </div>
          <div className={styles.column}>
            <Panel title={a('calls')} count={calls.length}>
              {assist.isPending && <ListSkeleton rows={2} height={64} />}
              {assist.error && !assist.data && (
                <ErrorPanel
                  error={assist.error}
                  title={a('callsFailed')}
                  onRetry={() => void assist.refetch()}
                />
              )}
              {assist.data && calls.length === 0 && <EmptyState compact words={a('callsNone')} />}
              {answered !== null && (
                <p className={room.hint}>
                  {a('summary', { count: calls.length, time: format.timer(answered) })}
                </p>
              )}
              <ul className={room.list}>
                {calls.map((call) => (
                  <li key={call.id}>
                    <AssistRow call={call} blocked={blocked} />
                  </li>
                ))}
              </ul>
            </Panel>
            <Panel title={t('diversions')} count={diversions.length}>
              {service.isPending && <ListSkeleton rows={4} height={60} />}
              {service.data && diversions.length === 0 && <EmptyState compact words={t('diversionsNone')} />}
              <ul className={styles.rows}>
                {diversions.map((diversion) => (
                  <li key={diversion.id}>
                    <DiversionRow diversion={diversion} blocked={blocked} />
                  </li>
                ))}
              </ul>
            </Panel>
          </div>
        </div>
      </main>
      {mayReceive && (
        <ActionBar label={t('figures')}>
          <Button
            kind="primary"
            size="action"
            icon="userPlus"
            {...why}
            onClick={() => setOpen({ kind: 'start' })}
          >
            {t('start')}
          </Button>
          <Button
            size="action"
            icon="swap"
            {...why}
            onClick={() => setOpen({ kind: 'divert', flowId: null })}
          >
            {t('record')}
          </Button>
        </ActionBar>
      )}
      {open?.kind === 'start' && board && (
        <StartFlowSheet board={board} received={receiving.map((flow) => flow.ticketId)} onClose={close} />
      )}
      {open?.kind === 'divert' && (
        <DiversionSheet
          branchId={branch.id}
          flow={flows.find((flow) => flow.id === open.flowId) ?? null}
          onClose={close}
        />
      )}
    </>
  );
}
