import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Handovers } from '../../features/staff/components/handovers.tsx';
import { ProfileTab } from '../../features/staff/components/profile-tab.tsx';
import { TeamFigures } from '../../features/staff/components/team-board.tsx';
import { postsText } from '../../features/staff/staff.posts.text.ts';
import { foundStaffQuery, myTeamsQuery } from '../../features/staff/staff.queries.ts';
import { staffText } from '../../features/staff/staff.text.ts';
import { useText } from '../../lib/i18n.ts';
import { usePermission } from '../../lib/session.tsx';
import { Avatar } from '../../ui/brand.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { TextField } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { ListSkeleton } from '../../ui/skeleton.tsx';
import { padText } from './pad.text.ts';
import styles from './room-page.module.css';

const tabs = ['people', 'teams', 'handovers'] as const;
type Tab = (typeof tabs)[number];

/** The people around me: their profiles, the teams I lead, the posts I give or take. */
export function PeopleScreen() {
  const t = useText(padText);
  const mayLook = usePermission('staff.view');
  const [tab, setTab] = useState<Tab>(mayLook ? 'people' : 'teams');
  return (
    <main className={styles.page} tabIndex={0}>
      <div className={styles.bar}>
        <h2>{t('room.people')}</h2>
        <Segmented<Tab>
          label={t('room.people')}
          value={tab}
          onChange={setTab}
          options={tabs
            .filter((value) => value !== 'people' || mayLook)
            .map((value) => ({ value, label: t(`people.${value}`) }))}
        />
      </div>
      {tab === 'people' && <People />}
      {tab === 'teams' && <Teams />}
      {tab === 'handovers' && <Handovers />}
    </main>
  );
}

function People() {
  const t = useText(staffText);
  const [words, setWords] = useState('');
  const [open, setOpen] = useState<{ readonly id: string; readonly name: string } | null>(null);
  const query = useQuery(foundStaffQuery(words.trim()));
  return (
    <>
      <TextField
        label={t('search')}
        icon="search"
        maxLength={60}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      {query.error && !query.data ? (
        <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />
      ) : !query.data ? (
        <ListSkeleton rows={6} height={64} />
      ) : query.data.items.length === 0 ? (
        <EmptyState icon="users" words={t('none')} />
      ) : (
        <ul className={styles.list}>
          {query.data.items.map((one) => (
            <li key={one.id}>
              <Button block onClick={() => setOpen({ id: one.id, name: one.name })}>
                <Avatar name={one.name} size={28} /> {one.name} {one.number} · {t(`post.${one.post}`)} ·{' '}
                {one.grade ?? t('ungraded')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {open && (
        <Sheet open side="side" width={560} onClose={() => setOpen(null)} title={open.name}>
          <ProfileTab staffId={open.id} />
        </Sheet>
      )}
    </>
  );
}

function Teams() {
  const t = useText(padText);
  const p = useText(postsText);
  const query = useQuery(myTeamsQuery);
  if (query.error && !query.data)
    return <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <ListSkeleton rows={4} height={64} />;
  if (query.data.boards.length === 0) return <EmptyState icon="users" words={t('people.noTeam')} />;
  return (
    <div className={styles.list}>
      {query.data.boards.map((board) => (
        <Panel key={board.team.id} title={board.team.name} hint={p('monthSum', { month: board.month })}>
          <TeamFigures board={board} />
        </Panel>
      ))}
    </div>
  );
}
