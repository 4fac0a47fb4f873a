import { staffEndpoints, type TeamBoard } from '@huiting/contracts/staff';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { DetailDrawer } from '../../../ui/antd/detail-drawer.tsx';
import { Button } from '../../../ui/button.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { SelectField, TextField } from '../../../ui/field.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useStaffCommand } from './change-act.ts';
import { StaffPicker } from './staff-picker.tsx';
import { WhenAndWhy } from './when-and-why.tsx';
import styles from './staff.module.css';
import { TeamFigures } from './team-board.tsx';
import { useToday } from './today.ts';
import { postsText } from '../staff.posts.text.ts';
import { teamQuery } from '../staff.queries.ts';

/** One team: its board, who belonged to it when, and its people. */
export function TeamDrawer({
  teamId,
  mayEdit,
  onClose,
}: {
  readonly teamId: string;
  readonly mayEdit: boolean;
  readonly onClose: () => void;
}) {
  const t = useText(postsText);
  const query = useQuery(teamQuery(teamId));
  const [editing, setEditing] = useState(false);
  const board = query.data;
  return (
    <DetailDrawer
      open
      width={520}
      onClose={onClose}
      title={board?.team.name ?? t('teamsTitle')}
      subtitle={
        board && `${board.team.orgUnitName} · ${t('leader')} ${board.team.leaderName ?? t('noLeader')}`
      }
    >
      {query.error && !board ? (
        <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />
      ) : !board ? (
        <ListSkeleton rows={6} height={36} />
      ) : (
        <div className={styles.parts}>
          <section>
            <div className={styles.head}>
              <h3>{t('monthSum', { month: board.month })}</h3>
              {mayEdit && (
                <Button kind="link" icon="edit" onClick={() => setEditing(true)}>
                  {t('editTeam')}
                </Button>
              )}
            </div>
            <TeamFigures board={board} />
          </section>
          <section>
            <h3>{t('history')}</h3>
            <ul className={styles.rows}>
              {board.history.map((one, at) => (
                <li key={at}>
                  <strong>{one.name}</strong>
                  <Tag kind={one.role === 'leader' ? 'info' : 'plain'}>{t(`role.${one.role}`)}</Tag>
                  <span className="num">
                    {t('sinceUntil', { since: one.since, until: one.until ?? t('now') })}
                  </span>
                </li>
              ))}
            </ul>
          </section>
          {editing && <EditTeam board={board} onClose={() => setEditing(false)} />}
        </div>
      )}
    </DetailDrawer>
  );
}

function EditTeam({ board, onClose }: { readonly board: TeamBoard; readonly onClose: () => void }) {
  const t = useText(postsText);
  const toast = useToast();
  const today = useToday();
  const { run, busy } = useStaffCommand();
  const { team } = board;
  const [name, setName] = useState(team.name);
  const [members, setMembers] = useState<readonly { readonly id: string; readonly name: string | null }[]>(
    board.members.map((one) => ({ id: one.staffId, name: `${one.name} ${one.number}` })),
  );
  const [leaderId, setLeader] = useState(team.leaderId);
  const [leaderUntil, setUntil] = useState(team.leaderUntil ?? '');
  const [from, setFrom] = useState(today);
  const [reason, setReason] = useState('');
  async function save(isClosed: boolean) {
    const answer = await run(staffEndpoints.saveTeam, {
      teamId: team.id,
      version: team.version,
      team: {
        name,
        memberIds: members.map(({ id }) => id),
        leaderId,
        leaderUntil: leaderUntil === '' ? null : leaderUntil,
        isClosed,
      },
      from,
      reason,
    });
    if (answer === null) return;
    toast({ words: t('saved') });
    onClose();
  }
  return (
    <Sheet
      open
      width={560}
      onClose={onClose}
      title={t('editTeam')}
      actions={
        <>
          <Button
            kind="primary"
            disabled={reason.trim() === ''}
            busy={busy !== null}
            onClick={() => void save(false)}
          >
            {t('save')}
          </Button>
          <Button kind="danger" disabled={reason.trim() === ''} onClick={() => void save(true)}>
            {t('closeTeam')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={styles.form}>
        <TextField
          label={t('teamName')}
          maxLength={40}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <ul className={styles.rows}>
          {members.map((one) => (
            <li key={one.id}>
              <strong>{one.name ?? '…'}</strong>
              <Button
                size="small"
                onClick={() => {
                  setMembers(members.filter(({ id }) => id !== one.id));
                  if (leaderId === one.id) setLeader(null);
                }}
              >
                {t('remove')}
              </Button>
            </li>
          ))}
        </ul>
        <StaffPicker
          label={t('addMember')}
          value={null}
          onNamed={(id, words) => {
            if (!members.some((one) => one.id === id)) setMembers([...members, { id, name: words }]);
          }}
        />
        <div className={styles.two}>
          <SelectField
            label={t('leader')}
            value={leaderId ?? ''}
            onChange={(event) => setLeader(event.target.value || null)}
          >
            <option value="">{t('noLeader')}</option>
            {members.map((one) => (
              <option key={one.id} value={one.id}>
                {one.name}
              </option>
            ))}
          </SelectField>
          <TextField
            label={t('leaderUntil')}
            type="date"
            value={leaderUntil}
            onChange={(event) => setUntil(event.target.value)}
          />
        </div>
        <WhenAndWhy
          day={t('from')}
          today={today}
          on={from}
          onDay={setFrom}
          reason={reason}
          onReason={setReason}
        />
      </div>
    </Sheet>
  );
}
