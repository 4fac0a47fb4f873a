import { Link } from '@tanstack/react-router';
import { casesInOrder, isSolved, useCases } from '../../features/feedback/index.ts';
import { useAssistCalls } from '../../features/hall/assist/index.ts';
import { useBranch } from '../../features/hall/index.ts';
import { useAlerts, useInbox } from '../../features/workflow/index.ts';
import { useText } from '../../lib/i18n.ts';
import { useMe } from '../../lib/session.tsx';
import { BrandMark } from '../../ui/brand.tsx';
import { Icon, type IconName } from '../../ui/icons/icon.tsx';
import { Count } from '../../ui/tag.tsx';
import styles from './pad-rail.module.css';
import { padText } from './pad.text.ts';

interface Room {
  readonly to:
    | '/'
    | '/service'
    | '/positions'
    | '/worklog'
    | '/customers'
    | '/care'
    | '/bookings'
    | '/ratings'
    | '/follow-ups'
    | '/alerts'
    | '/inbox'
    | '/settings';
  readonly key:
    | 'hall'
    | 'service'
    | 'positions'
    | 'worklog'
    | 'customers'
    | 'care'
    | 'bookings'
    | 'ratings'
    | 'followUps'
    | 'alerts'
    | 'inbox'
    | 'settings';
  readonly icon: IconName;
  /** Who may enter; absent = everybody here. */
  readonly permission?: string;
}
const rooms: readonly Room[] = [
  { to: '/', key: 'hall', icon: 'users' },
  { to: '/service', key: 'service', icon: 'chat', permission: 'hall.view' },
  { to: '/positions', key: 'positions', icon: 'pin', permission: 'hall.view' },
  { to: '/customers', key: 'customers', icon: 'user', permission: 'customer.view' },
  { to: '/care', key: 'care', icon: 'heart', permission: 'customer.relate' },
  { to: '/bookings', key: 'bookings', icon: 'calendar', permission: 'appointment.view' },
  { to: '/ratings', key: 'ratings', icon: 'faceSmile', permission: 'feedback.view' },
  { to: '/follow-ups', key: 'followUps', icon: 'smartphone', permission: 'feedback.followUp' },
  { to: '/alerts', key: 'alerts', icon: 'alarm', permission: 'alert.view' },
  { to: '/worklog', key: 'worklog', icon: 'doc', permission: 'hall.view' },
  { to: '/inbox', key: 'inbox', icon: 'inbox' },
  { to: '/settings', key: 'settings', icon: 'gear' },
];

/** The rooms that are built, with what waits in them. */
export function PadRail() {
  const t = useText(padText);
  const me = useMe();
  const branch = useBranch();
  const alerts = useAlerts(branch.id, { enabled: me.permissions.includes('alert.view') }).data?.alerts ?? [];
  const cases = casesInOrder(useCases(branch.id, me.permissions.includes('feedback.view')).data?.cases ?? []);
  const calls = useAssistCalls(branch.id, me.permissions.includes('hall.callAssist')).data?.calls ?? [];
  const inbox = useInbox().data?.counts;
  const counts: Partial<Record<Room['key'], number>> = {
    // a bad rating and a call for help are counted where they are handled
    alerts: alerts.filter(
      ({ state, subject }) => state === 'open' && !['badRating', 'assistCall'].includes(subject.kind),
    ).length,
    service: calls.filter((call) => call.state === 'open').length,
    ratings: cases.filter((one) => !isSolved(one)).length,
    inbox: (inbox?.todos ?? 0) + (inbox?.unread ?? 0),
  };
  return (
    <nav className={styles.rail} aria-label={t('rooms')}>
      <span className={styles.mark}>
        <BrandMark size={44} />
      </span>
      {rooms
        .filter((room) => !room.permission || me.permissions.includes(room.permission))
        .map((room) => {
          const count = counts[room.key] ?? 0;
          return (
            <Link
              key={room.key}
              to={room.to}
              className={styles.room!}
              activeOptions={{ exact: true }}
              data-last={room.key === 'settings' || undefined}
            >
              <span className={styles.icon}>
                <Icon name={room.icon} size={24} />
                {count > 0 && (
                  <span className={styles.badge}>
                    <Count value={count} kind="danger" />
                  </span>
                )}
              </span>
              {t(`room.${room.key}`)}
            </Link>
          );
        })}
    </nav>
  );
}
