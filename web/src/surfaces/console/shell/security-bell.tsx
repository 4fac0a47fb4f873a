import { Link } from '@tanstack/react-router';
import { SecurityBell as Bell } from '../../../features/access/components/security-bell.tsx';
import styles from './alerts-bell.module.css';

export function SecurityBell() {
  return (
    <Bell
      countClass={styles.count ?? ''}
      link={(label, content) => (
        <Link to="/security" className={styles.bell} title={label} aria-label={label}>
          {content}
        </Link>
      )}
    />
  );
}
