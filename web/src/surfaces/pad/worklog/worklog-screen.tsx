import { hallEndpoints, type Worklog } from '@huiting/contracts/hall';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useBranch } from '../../../features/hall/index.ts';
import {
  ReviewForm,
  worklogsQuery,
  WorklogTag,
  worklogText,
  WorklogView,
} from '../../../features/hall/worklog/index.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { useMay } from '../../../lib/may.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import room from '../room-page.module.css';
import { MyWorklog } from './my-worklog.tsx';
import styles from './worklog-screen.module.css';

/** My log of today, and those of the last month: to read, for the branch manager to review. */
export default function WorklogScreen() {
  const mayWrite = useMay(hallEndpoints.saveWorklog);
  return mayWrite ? (
    <MyWorklog recent={<RecentLogs />} />
  ) : (
    <main className={room.page} tabIndex={0}>
      <RecentLogs />
    </main>
  );
}

function RecentLogs() {
  const t = useText(worklogText);
  const format = useFormat();
  const branch = useBranch();
  const query = useQuery(worklogsQuery(branch.id));
  const [openId, setOpenId] = useState<string | null>(null);
  const logs = query.data?.worklogs;
  const open: Worklog | undefined = logs?.find(({ id }) => id === openId);
  return (
    <Panel title={t('recent')} {...(logs ? { count: logs.length } : {})}>
      {query.isPending && <ListSkeleton rows={3} height={56} />}
      {query.error && !logs && (
        <ErrorPanel error={query.error} title={t('failed')} onRetry={() => void query.refetch()} />
      )}
      {logs?.length === 0 && <EmptyState compact words={t('recentNone')} />}
      <ul className={styles.logs}>
        {logs?.map((log) => (
          <li key={log.id}>
            <button type="button" onClick={() => setOpenId(log.id)}>
              <strong>{format.day(log.date)}</strong>
              <span>{log.staffName}</span>
              <WorklogTag state={log.state} />
            </button>
          </li>
        ))}
      </ul>
      {open && (
        <Sheet
          open
          side="side"
          width={620}
          onClose={() => setOpenId(null)}
          title={t('titleOf', { name: open.staffName, day: format.day(open.date) })}
        >
          <div className={styles.sheet}>
            <WorklogView worklog={open} />
            <ReviewForm key={open.id} worklog={open} />
          </div>
        </Sheet>
      )}
    </Panel>
  );
}
