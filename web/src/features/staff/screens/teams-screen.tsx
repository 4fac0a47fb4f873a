import { type Team } from '@huiting/contracts/staff';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useText } from '../../../lib/i18n.ts';
import type { ListAddress } from '../../../lib/list-address.ts';
import { usePermission } from '../../../lib/session.tsx';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { Button } from '../../../ui/button.tsx';
import { type Unit } from '../components/change-person.tsx';
import styles from '../components/staff.module.css';
import { postsText } from '../staff.posts.text.ts';
import { teamsQuery } from '../staff.queries.ts';
import { TeamDrawer } from '../components/team-drawer.tsx';
import { FoundTeam } from '../components/found-team.tsx';

interface TeamsScreenProps {
  /** `q`, and the open `team`. */
  readonly address: ListAddress;
  readonly units: readonly Unit[];
}

/** OS-04: teams of the scope, the board of one beside them. */
export function TeamsScreen({ address: { words, change }, units }: TeamsScreenProps) {
  const openId = words['team'] ?? null;
  const onOpen = (team: string | null) => change({ team });
  const t = useText(postsText);
  const query = useQuery(teamsQuery);
  const mayEdit = usePermission('staff.edit');
  const [founding, setFounding] = useState(false);
  return (
    <ListPage
      drawer={
        openId !== null && (
          <TeamDrawer key={openId} teamId={openId} mayEdit={mayEdit} onClose={() => onOpen(null)} />
        )
      }
      title={t('teamsTitle')}
      hint={t('teamsHint')}
      action={
        mayEdit && (
          <Button kind="primary" icon="plus" onClick={() => setFounding(true)}>
            {t('addTeam')}
          </Button>
        )
      }
    >
      <QueryTable<Team>
        list="teams"
        find={{
          words: words['q'],
          onWords: (q) => change({ q }),
          of: (one) => [one.name, one.orgUnitName, one.leaderName],
        }}
        rows={query.data?.teams}
        rowKey={({ id }) => id}
        error={query.error}
        onRetry={() => void query.refetch()}
        refreshing={query.isFetching}
        emptyWords={t('none')}
        selectedKey={openId}
        onOpen={({ id }) => onOpen(id)}
        scrollX={700}
        columns={[
          { key: 'teamName', title: t('teamName'), dataIndex: 'name' },
          { key: 'unit', title: t('unit'), dataIndex: 'orgUnitName' },
          {
            key: 'leader',
            title: t('leader'),
            render: (_, one) => one.leaderName ?? <span className={styles.none}>{t('noLeader')}</span>,
          },
          {
            key: 'until',
            title: t('untilColumn'),
            render: (_, one) => <span className="num">{one.leaderUntil ?? '—'}</span>,
          },
          {
            key: 'members',
            title: t('members'),
            align: 'right',
            render: (_, one) => <span className="num">{t('people', { count: one.members })}</span>,
          },
        ]}
      />
      {founding && (
        <FoundTeam
          units={units}
          onClose={() => setFounding(false)}
          onFounded={(id) => {
            setFounding(false);
            onOpen(id);
          }}
        />
      )}
    </ListPage>
  );
}
