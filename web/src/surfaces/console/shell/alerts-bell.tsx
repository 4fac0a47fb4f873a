import { Link } from '@tanstack/react-router';
import { useText } from '../../../lib/i18n.ts';
import { useMe } from '../../../lib/session.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { Count } from '../../../ui/tag.tsx';
import { consoleText } from '../console.text.ts';
import styles from './alerts-bell.module.css';
import { useOverview } from './overview.tsx';

/** Undone alerts of all branches in scope. */
export function AlertsBell() {
  const t = useText(consoleText);
  const { permissions } = useMe();
  const figures = useOverview().overview?.data;
  if (!permissions.includes('alert.view')) return null;
  const open = figures?.openAlerts ?? 0;
  const urgent = (figures?.urgentAlerts ?? 0) > 0;
  const words = open === 0 ? t('alertsNone') : t('alertsBell', { count: open });
  return (
    <Link to="/alerts" className={styles.bell} title={words} aria-label={words}>
      <Icon name="bell" size={19} />
      {t('room.alerts')}
      {open > 0 && (
        <span className={styles.count}>
          <Count value={open} kind={urgent ? 'danger' : 'brand'} />
        </span>
      )}
    </Link>
  );
}
