import { accessEndpoints, permissions, RoleCode, type Me, type Permission } from '@huiting/contracts/access';
import type { CallOf, Endpoint, OutputOf } from '@huiting/contracts/core/endpoint';
import type { OrgUnit } from '@huiting/contracts/organization';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Select } from 'antd';
import { useId, useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { useMe } from '../../../lib/session.tsx';
import { DetailDrawer } from '../../../ui/antd/detail-drawer.tsx';
import { Button } from '../../../ui/button.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { TextField } from '../../../ui/field.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { accessKeys, grantsQuery } from '../access.queries.ts';
import { rolesText } from '../access.roles.text.ts';
import { accessText } from '../access.text.ts';
import { SeeAs } from './see-as.tsx';
import { UserSessions } from './user-sessions.tsx';
import { InitialPassword } from './initial-password.tsx';
import styles from './user-drawer.module.css';

type User = OutputOf<typeof accessEndpoints.listUsers>['items'][number];
type Role = Me['roles'][number];

/** Terminals have their role by being one; the director comes with the demo. */
const grantable = RoleCode.options.filter(
  (role) => !['kiosk', 'hallDisplay', 'windowDisplay', 'evaluator', 'demoDirector'].includes(role),
);

interface UserDrawerProps {
  readonly user: User;
  readonly units: readonly OrgUnit[];
  readonly onClose: () => void;
}

/** One login: what it holds where, what it may therefore do, and what an administrator may do with it. */
export function UserDrawer({ user, units, onClose }: UserDrawerProps) {
  const t = useText(accessText);
  const format = useFormat();
  const me = useMe();
  const query = useQuery(grantsQuery(user.id));
  const may = useText(rolesText);
  const held = query.data;
  const placesOf = (permission: Permission): string =>
    (held?.permissions.find((one) => one.permission === permission)?.paths ?? [])
      .map((path) => units.find((unit) => unit.path === path)?.name ?? path)
      .join('、');
  return (
    <DetailDrawer
      open
      width={520}
      onClose={onClose}
      title={
        <>
          {user.name}{' '}
          <Tag kind={user.frozen ? 'idle' : 'ok'}>{t(user.frozen ? 'user.frozen' : 'user.active')}</Tag>
        </>
      }
      subtitle={`${user.username} · ${user.orgUnitName}`}
    >
      {query.error && !held ? (
        <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />
      ) : !held ? (
        <ListSkeleton rows={6} height={36} />
      ) : (
        <div className={styles.parts}>
          <p className={styles.facts}>
            <Tag kind={held.hasSecondFactor ? 'ok' : 'plain'}>
              {t(held.hasSecondFactor ? 'user.factorYes' : 'user.factorNo')}
            </Tag>
            {held.passwordSetAt === null ? (
              <Tag kind="warn">{t('user.noPassword')}</Tag>
            ) : (
              t('user.passwordSet', { time: format.stamp(held.passwordSetAt) })
            )}
          </p>
          <section>
            <h3>{t('user.held')}</h3>
            <ul className={styles.rows}>
              {held.grants.map((grant) => (
                <li key={`${grant.role} ${grant.orgUnitId}`}>
                  <strong>{t(`role.${grant.role}`)}</strong>
                  <span>{grant.unitName}</span>
                  {grant.byPost && <Tag kind="info">{t('user.byPost')}</Tag>}
                </li>
              ))}
              {held.grants.length === 0 && <li>{t('user.noRoles')}</li>}
            </ul>
          </section>
          {held.requests.length > 0 && (
            <section>
              <h3>{t('user.waiting')}</h3>
              <ul className={styles.rows}>
                {held.requests.map((request) => (
                  <li key={request.id}>
                    <strong>{t(`role.${request.role}`)}</strong>
                    <span>{request.unitName}</span>
                    <span>{t('user.askedBy', { name: request.requestedByName })}</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          {/* nobody grants to themselves */}
          {user.id !== me.id && <Grant user={user} units={units} />}
          {user.id !== me.id && <Acts user={user} hasSecondFactor={held.hasSecondFactor} />}
          <UserSessions userId={user.id} />
          <section>
            <h3>{t('user.asUser')}</h3>
            <SeeAs userId={user.id} />
            <ul className={styles.rows}>
              {permissions
                .filter((one) => held.permissions.some(({ permission }) => permission === one))
                .map((one) => (
                  <li key={one} title={one}>
                    <span className={styles.right}>{may(`may.${one}`)}</span>
                    <span>{placesOf(one)}</span>
                  </li>
                ))}
            </ul>
          </section>
        </div>
      )}
    </DetailDrawer>
  );
}

function useRenewUser(userId: string) {
  const queries = useQueryClient();
  return () => {
    void queries.invalidateQueries({ queryKey: accessKeys.grants(userId) });
    void queries.invalidateQueries({ queryKey: accessKeys.users });
  };
}

function Grant({ user, units }: { readonly user: User; readonly units: readonly OrgUnit[] }) {
  const t = useText(accessText);
  const toast = useToast();
  const renew = useRenewUser(user.id);
  const { run, busy } = useCommand(useProblemToast());
  const ids = { role: useId(), unit: useId() };
  const [role, setRole] = useState<Role>('teller');
  const [unit, setUnit] = useState(units.find(({ name }) => name === user.orgUnitName)?.id ?? '');
  const [reason, setReason] = useState('');
  async function grant() {
    const answer = await run(accessEndpoints.grantRole, { userId: user.id, role, orgUnitId: unit, reason });
    if (!answer) return;
    toast({ words: t(`user.${answer.outcome}`) });
    setReason('');
    renew();
  }
  async function grantByPost() {
    const answer = await run(accessEndpoints.grantByPost, { userId: user.id, reason });
    if (!answer) return;
    const names = answer.granted.map((one) => t(`role.${one}`)).join('、');
    toast({ words: names === '' ? t('user.byPostNothing') : t('user.byPostDone', { roles: names }) });
    setReason('');
    renew();
  }
  return (
    <section>
      <h3>{t('user.grant')}</h3>
      <div className={styles.form}>
        <div className={styles.two}>
          <div className={styles.form}>
            <label htmlFor={ids.role}>{t('user.role')}</label>
            <Select
              id={ids.role}
              value={role}
              onChange={setRole}
              options={grantable.map((value) => ({ value, label: t(`role.${value}`) }))}
            />
          </div>
          <div className={styles.form}>
            <label htmlFor={ids.unit}>{t('user.unitChoose')}</label>
            <Select
              id={ids.unit}
              value={unit}
              onChange={setUnit}
              showSearch={{ optionFilterProp: 'label' }}
              options={units.map(({ id, name }) => ({ value: id, label: name }))}
            />
          </div>
        </div>
        <TextField
          label={t('user.reason')}
          hint={t('user.grantHint')}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <div className={styles.acts}>
          <Button
            disabled={reason.trim() === '' || unit === ''}
            busy={busy !== null}
            onClick={() => void grant()}
          >
            {t('user.grant')}
          </Button>
          <Button disabled={reason.trim() === ''} busy={busy !== null} onClick={() => void grantByPost()}>
            {t('user.grantByPost')}
          </Button>
        </div>
      </div>
    </section>
  );
}

/** Freezing, a first password again, a lost phone: each with a reason that goes into the trail. */
function Acts({ user, hasSecondFactor }: { readonly user: User; readonly hasSecondFactor: boolean }) {
  const t = useText(accessText);
  const toast = useToast();
  const renew = useRenewUser(user.id);
  const { run, busy } = useCommand(useProblemToast());
  const [reason, setReason] = useState('');
  const [initial, setInitial] = useState<string | null>(null);
  const on = { userId: user.id, reason };
  async function act<E extends Endpoint>(endpoint: E, input: CallOf<E>): Promise<OutputOf<E> | null> {
    const answer = await run(endpoint, input);
    if (answer === null) return null;
    toast({ words: t('user.done') });
    setReason('');
    renew();
    return answer;
  }
  async function resetPassword() {
    const answer = await act(accessEndpoints.resetPassword, on);
    if (answer) setInitial(answer.initialPassword);
  }
  const blocked = reason.trim() === '' || busy !== null;
  return (
    <section>
      <h3>{t('user.account')}</h3>
      <div className={styles.form}>
        <TextField
          label={t('user.reason')}
          hint={t('user.needReason')}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <div className={styles.acts}>
          <Button
            kind={user.frozen ? 'plain' : 'danger'}
            disabled={blocked}
            onClick={() => void act(accessEndpoints.setFrozen, { ...on, frozen: !user.frozen })}
          >
            {t(user.frozen ? 'user.unfreeze' : 'user.freeze')}
          </Button>
          <Button disabled={blocked} onClick={() => void resetPassword()}>
            {t('user.resetPassword')}
          </Button>
          {hasSecondFactor && (
            <Button disabled={blocked} onClick={() => void act(accessEndpoints.resetSecondFactor, on)}>
              {t('user.resetFactor')}
            </Button>
          )}
        </div>
        {initial !== null && <InitialPassword password={initial} />}
      </div>
    </section>
  );
}
