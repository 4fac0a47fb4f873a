import { Link } from '@tanstack/react-router';
import { useInbox } from '../../../features/workflow/index.ts';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { useMe } from '../../../lib/session.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { Count } from '../../../ui/tag.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { consoleText } from '../console.text.ts';
import styles from './alerts-bell.module.css';

/** What waits for me, and what I have not read; says a message when it comes. */
export function InboxBell() {
  const t = useText(consoleText);
  const named = useNamed();
  const toast = useToast();
  const { staff } = useMe();
  const counts = useInbox({
    onMessage: (message) => toast({ words: named(message.title), kind: 'info', forMs: 5000 }),
  }).data?.counts;
  if (staff === null) return null;
  const waiting = (counts?.todos ?? 0) + (counts?.unread ?? 0);
  const words = t('inboxBell', { todos: counts?.todos ?? 0, unread: counts?.unread ?? 0 });
  return (
    <Link to="/inbox" className={styles.bell} title={words} aria-label={words}>
      <Icon name="inbox" size={19} />
      {t('inbox')}
      {waiting > 0 && (
        <span className={styles.count}>
          <Count value={waiting} kind={(counts?.late ?? 0) > 0 ? 'danger' : 'brand'} />
        </span>
      )}
    </Link>
  );
}
