import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import {
  ReviewForm,
  worklogsQuery,
  WorklogTag,
  worklogText,
  WorklogView,
} from '../../../features/hall/worklog/index.ts';
import { BranchSelect } from '../../../features/organization/components/branch-select.tsx';
import { branchesQuery } from '../../../features/organization/organization.queries.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { useMe } from '../../../lib/session.tsx';
import { DetailDrawer } from '../../../ui/antd/detail-drawer.tsx';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { Guarded } from '../guarded.tsx';
import styles from './worklogs.module.css';
import type { Worklog } from '@huiting/contracts/hall';

export function WorklogsRoute() {
  return (
    <Guarded permission="hall.overview">
      <Worklogs />
    </Guarded>
  );
}

/** Lobby managers' logs of a branch: read, reviewed, archived. The branch and the open log are in the address. */
function Worklogs() {
  const t = useText(worklogText);
  const format = useFormat();
  const me = useMe();
  const go = useNavigate();
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const branches = useQuery(branchesQuery).data?.branches ?? [];
  const asked = typeof search['branch'] === 'string' ? search['branch'] : null;
  const branchId = me.branch?.id ?? asked ?? branches[0]?.id ?? '';
  const query = useQuery({ ...worklogsQuery(branchId), enabled: branchId !== '' });
  const openId = typeof search['log'] === 'string' ? search['log'] : null;
  const open = query.data?.worklogs.find(({ id }) => id === openId);
  const show = (next: { branch?: string | null; log?: string | null }) => {
    const branch = next.branch === undefined ? asked : next.branch;
    const log = next.log === undefined ? openId : next.log;
    void go({
      to: '/worklogs',
      search: { ...(branch ? { branch } : {}), ...(log ? { log } : {}) },
      replace: true,
    });
  };
  return (
    <div className={styles.row}>
      <ListPage title={t('title')} hint={t('hint')}>
        <QueryTable<Worklog>
          rows={query.data ? [...query.data.worklogs] : undefined}
          rowKey={(log) => log.id}
          error={query.error}
          onRetry={() => void query.refetch()}
          refreshing={query.isFetching}
          emptyWords={t('recentNone')}
          selectedKey={openId}
          onOpen={(log) => show({ log: log.id })}
          filters={
            me.branch === null && (
              <BranchSelect
                value={branchId || null}
                label={t('branch')}
                className={styles.select}
                onChange={(branch) => show({ branch, log: null })}
              />
            )
          }
          columns={[
            { title: t('day'), render: (_, log) => format.day(log.date) },
            { title: t('author'), dataIndex: 'staffName' },
            { title: t('figure.tickets'), align: 'right', render: (_, log) => log.figures.tickets },
            { title: t('figure.served'), align: 'right', render: (_, log) => log.figures.served },
            { title: t('figure.divertedDone'), align: 'right', render: (_, log) => log.figures.divertedDone },
            { title: t('figure.bad'), align: 'right', render: (_, log) => log.figures.bad },
            { title: t('figure.patrols'), align: 'right', render: (_, log) => log.figures.patrols },
            { title: t('state'), render: (_, log) => <WorklogTag state={log.state} /> },
            { title: t('reviewer'), render: (_, log) => log.review?.name ?? '—' },
          ]}
        />
      </ListPage>
      <DetailDrawer
        open={open !== undefined}
        onClose={() => show({ log: null })}
        title={open ? t('titleOf', { name: open.staffName, day: format.day(open.date) }) : ''}
        {...(open ? { extra: <WorklogTag state={open.state} /> } : {})}
      >
        {open && (
          <div className={styles.sheet}>
            <WorklogView worklog={open} />
            <ReviewForm key={open.id} worklog={open} />
          </div>
        )}
      </DetailDrawer>
    </div>
  );
}
