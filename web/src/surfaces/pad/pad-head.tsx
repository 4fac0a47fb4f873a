import { useNavigate } from '@tanstack/react-router';
import { profileText } from '../../features/access/access.profile.text.ts';
import { useBranch, hallText } from '../../features/hall/index.ts';
import { useFormat } from '../../lib/format-context.tsx';
import { useText } from '../../lib/i18n.ts';
import { useConnection } from '../../lib/live.ts';
import { useMe } from '../../lib/session.tsx';
import { useBusinessNow } from '../../lib/ticker.ts';
import { Avatar } from '../../ui/brand.tsx';
import { Button } from '../../ui/button.tsx';
import { ConnectionPill } from '../../ui/connection-pill.tsx';
import { SurfaceHead } from '../../ui/surface-head.tsx';
import styles from './pad-head.module.css';

type PostKey =
  | 'teller'
  | 'lobbyManager'
  | 'reserve'
  | 'relationshipManager'
  | 'wealthManager'
  | 'operationsSupervisor'
  | 'branchManager'
  | 'headOffice';

/** Branch, day and hours; connection, time, person. */
export function PadHead() {
  const t = useText(hallText);
  const profile = useText(profileText);
  const go = useNavigate();
  const me = useMe();
  const branch = useBranch();
  const connection = useConnection();
  return (
    <SurfaceHead
      mark={null}
      title={
        <>
          {branch.name} · {t('hall')}
        </>
      }
      subtitle={<Day />}
      extra={
        <>
          {branch.leave && (
            <Button size="small" icon="swap" onClick={branch.leave}>
              {t('switchBranch')}
            </Button>
          )}
          <ConnectionPill {...connection} />
        </>
      }
      end={
        <button
          type="button"
          className={styles.me}
          title={profile('title')}
          onClick={() => void go({ to: '/settings' })}
        >
          <Avatar name={me.name} />
          <span className={styles.names}>
            <span>{me.name}</span>
            <small>{me.staff ? t(`post.${me.staff.post as PostKey}`) : ''}</small>
          </span>
        </button>
      }
    />
  );
}

function Day() {
  const t = useText(hallText);
  const format = useFormat();
  const { record } = useBranch();
  const now = useBusinessNow(10_000);
  if (!record) return <>{format.day(now)}</>;
  const { today, stage } = record;
  const hours = today.hours ? `${today.hours.open}–${today.hours.close}` : '';
  const open =
    today.opensAt !== null && today.closesAt !== null && now >= today.opensAt && now < today.closesAt;
  const words =
    stage === 'suspended'
      ? t('suspended')
      : today.hours
        ? t(open ? 'openFrom' : 'closedNow', { hours })
        : today.holiday
          ? t('holiday', { name: today.holiday })
          : t('closedToday');
  return (
    <>
      {format.day(now)} · {words}
    </>
  );
}
