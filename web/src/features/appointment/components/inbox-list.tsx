import { useQuery } from '@tanstack/react-query';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { inboxQuery } from '../appointment.queries.ts';
import { appointmentText } from '../appointment.text.ts';
import styles from './inbox-list.module.css';

interface InboxListProps {
  /** Messages of this phone only; empty = all of the demo. */
  readonly phone: string;
  /** Takes a one-time code out of a message. */
  readonly onCode?: (code: string) => void;
}

/** One-time code inside a message, if it has one. */
function codeIn(text: string): string | null {
  return /(?<!\d)\d{6}(?!\d)/.exec(text)?.[0] ?? null;
}

/** What the simulated phone has received, newest first. Demo bank only. */
export function InboxList({ phone, onCode }: InboxListProps) {
  const t = useText(appointmentText);
  const format = useFormat();
  const inbox = useQuery(inboxQuery(phone));
  if (inbox.error) return <ErrorPanel error={inbox.error} onRetry={() => void inbox.refetch()} />;
  if (inbox.data === undefined) return <ListSkeleton rows={3} />;
  if (inbox.data === null || inbox.data.length === 0)
    return <EmptyState icon="chat" words={t('inboxEmpty')} />;
  return (
    <ol className={styles.list} aria-live="polite">
      {inbox.data.map((message) => {
        const code = codeIn(message.text);
        return (
          <li key={`${message.at}${message.text}`} className={styles.message}>
            <header>
              <span className="num">{message.phone}</span>
              <time>{format.stamp(message.at)}</time>
            </header>
            <p>{withLinks(message.text)}</p>
            {onCode && code && (
              <Button kind="tint" size="small" onClick={() => onCode(code)}>
                {t('useCode', { code })}
              </Button>
            )}
          </li>
        );
      })}
    </ol>
  );
}

/** Paths of our own pages inside a message become links. */
function withLinks(text: string) {
  return text.split(/((?:https?:\/\/[^\s/]+)?\/h5\/[A-Za-z0-9_/-]+)/).map((part, at) =>
    at % 2 === 1 ? (
      <a key={part} href={part.slice(part.indexOf('/h5/'))}>
        {part}
      </a>
    ) : (
      part
    ),
  );
}
