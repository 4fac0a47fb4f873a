import { WorklogState, type Worklog } from '@huiting/contracts/hall';
import { useQuery } from '@tanstack/react-query';
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
import { oneOf } from '../../../lib/list-address.ts';
import { useMe } from '../../../lib/session.tsx';
import { ChoiceFilter } from '../../../ui/antd/choice-filter.tsx';
import { DetailDrawer } from '../../../ui/antd/detail-drawer.tsx';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { Guarded } from '../guarded.tsx';
import { useAddress } from '../shell/address.ts';
import styles from './worklogs.module.css';

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
  const { words, change } = useAddress('/worklogs');
  const branches = useQuery(branchesQuery).data?.branches ?? [];
  const branchId = me.branch?.id ?? words['branch'] ?? branches[0]?.id ?? '';
  const state = oneOf(WorklogState.options, words['state']);
  const query = useQuery({ ...worklogsQuery(branchId), enabled: branchId !== '' });
  const rows = query.data?.worklogs.filter((log) => state === undefined || log.state === state);
  const openId = words['log'] ?? null;
  const open = query.data?.worklogs.find(({ id }) => id === openId);
  return (
    <ListPage
      title={t('title')}
      hint={t('hint')}
      drawer={
        <DetailDrawer
          open={open !== undefined}
          onClose={() => change({ log: null })}
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
      }
    >
      <QueryTable<Worklog>
        list="worklogs"
        file={{ kind: 'worklogs', filter: { branch: branchId, state }, keyOf: ({ id }) => id }}
        rows={rows}
        rowKey={(log) => log.id}
        error={query.error}
        onRetry={() => void query.refetch()}
        refreshing={query.isFetching}
        emptyWords={t('recentNone')}
        selectedKey={openId}
        onOpen={(log) => change({ log: log.id })}
        find={{
          words: words['q'],
          onWords: (q) => change({ q }),
          of: (log) => [log.staffName, log.date, log.review?.name],
        }}
        filtered={state !== undefined}
        onClearFilters={() => change({ state: null, q: null })}
        filters={
          <>
            <ChoiceFilter
              label={t('state')}
              value={state}
              options={WorklogState.options.map((value) => ({ value, label: t(`state.${value}`) }))}
              onChange={(next) => change({ state: next })}
            />
            {me.branch === null && (
              <BranchSelect
                value={branchId || null}
                label={t('branch')}
                className={styles.select}
                onChange={(branch) => change({ branch, log: null })}
              />
            )}
          </>
        }
        columns={[
          { key: 'day', title: t('day'), render: (_, log) => format.day(log.date) },
          { key: 'author', title: t('author'), dataIndex: 'staffName' },
          {
            key: 'tickets',
            title: t('figure.tickets'),
            align: 'right',
            render: (_, log) => log.figures.tickets,
          },
          {
            key: 'served',
            title: t('figure.served'),
            align: 'right',
            render: (_, log) => log.figures.served,
          },
          {
            key: 'divertedDone',
            title: t('figure.divertedDone'),
            align: 'right',
            render: (_, log) => log.figures.divertedDone,
          },
          { key: 'bad', title: t('figure.bad'), align: 'right', render: (_, log) => log.figures.bad },
          {
            key: 'patrols',
            title: t('figure.patrols'),
            align: 'right',
            render: (_, log) => log.figures.patrols,
          },
          { key: 'state', title: t('state'), render: (_, log) => <WorklogTag state={log.state} /> },
          { key: 'reviewer', title: t('reviewer'), render: (_, log) => log.review?.name ?? '—' },
        ]}
      />
    </ListPage>
  );
}
