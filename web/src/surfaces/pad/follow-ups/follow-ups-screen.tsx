import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  FollowUpFigures,
  FollowUpRow,
  FollowUpSheet,
  followUpsQuery,
  followUpsText,
} from '../../../features/feedback/follow-ups/index.ts';
import { useBranch } from '../../../features/hall/index.ts';
import { useText } from '../../../lib/i18n.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { usePadSheets } from '../pad-sheets.tsx';
import room from '../room-page.module.css';

/** EV-07: whom to call, and what came of the calls. */
export default function FollowUpsScreen() {
  const t = useText(followUpsText);
  const branch = useBranch();
  const { open, blocked } = usePadSheets();
  const query = useQuery(followUpsQuery(branch.id));
  const [openId, setOpenId] = useState<string | null>(null);
  const all = query.data?.followUps ?? [];
  const due = all.filter(({ state }) => state === 'due');
  const ended = all.filter(({ state }) => state !== 'due');
  const shown = all.find(({ id }) => id === openId);
  return (
    <main className={room.page} tabIndex={0}>
      {query.data && <FollowUpFigures figures={query.data.figures} />}
      {query.isPending && <ListSkeleton rows={5} height={84} />}
      {query.error && !query.data && (
        <ErrorPanel error={query.error} title={t('failed')} onRetry={() => void query.refetch()} />
      )}
      {query.data && (
        <div className={room.two}>
          <Panel title={t('due')} count={due.length}>
            {due.length === 0 && <EmptyState icon="check" words={t('dueNone')} />}
            <ul className={room.list}>
              {due.map((one) => (
                <li key={one.id}>
                  <FollowUpRow followUp={one} onOpen={() => setOpenId(one.id)} />
                </li>
              ))}
            </ul>
          </Panel>
          <Panel title={t('ended')}>
            {ended.length === 0 && <EmptyState words={t('endedNone')} />}
            <ul className={room.list}>
              {ended.map((one) => (
                <li key={one.id}>
                  <FollowUpRow followUp={one} onOpen={() => setOpenId(one.id)} />
                </li>
              ))}
            </ul>
          </Panel>
        </div>
      )}
      {shown && (
        <FollowUpSheet
          key={shown.id}
          followUp={shown}
          blocked={blocked}
          onClose={() => setOpenId(null)}
          onCustomer={(id) => {
            setOpenId(null);
            open({ kind: 'customer', id });
          }}
        />
      )}
    </main>
  );
}
