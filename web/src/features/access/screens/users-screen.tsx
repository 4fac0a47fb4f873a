import { accessEndpoints } from '@huiting/contracts/access';
import type { OrgUnit } from '@huiting/contracts/organization';
import type { OutputOf } from '@huiting/contracts/core/endpoint';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useText } from '../../../lib/i18n.ts';
import type { ListAddress } from '../../../lib/list-address.ts';
import type { BulkMeans } from '../../../ui/antd/bulk-bar.tsx';
import { useMe } from '../../../lib/session.tsx';
import { ListMore, ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { SearchWords } from '../../../ui/antd/search-words.tsx';
import { Button } from '../../../ui/button.tsx';
import { ChoiceChips } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { accessKeys, usersQuery } from '../access.queries.ts';
import { accessText } from '../access.text.ts';
import { CreateUser } from '../components/create-user.tsx';
import { UserDrawer } from '../components/user-drawer.tsx';
import styles from './users-screen.module.css';

type User = OutputOf<typeof accessEndpoints.listUsers>['items'][number];
type Role = User['roles'][number];

interface UsersScreenProps {
  /** `q`, and `user` whose rights are open. */
  readonly address: ListAddress;
  readonly units: readonly OrgUnit[];
  /** The way to the register as a file. */
  readonly fileActs: ReactNode;
}

/** Who may sign in with which roles; ends sessions and takes roles away, at once. */
export function UsersScreen({ address: { words, change }, units, fileActs }: UsersScreenProps) {
  const t = useText(accessText);
  const me = useMe();
  const queries = useQueryClient();
  const search = words['q'] ?? '';
  const openId = words['user'] ?? null;
  const query = useInfiniteQuery(usersQuery(search));
  const users = query.data?.pages.flatMap((page) => page.items);
  const [acting, setActing] = useState<{ readonly kind: 'sessions' | 'role'; readonly user: User } | null>(
    null,
  );
  const [creating, setCreating] = useState(false);
  const opened = users?.find((user) => user.id === openId);
  const refresh = () => queries.invalidateQueries({ queryKey: accessKeys.users });
  const bulk = {
    nameOf: (user: User) => `${user.name} · ${user.username}`,
    acts: [true, false].map((frozen) => ({
      name: t(frozen ? 'user.freeze' : 'user.unfreeze'),
      ...(frozen ? { kind: 'danger' as const, confirm: t('user.freezeMany') } : {}),
      reason: t('user.reason'),
      // Oneself cannot be frozen; the server says so too.
      fits: (user: User) => user.frozen !== frozen && user.id !== me.id,
      act: (user: User, { send, reason }: BulkMeans) =>
        send(accessEndpoints.setFrozen, { userId: user.id, frozen, reason }),
      undo: (user: User, { send, reason }: BulkMeans) =>
        send(accessEndpoints.setFrozen, { userId: user.id, frozen: !frozen, reason }),
      after: refresh,
    })),
  };
  return (
    <ListPage
      drawer={
        opened && (
          <UserDrawer key={opened.id} user={opened} units={units} onClose={() => change({ user: null })} />
        )
      }
      title={t('user.title')}
      hint={t('user.hint')}
      action={
        <>
          {fileActs}
          <Button kind="primary" icon="plus" onClick={() => setCreating(true)}>
            {t('user.create')}
          </Button>
        </>
      }
    >
      <QueryTable<User>
        list="users"
        file={{ kind: 'users', filter: { q: words['q'] }, keyOf: ({ username }) => username }}
        onOpen={(user) => change({ user: user.id })}
        bulk={bulk}
        rows={users}
        rowKey={(user) => user.id}
        error={query.error}
        onRetry={() => void query.refetch()}
        refreshing={query.isFetching && !query.isFetchingNextPage}
        filtered={search !== ''}
        onClearFilters={() => change({ q: null })}
        emptyWords={t('user.none')}
        rowState={(user) => (user.frozen ? 'idle' : undefined)}
        selectedKey={openId}
        scrollX={900}
        filters={
          <SearchWords label={t('user.search')} value={search} onChange={(q) => change({ q })} width={240} />
        }
        columns={[
          {
            key: 'name',
            title: t('user.name'),
            render: (_, user) => (
              <>
                {user.name} {user.id === me.id && <Tag kind="info">{t('user.you')}</Tag>}
              </>
            ),
          },
          { key: 'username', title: t('user.username'), dataIndex: 'username' },
          {
            key: 'roles',
            title: t('user.roles'),
            render: (_, user) => (
              <span className={styles.roles}>
                {user.roles.length === 0 && <span className={styles.none}>{t('user.noRoles')}</span>}
                {user.roles.map((role) => (
                  <Tag key={role} kind="plain">
                    {t(`role.${role}`)}
                  </Tag>
                ))}
              </span>
            ),
          },
          { key: 'unit', title: t('user.unit'), dataIndex: 'orgUnitName' },
          {
            key: 'state',
            title: t('user.state'),
            render: (_, user) => (
              <Tag kind={user.frozen ? 'idle' : 'ok'}>{t(user.frozen ? 'user.frozen' : 'user.active')}</Tag>
            ),
          },
          {
            key: 'acts',
            title: t('user.act'),
            width: 190,
            render: (_, user) => (
              <span className={styles.acts} onClick={(event) => event.stopPropagation()}>
                <Button size="small" onClick={() => setActing({ kind: 'sessions', user })}>
                  {t('user.endSessions')}
                </Button>
                {user.roles.length > 0 && (
                  <Button size="small" kind="danger" onClick={() => setActing({ kind: 'role', user })}>
                    {t('user.removeRole')}
                  </Button>
                )}
              </span>
            ),
          },
        ]}
      />
      <ListMore count={users?.length} query={query} />
      {acting?.kind === 'sessions' && <EndSessions user={acting.user} onClose={() => setActing(null)} />}
      {acting?.kind === 'role' && <RemoveRole user={acting.user} onClose={() => setActing(null)} />}
      {creating && (
        <CreateUser
          units={units}
          onClose={() => {
            setCreating(false);
            void query.refetch();
          }}
        />
      )}
    </ListPage>
  );
}

interface ActProps {
  readonly user: User;
  readonly onClose: () => void;
}
function EndSessions({ user, onClose }: ActProps) {
  const t = useText(accessText);
  const toast = useToast();
  const command = useCommand(useProblemToast());
  async function end() {
    const answer = await command.run(accessEndpoints.revokeSessions, { userId: user.id });
    if (!answer) return;
    toast({ words: t('user.ended', { name: user.name, count: answer.ended }) });
    onClose();
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('user.endTitle', { name: user.name })}
      actions={
        <>
          <Button kind="danger" busy={command.busy !== null} onClick={() => void end()}>
            {t('user.endSessions')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      {t('user.endHint')}
    </Sheet>
  );
}

function RemoveRole({ user, onClose }: ActProps) {
  const t = useText(accessText);
  const toast = useToast();
  const queries = useQueryClient();
  const command = useCommand(useProblemToast());
  const [role, setRole] = useState<Role | null>(user.roles.length === 1 ? (user.roles[0] ?? null) : null);
  async function remove() {
    if (role === null) return;
    const answer = await command.run(accessEndpoints.removeRole, { userId: user.id, role });
    if (!answer) return;
    await queries.invalidateQueries({ queryKey: accessKeys.users });
    toast({ words: t('user.removed', { name: user.name, role: t(`role.${role}`) }) });
    onClose();
  }
  return (
    <Sheet
      open
      onClose={onClose}
      title={t('user.removeTitle', { name: user.name })}
      actions={
        <>
          <Button
            kind="danger"
            disabled={role === null}
            busy={command.busy !== null}
            onClick={() => void remove()}
          >
            {t('user.removeRole')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={styles.choose}>
        <p>{t('user.removeHint')}</p>
        <ChoiceChips<Role>
          label={t('user.roles')}
          single
          options={user.roles.map((value) => ({ value, label: t(`role.${value}`) }))}
          chosen={role === null ? [] : [role]}
          onChange={(chosen) => setRole(chosen[0] ?? null)}
        />
      </div>
    </Sheet>
  );
}
